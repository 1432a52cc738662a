extension TreeText {
  static func part(of statement: Statement) -> Part {
    switch statement.kind {
    case .query(let query): .query(query)
    case .continuation(let continuations): .group("continuation", continuations.map(part))
    case .load(let load): part(of: load)
    case .use(let name): .line("use \(text(of: name))")
    case .letExpression(let name, let expr): .group("let \(text(of: name))", [.expr(expr)])
    case .letQuery(let name, let query): .group("let \(text(of: name))", [.query(query)])
    case .parameter(let name, let expr, let help):
      .group(
        "param \(text(of: name))",
        [.expr(expr)] + (help.map { [.line("help \(Printer.quoted($0))")] } ?? []))
    case .include(let path): .line("include \(Printer.quoted(path.text))")
    case .store(let name, let path):
      .line("save \(text(of: name)) to \(Printer.quoted(path.text))")
    case .unit(let name, let number): .line("unit \(text(of: name)) = \(text(of: number))")
    case .expect(let expr): .group("expect", [.expr(expr)])
    case .describe(let name): .line("describe\(name.map { " \(text(of: $0))" } ?? "")")
    case .about(let name): .line("about \(text(of: name))")
    case .why(.last): .line("why")
    case .why(.row(let row, _)): .line("why \(row)")
    case .why(.absent(let expr)): .group("why not", [.expr(expr)])
    case .why(.narrowed(let expr)): .group("why where", [.expr(expr)])
    case .why(.query(let query)): .group("why", [.query(query)])
    case .explain(let query): .group("explain", [.query(query)])
    case .help(let topic): .line("help\(topic.map { " \($0)" } ?? "")")
    }
  }

  private static func part(of load: Load) -> Part {
    var parts = load.paths.map { Part.line("path \(Printer.quoted($0.text))") }
    for option in load.options {
      let value =
        switch option.value {
        case .text(let text): Printer.quoted(text)
        case .number(let number): String(number)
        case .word(let word): text(of: word)
        }
      parts.append(.line("option \(option.name.text) \(value)"))
    }
    if let name = load.name { parts.append(.line("as \(text(of: name))")) }
    parts += load.declarations.map { .line(text(of: $0)) }
    return .group("load", parts)
  }

  private static func text(of declaration: Declaration) -> String {
    var words = ["field \(text(of: declaration.field))"]
    if let alias = declaration.alias { words.append("as \(text(of: alias))") }
    switch declaration.form {
    case nil: break
    case .text: words.append("text")
    case .number(let unit): words.append("number" + (unit.map { " \(text(of: $0))" } ?? ""))
    case .yesNo: words.append("yes/no")
    case .date(let format): words.append("date" + (format.map { " \(Printer.quoted($0))" } ?? ""))
    case .dateTime(let format):
      words.append("datetime" + (format.map { " \(Printer.quoted($0))" } ?? ""))
    case .list(let separator): words.append("list \(Printer.quoted(separator))")
    }
    if declaration.role != .plain { words.append("\(declaration.role)") }
    if declaration.allowsUnreadable { words.append("or missing") }
    return words.joined(separator: " ")
  }
}
