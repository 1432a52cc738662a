extension Parser {
  /// Whether a condition word stands here, perhaps after `not`.
  var startsTest: Bool {
    let distance = at(.not) ? 1 : 0
    switch peek(distance).keyword {
    case .between, .in, .contains, .matches, .has, .within: return true
    case .is: return distance == 0 || peek(2).keyword != .not
    default: return startsTextTest(after: distance)
    }
  }

  /// `starts with` and `ends with`
  func startsTextTest(after distance: Int) -> Bool {
    let keyword = peek(distance).keyword
    return (keyword == .starts || keyword == .ends) && peek(distance + 1).keyword == .with
  }

  /// test = "between" joining "and" joining | "in" set | "contains" joining
  ///   | "starts" "with" joining | "ends" "with" joining | "matches" pattern
  ///   | "has" joining | "has" ( "any" | "all" ) values | "within" values ;
  mutating func parseTest(of subject: Expr) throws(Failure) -> Expr {
    let subjectHeight = height
    height = 1
    var isNegated = eat(.not)
    let word = advance()
    var wordRange = word.range
    let test: Test
    switch word.keyword {
    case .between: test = try parseBetween()
    case .in: test = .isIn(try parseSet())
    case .contains: test = .contains(try parseTestOperand())
    case .starts, .ends:
      advance()
      wordRange = range(from: word.range)
      let operand = try parseTestOperand()
      test = word.keyword == .starts ? .startsWith(operand) : .endsWith(operand)
    case .matches: test = .matches(try parsePattern())
    case .has: test = try parseHas()
    case .within: test = .within(try parseValues(after: "within"))
    default:
      isNegated = eat(.not) || isNegated
      test = try parseState(of: subject, isNegated: isNegated, word: word)
    }
    let expr = Expr(
      .test(subject, test, isNegated: isNegated, wordRange: wordRange),
      at: range(from: subject.range))
    return try raised(expr, over: max(subjectHeight, height))
  }

  private mutating func parseTestOperand() throws(Failure) -> Expr {
    let operand = try parseInfix(.joining)
    try checkWords(after: operand)
    return operand
  }

  private mutating func parseBetween() throws(Failure) -> Test {
    let low = try parseInfix(.joining)
    let lowHeight = height
    try expect(.and, "between the two ends")
    let high = try parseInfix(.joining)
    height = max(lowHeight, height)
    try checkScale(of: [low, high])
    return .between(low, high)
  }

  private mutating func parseHas() throws(Failure) -> Test {
    if at(.any), peek().sign == .open {
      advance()
      return .hasAny(try parseValues(after: "has any"))
    }
    if at(.all), peek().sign == .open {
      advance()
      return .hasAll(try parseValues(after: "has all"))
    }
    return .has(try parseTestOperand())
  }

  /// state = "is" [ "not" ] ( "missing" | "exact" ) ;
  private mutating func parseState(
    of subject: Expr, isNegated: Bool, word: Lexeme
  ) throws(Failure) -> Test {
    switch current.keyword {
    case .missing:
      advance()
      return .isMissing
    case .exact:
      advance()
      return .isExact
    case .empty, .blank, .null:
      echo(
        "is \(isNegated ? "not " : "")\(text(of: advance()))",
        "is \(isNegated ? "not " : "")missing")
      return .isMissing
    case .in, .between, .contains, .has, .within:
      let before = SourceRange(start: word.range.start, end: current.range.start)
      throw problem(
        .isBefore(text(of: current)), at: range(from: word.range),
        fixes: [replace(before, with: isNegated ? "not " : "")])
    default:
      if isAtEnd { throw unexpected("`missing` or `exact` after is") }
      if case .broken = current.kind { throw unexpected("`missing` or `exact` after is") }
      throw problem(
        .isForEqual(isNegated ? "!=" : "="), at: range(from: word.range),
        fixes: [replace(range(from: word.range), with: isNegated ? "!=" : "=")])
    }
  }

  mutating func parsePattern() throws(Failure) -> Expr {
    if case .pattern(let number) = current.kind {
      let lexeme = advance()
      let pattern = lexemes.patterns[Int(number)]
      return Expr(.pattern(pattern.text, ignoresCase: pattern.ignoresCase), at: lexeme.range)
    }
    if case .text(let number) = current.kind {
      let slashed = Printer.text(ofPattern: lexemes.texts[Int(number)], ignoresCase: false)
      throw problem(
        .patternInQuotes, at: current.range, fixes: [replace(current.range, with: slashed)])
    }
    throw unexpected("a pattern between slashes")
  }

  /// set = values | "(" query ")" | joining [ ".." joining ] ;
  mutating func parseSet() throws(Failure) -> Expr {
    if at(.open), !bracketsAreOperand { return try parseBrackets(isSet: true) }
    let low = try parseInfix(.joining)
    return at(.span) ? try parseSpan(from: low) : low
  }

  /// Whether an operator follows the brackets that open here, so that they are no list.
  private var bracketsAreOperand: Bool {
    guard let close = partners[index] else { return false }
    let next = list[min(close + 1, list.count - 1)]
    switch next.kind {
    case .sign(let sign):
      switch sign {
      case .plus, .minus, .times, .divide, .power, .join, .span: return true
      default: return false
      }
    case .word(.default), .word(.to): return true
    default: return false
    }
  }

  /// element = expression [ ".." joining ] ;
  mutating func parseElement() throws(Failure) -> Expr {
    let low = try parseExpression()
    return at(.span) ? try parseSpan(from: low) : low
  }

  private mutating func parseSpan(from low: Expr) throws(Failure) -> Expr {
    let lowHeight = height
    advance()
    let high = try parseInfix(.joining)
    try checkScale(of: [low, high])
    let expr = Expr(.range(low, high), at: low.range.joined(with: high.range))
    return try raised(expr, over: max(lowHeight, height))
  }

  /// values = "(" element { "," element } ")" ;
  mutating func parseValues(after words: String) throws(Failure) -> [Expr] {
    guard at(.open) else { throw unexpected("a list in brackets after \(words)") }
    let brackets = try parseBrackets(isSet: true)
    guard case .list(let elements) = brackets.kind else {
      throw problem(.queryAsValues, at: brackets.range)
    }
    return elements
  }
}

extension String {
  fileprivate static func isBefore(_ word: String) -> String {
    "`\(word)` needs no is before it"
  }
  fileprivate static func isForEqual(_ sign: String) -> String {
    "`is` stands before missing or exact; a value is compared by \(sign)"
  }
  fileprivate static let patternInQuotes = "a pattern stands between slashes"
  fileprivate static let queryAsValues = "a list of values stands here, not a query"
}
