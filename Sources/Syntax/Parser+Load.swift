extension Parser {
  /// load = "load" path { "," path } [ options ] [ alias ] [ declarations ] ;
  mutating func parseLoad() throws(Failure) -> Statement.Kind {
    advance()
    var paths = [try parsePath()]
    while eat(.comma) { paths.append(try parsePath()) }
    var load = Load(paths: paths, options: [], name: nil, declarations: [])
    while true {
      if at(.with), load.options.isEmpty {
        load.options = try parseOptions()
      } else if at(.as), load.name == nil {
        advance()
        load.name = try parseName("the name of the set")
      } else {
        break
      }
    }
    if at(.open) { load.declarations = try parseDeclarations() }
    return .load(load)
  }

  /// options = "with" "(" option { "," option } ")" ;
  mutating func parseOptions() throws(Failure) -> [Load.Option] {
    advance()
    let open = current
    try expect(.open, "before the options")
    var options = [try parseOption()]
    while at(.comma) {
      let comma = advance()
      if at(.close) { throw trailingComma(comma) }
      options.append(try parseOption())
    }
    guard eat(.close) else { throw unclosed(open) }
    return options
  }

  /// option = ( "delimiter" | "quote" | "escape" | "header" | "skip" | "encoding" | "sheet" )
  ///   ( text | whole | name ) ;
  mutating func parseOption() throws(Failure) -> Load.Option {
    guard let keyword = current.keyword, Keywords.loadOptions.contains(keyword.rawValue) else {
      throw unexpected("one of " + Keywords.loadOptions.joined(separator: ", "))
    }
    let name = Name(keyword.rawValue, at: advance().range)
    switch current.kind {
    case .text(let number):
      advance()
      return Load.Option(name: name, value: .text(lexemes.texts[Int(number)]))
    case .number:
      guard case .number(let number, _) = try parseCount() else { break }
      return Load.Option(name: name, value: .number(number))
    default:
      if let word = eatName() { return Load.Option(name: name, value: .word(word)) }
    }
    throw unexpected("a text in quotes, a whole number or a word")
  }

  /// declarations = "(" declaration { "," declaration } ")" ;
  mutating func parseDeclarations() throws(Failure) -> [Declaration] {
    let open = advance()
    var declarations = [try parseDeclaration()]
    while at(.comma) {
      let comma = advance()
      if at(.close) { throw trailingComma(comma) }
      declarations.append(try parseDeclaration())
    }
    if case .word = current.kind {
      throw problem(
        .declarationWithoutComma(text(of: current)), at: current.range,
        fixes: [insert(",", at: list[index - 1].range.end)])
    }
    guard eat(.close) else { throw unclosed(open) }
    return declarations
  }

  /// declaration = column [ alias ] [ form ] [ role ] [ "or" "missing" ] ;
  mutating func parseDeclaration() throws(Failure) -> Declaration {
    let start = current.range
    var declaration = Declaration(
      field: try parseColumn(), alias: nil, form: nil, role: .plain, allowsUnreadable: false,
      range: start)
    while true {
      if at(.as) {
        guard declaration.alias == nil else { throw twice("another name") }
        declaration.alias = try parseAlias()
      } else if let role = eatRole() {
        guard declaration.role == .plain else { throw twice("what the field is") }
        declaration.role = role
      } else if startsForm {
        guard declaration.form == nil else { throw twice("the form of the field") }
        declaration.form = try parseForm()
      } else {
        break
      }
    }
    if eat(.or) {
      try expect(.missing, "after or")
      declaration.allowsUnreadable = true
    }
    declaration.range = range(from: start)
    return declaration
  }

  private func twice(_ what: String) -> Failure {
    problem(.declaredTwice(what), at: current.range)
  }

  /// role = "key" | "whole" | "original" ;
  private mutating func eatRole() -> Declaration.Role? {
    let role: Declaration.Role
    switch current.keyword {
    case .key: role = .key
    case .whole: role = .whole
    case .original: role = .original
    default: return nil
    }
    advance()
    return role
  }

  private var startsForm: Bool {
    switch current.keyword {
    case .text, .number, .yes, .date, .datetime, .list: true
    default: false
    }
  }

  /// form = "text" | "number" [ "in" unitPhrase ] | "yes" "/" "no" | "list" "by" text
  ///   | ( "date" | "datetime" ) [ "as" text ] ;
  mutating func parseForm() throws(Failure) -> Declaration.Form {
    let word = advance()
    switch word.keyword {
    case .text: return .text
    case .number: return .number(unit: eat(.in) ? try parseUnitPhrase() : nil)
    case .yes:
      try expect(.divide, "as in yes/no")
      try expect(.no, "as in yes/no")
      return .yesNo
    case .list:
      try expect(.by, "and the separator")
      return .list(separator: try parseText("the separator in quotes"))
    case .datetime: return .dateTime(format: try eatFormat())
    default: return .date(format: try eatFormat())
    }
  }

  private mutating func eatFormat() throws(Failure) -> String? {
    guard at(.as), case .text = peek().kind else { return nil }
    advance()
    return try parseText("the order of the date's parts")
  }
}

extension String {
  fileprivate static func declarationWithoutComma(_ word: String) -> String {
    "`\(word)` stands where a comma or the closing bracket belongs; a field is text, number"
      + " in a unit, yes/no, date, datetime or list by \";\""
  }
  fileprivate static func declaredTwice(_ what: String) -> String {
    "the declaration says \(what) twice"
  }
}
