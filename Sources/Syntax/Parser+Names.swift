extension Parser {
  /// name = word | quotedName ;
  mutating func parseName(_ place: String) throws(Failure) -> Name {
    if let name = eatName() { return name }
    if let keyword = current.keyword, keyword.isReserved {
      let written = text(of: current)
      throw problem(
        .reserved(written), at: current.range,
        fixes: [replace(current.range, with: "`\(written)`")])
    }
    throw unexpected(place)
  }

  mutating func eatName() -> Name? {
    switch current.kind {
    case .word(let keyword):
      if keyword?.isReserved ?? false { return nil }
      let lexeme = advance()
      return Name(text(of: lexeme), at: lexeme.range)
    case .quotedName:
      let lexeme = advance()
      return Name(unquoted(lexeme), isQuoted: true, at: lexeme.range)
    case .number, .period, .text, .pattern, .sign, .lineEnd, .blankLine, .end, .broken:
      return nil
    }
  }

  /// names = name { "," name } ;
  mutating func parseNames(_ place: String) throws(Failure) -> [Name] {
    var names = [try parseName(place)]
    while eat(.comma) { names.append(try parseName(place)) }
    return names
  }

  /// column = name | whole | period ;
  mutating func parseColumn() throws(Failure) -> Name {
    switch current.kind {
    case .number:
      let lexeme = advance()
      return Name(digits(of: lexeme), at: lexeme.range)
    case .period(let number):
      let lexeme = advance()
      return Name(lexemes.periods[Int(number)].text, at: lexeme.range)
    case .word, .quotedName, .text, .pattern, .sign, .lineEnd, .blankLine, .end, .broken:
      return try parseName("the name of a field")
    }
  }

  /// The digits of a number in ASCII, however they were typed.
  private func digits(of lexeme: Lexeme) -> String {
    var digits = ""
    for scalar in text(of: lexeme).unicodeScalars {
      if (0xFF10...0xFF19).contains(scalar.value) {
        digits += String(scalar.value - 0xFF10)
      } else {
        digits.unicodeScalars.append(scalar)
      }
    }
    return digits
  }

  /// columns = column { "," column } ;
  mutating func parseColumns() throws(Failure) -> [Name] {
    var names = [try parseColumn()]
    while eat(.comma) { names.append(try parseColumn()) }
    return names
  }

  /// alias = "as" name ;
  mutating func parseAlias() throws(Failure) -> Name {
    try expect(.as, "before the new name")
    return try parseName("the new name")
  }

  mutating func eatAlias() throws(Failure) -> Name? {
    at(.as) ? try parseAlias() : nil
  }

  mutating func parseText(_ place: String) throws(Failure) -> String {
    guard case .text(let number) = current.kind else { throw unexpected(place) }
    advance()
    return lexemes.texts[Int(number)]
  }

  /// path = text ;
  mutating func parsePath() throws(Failure) -> Load.Path {
    let range = current.range
    if case .text(let number) = current.kind {
      advance()
      return Load.Path(text: lexemes.texts[Int(number)], range: range)
    }
    guard case .word(let keyword) = current.kind, !(keyword?.isReserved ?? false) else {
      throw unexpected("the name of a file in quotes")
    }
    var end = range.end
    var distance = 1
    while peek(distance).isAdjacent, peek(distance).kind != .end,
      peek(distance).sign != .open, peek(distance).sign != .comma
    {
      end = peek(distance).range.end
      distance += 1
    }
    let whole = SourceRange(start: range.start, end: end)
    throw problem(
      .unquotedPath, at: whole,
      fixes: [replace(whole, with: Printer.quoted(lexemes.source[whole]))])
  }

  func unquoted(_ lexeme: Lexeme) -> String {
    let written = text(of: lexeme)
    return String(written.dropFirst().dropLast())
  }
}

extension String {
  fileprivate static func reserved(_ word: String) -> String {
    "`\(word)` is a word of the language; a name so called stands in backquotes"
  }
  fileprivate static let unquotedPath = "the name of a file stands in quotes"
}
