import Numerals

extension Parser {
  /// statement = load | use | let | param | include | unit | store | expect | describe | about | why
  ///   | explain | help | continuation | query ;
  mutating func parseStatement() throws(Failure) -> Statement {
    let start = current.range
    let kind = try parseStatementKind()
    guard isAtEnd else { throw leftOver() }
    return Statement(kind, at: range(from: start), echoes: echoes)
  }

  private mutating func parseStatementKind() throws(Failure) -> Statement.Kind {
    if startsAbout { return try parseAbout() }
    switch current.keyword {
    case .load: return try parseLoad()
    case .use: return try parseUse()
    case .let: return try parseLet()
    case .param: return try parseParam()
    case .include: return try parseInclude()
    case .unit: return try parseUnit()
    case .expect: return try parseExpect()
    case .describe: return try parseDescribe()
    case .why: return try parseWhy()
    case .explain: return try parseExplain()
    case .help: return parseHelp()
    case .then: return .continuation(try parseContinuations())
    case .save where startsStore: return try parseStore()
    default:
      try checkStatementStart()
      return .query(try parseQuery())
    }
  }

  /// use = "use" name ;
  mutating func parseUse() throws(Failure) -> Statement.Kind {
    try expect(.use, "at the start")
    return .use(try parseName("the name of a set"))
  }

  /// let = "let" name "=" ( expression | "(" query ")" ) ;
  mutating func parseLet() throws(Failure) -> Statement.Kind {
    try expect(.let, "at the start")
    let name = try parseName("the new name")
    try expect(.equal, "before what the name means")
    let start = current.range
    if at(.show) && peek().sign == nil { throw try unbracketedSet(from: start) }
    let expr = try parseExpression()
    if startsClause || at(.then) || at(.comma) { throw try unbracketedSet(from: start) }
    if case .query(let query) = expr.kind { return .letQuery(name, query) }
    return .letExpression(name, expr)
  }

  private func unbracketedSet(from start: SourceRange) throws(Failure) -> Failure {
    guard let last = list.dropLast().last else { return unexpected("what the name means") }
    let whole = start.joined(with: last.range)
    return problem(
      .unbracketedSet, at: whole,
      fixes: [replace(whole, with: "(\(lexemes.source[whole]))")])
  }

  /// param = "param" name "=" expression [ text ] ;
  mutating func parseParam() throws(Failure) -> Statement.Kind {
    try expect(.param, "at the start")
    if at(.dollar) {
      throw problem(.declaredWithDollar, at: current.range, fixes: [remove(current.range)])
    }
    let name = try parseName("the name of the parameter")
    try expect(.equal, "before the default")
    let expr = try parseExpression()
    var help: String?
    if case .text = current.kind { help = try parseText("a text") }
    return .parameter(name, expr, help: help)
  }

  /// include = "include" path ;
  mutating func parseInclude() throws(Failure) -> Statement.Kind {
    try expect(.include, "at the start")
    return .include(try parsePath())
  }

  /// unit = "unit" name "=" number [ scale ] factors ;
  mutating func parseUnit() throws(Failure) -> Statement.Kind {
    try expect(.unit, "at the start")
    let name = try parseName("the name of the unit")
    try expect(.equal, "before its size")
    guard current.isNumber else { throw unexpected("a number and a unit, as in 0.5 kg,") }
    let size = current.range
    var literal = parsePlainNumber()
    guard literal.bound == .exact else { throw problem(.inexactUnit, at: size) }
    literal.isFourDigits = false
    if let exponent = scaleExponent(of: current) {
      advance()
      literal.exponent += exponent
    }
    let start = current.range
    let factors = try parseFactors()
    literal.unit = UnitPhrase(factors: factors, range: range(from: start))
    return .unit(name, literal)
  }

  /// store = "save" name "to" path ;
  mutating func parseStore() throws(Failure) -> Statement.Kind {
    try expect(.save, "at the start")
    let name = try parseName("the name of a set")
    try expect(.to, "and the name of a file")
    return .store(name, try parsePath())
  }

  /// `save to "x.csv"` goes on with an answer, and a field may be named save.
  private var startsStore: Bool {
    switch peek().kind {
    case .word(let keyword): keyword?.isReserved != true
    case .quotedName: true
    default: false
    }
  }

  /// expect = "expect" expression ;
  mutating func parseExpect() throws(Failure) -> Statement.Kind {
    try expect(.expect, "at the start")
    return .expect(try parseExpression())
  }

  /// describe = "describe" [ name ] ;
  mutating func parseDescribe() throws(Failure) -> Statement.Kind {
    try expect(.describe, "at the start")
    return .describe(isAtEnd ? nil : try parseName("the name of a set"))
  }

  /// about = name "?" ;
  private mutating func parseAbout() throws(Failure) -> Statement.Kind {
    let name = try parseName("the name of a field")
    try expect(.question, "behind the field")
    return .about(name)
  }

  private var startsAbout: Bool {
    guard peek().sign == .question else { return false }
    switch current.kind {
    case .word(let keyword): return keyword?.isReserved != true
    case .quotedName: return true
    default: return false
    }
  }

  /// why = "why" [ "where" expression | "not" expression | count | query ] ;
  mutating func parseWhy() throws(Failure) -> Statement.Kind {
    try expect(.why, "at the start")
    if isAtEnd { return .why(.last) }
    if eat(.where) { return .why(.narrowed(try parseExpression())) }
    if at(.not) {
      // A question may begin so too, and then has more than that.
      var ahead = self
      ahead.advance()
      if let expr = try? ahead.parseExpression(), ahead.isAtEnd {
        self = ahead
        return .why(.absent(expr))
      }
    }
    if case .number(let number) = current.kind, peek().kind == .end,
      let row = lexemes.numbers[Int(number)].whole
    {
      return .why(.row(Int(clamping: row), at: advance().range))
    }
    return .why(.query(try parseQuery()))
  }

  /// explain = "explain" query ;
  mutating func parseExplain() throws(Failure) -> Statement.Kind {
    try expect(.explain, "at the start")
    try checkStatementStart()
    return .explain(try parseQuery())
  }

  /// help = "help" { name | text } ;
  mutating func parseHelp() -> Statement.Kind {
    advance()
    var words: [String] = []
    while !isAtEnd {
      let lexeme = advance()
      if case .text(let number) = lexeme.kind {
        if !lexemes.texts[Int(number)].isEmpty { words.append(lexemes.texts[Int(number)]) }
      } else {
        words.append(text(of: lexeme))
      }
    }
    return .help(words.isEmpty ? nil : words.joined(separator: " "))
  }
}

extension String {
  fileprivate static let inexactUnit = "the size of a unit is exact"
  fileprivate static let declaredWithDollar =
    "a parameter is declared by its name alone; $ stands where it is used"
  fileprivate static let unbracketedSet = "a set that gets a name stands in brackets"
}
