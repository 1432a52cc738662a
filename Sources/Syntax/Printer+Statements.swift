extension Printer {
  mutating func write(_ statement: Statement) {
    switch statement.kind {
    case .query(let query): write(query)
    case .continuation(let continuations): write(continuations)
    case .load(let load): write(load)
    case .use(let name): write("use ", name)
    case .letExpression(let name, let expr):
      write("let ", name)
      write(" = ")
      write(expr, .conditional)
    case .letQuery(let name, let query):
      write("let ", name)
      write(" = (")
      write(query)
      write(")")
    case .parameter(let name, let expr, let help):
      write("param ", name)
      write(" = ")
      write(expr, .conditional)
      if let help { write(" " + Self.quoted(help)) }
    case .include(let path): write("include \(Self.quoted(path.text))")
    case .store(let name, let path):
      write("save ", name)
      write(" to \(Self.quoted(path.text))")
    case .unit(let name, let number):
      write("unit ", name)
      write(" = ")
      write(number)
    case .expect(let expr):
      write("expect ")
      write(expr, .conditional)
    case .describe(let name):
      write("describe")
      if let name { write(" ", name) }
    case .about(let name):
      write(name)
      write("?")
    case .why(.last): write("why")
    case .why(.row(let row, _)): write("why \(row)")
    case .why(.absent(let expr)):
      write("why not ")
      write(expr, .conditional)
    case .why(.narrowed(let expr)):
      write("why where ")
      write(expr, .conditional)
    case .why(.query(let query)):
      write("why ")
      write(query)
    case .explain(let query):
      write("explain ")
      write(query)
    case .help(let topic): write(topic.map { "help \(Self.text(ofTopic: $0))" } ?? "help")
    }
  }

  private static func text(ofTopic topic: String) -> String {
    let words = topic.split(separator: " ", omittingEmptySubsequences: false)
    let isWords = words.allSatisfy { word in
      word.unicodeScalars.first?.startsName ?? false
        && word.unicodeScalars.allSatisfy(\.continuesName)
    }
    return isWords ? topic : quoted(topic)
  }

  private mutating func write(_ words: String, _ name: Name) {
    write(words)
    write(name)
  }

  private mutating func write(_ load: Load) {
    write("load ")
    write(list: load.paths) { $0.write(Self.quoted($1.text)) }
    if !load.options.isEmpty {
      write(" with (")
      write(list: load.options) { printer, option in
        printer.write(option.name.text + " ")
        switch option.value {
        case .text(let text): printer.write(Self.quoted(text))
        case .number(let number): printer.write(String(number))
        case .word(let word): printer.write(word)
        }
      }
      write(")")
    }
    write(alias: load.name)
    if !load.declarations.isEmpty {
      write(" (")
      write(list: load.declarations) { $0.write($1) }
      write(")")
    }
  }

  private mutating func write(_ declaration: Declaration) {
    write(column: declaration.field)
    write(alias: declaration.alias)
    if let form = declaration.form { write(form) }
    switch declaration.role {
    case .plain: break
    case .key: write(" key")
    case .whole: write(" whole")
    case .original: write(" original")
    }
    if declaration.allowsUnreadable { write(" or missing") }
  }

  private mutating func write(_ form: Declaration.Form) {
    switch form {
    case .text: write(" text")
    case .number(let unit):
      write(" number")
      if let unit {
        write(" in ")
        write(unit)
      }
    case .yesNo: write(" yes/no")
    case .date(let format):
      write(" date")
      if let format { write(" as " + Self.quoted(format)) }
    case .dateTime(let format):
      write(" datetime")
      if let format { write(" as " + Self.quoted(format)) }
    case .list(let separator): write(" list by \(Self.quoted(separator))")
    }
  }
}
