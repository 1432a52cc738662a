extension Parser {
  /// primary = amount | boundedAmount | period | text | parameter | brackets | conditional
  ///   | aggregate | call | reference ;
  mutating func parsePrimary() throws(Diagnostic) -> Expr {
    height = 1
    switch current.kind {
    case .number:
      let start = current.range
      let literal = try parseAmount()
      return Expr(.number(literal), at: range(from: start))
    case .period(let number):
      return Expr(.period(lexemes.periods[number]), at: advance().range)
    case .text(let number):
      return Expr(.text(lexemes.texts[number]), at: advance().range)
    case .sign(.dollar):
      let start = current.range
      return Expr(.parameter(try parseParameter()), at: range(from: start))
    case .sign(.open):
      return try parseBrackets(isSet: false)
    case .quotedName:
      return try parseReference()
    case .word(let keyword):
      return try parseWordPrimary(keyword)
    case .sign, .pattern, .lineEnd, .blankLine, .end, .broken:
      throw noOperand()
    }
  }

  private mutating func parseWordPrimary(_ keyword: Keyword?) throws(Diagnostic) -> Expr {
    if let keyword {
      if keyword == .if { return try parseConditional() }
      if qualifier() != nil { return try parseBoundedAmount() }
      if keyword.isReserved { throw noOperand() }
      if startsAggregate { return try parseAggregate() }
      if keyword == .count, peek().sign != .dot { return try parseCounting() }
    }
    if peek().sign == .open { return try parseCall() }
    return try parseReference()
  }

  /// reference = name [ "." name ] ;
  mutating func parseReference() throws(Diagnostic) -> Expr {
    let first = try parseName("a name")
    guard at(.dot) else { return Expr(.name(first, qualifier: nil), at: first.range) }
    advance()
    if at(.times) {
      throw problem(.starOfSet(first.text), at: first.range.joined(with: current.range))
    }
    let second = try parseName("the name of a field of \(first.text)")
    return Expr(.name(second, qualifier: first), at: range(from: first.range))
  }

  /// parameter = "$" name ;
  mutating func parseParameter() throws(Diagnostic) -> Name {
    try expect(.dollar, "before a parameter")
    return try parseName("the name of a parameter")
  }

  /// conditional = "if" expression "then" expression "else" expression ;
  mutating func parseConditional() throws(Diagnostic) -> Expr {
    let start = advance().range
    let condition = try parseExpression()
    var tallest = height
    try expect(.then, "after the condition of if")
    let first = try parseExpression()
    tallest = max(tallest, height)
    try expect(.else, "and what holds otherwise")
    let second = try parseExpression()
    return try raised(
      Expr(.conditional(condition, first, second), at: range(from: start)),
      over: max(tallest, height))
  }

  /// brackets = "(" ( expression { "," element } | query ) ")" ;
  mutating func parseBrackets(isSet: Bool) throws(Diagnostic) -> Expr {
    let open = advance()
    try enter(at: open.range)
    if at(.show), startsShow { return try parseQueryInBrackets(open, items: []) }
    if at(.close) {
      throw problem(.emptyBrackets, at: range(from: open.range).joined(with: current.range))
    }
    let mark = groupedNumbers.count
    var elements: [Item] = []
    var tallest = 0
    repeat {
      if at(.close), let comma = elements.isEmpty ? nil : list[index - 1] {
        throw trailingComma(comma)
      }
      let element = try parseElement()
      elements.append(Item(expr: element, alias: try eatAlias()))
      tallest = max(tallest, height)
    } while eat(.comma)
    height = tallest
    if startsClause || at(.then) || elements.contains(where: { $0.alias != nil }) {
      return try parseQueryInBrackets(open, items: elements)
    }
    guard eat(.close) else { throw unclosed(open) }
    nesting -= 1
    return try bracketed(elements.map(\.expr), from: open, isSet: isSet, mark: mark)
  }

  private var startsShow: Bool {
    switch peek().sign {
    case .close, .times, .dollar, .open, nil: true
    default: false
    }
  }

  private mutating func bracketed(
    _ elements: [Expr], from open: Lexeme, isSet: Bool, mark: Int
  ) throws(Diagnostic) -> Expr {
    let isRange = if case .range = elements[0].kind { true } else { false }
    let isNumber = if case .number = elements[0].kind { true } else { false }
    if isSet || elements.count > 1 {
      try checkGroups(since: mark)
      try checkScale(of: elements)
      return try raised(Expr(.list(elements), at: range(from: open.range)), over: height)
    }
    if isNumber { try checkGroups(since: mark) }
    groupedNumbers.removeSubrange(mark...)
    if isRange {
      throw problem(.rangeAlone, at: elements[0].range)
    }
    // The brackets are part of the range, so that a fix replaces them too.
    return Expr(elements[0].kind, at: range(from: open.range))
  }

  /// The rest of `( measures clause … )`, its measures read already.
  private mutating func parseQueryInBrackets(
    _ open: Lexeme, items: [Item]
  ) throws(Diagnostic) -> Expr {
    let query: Query
    let outerPeak = peak
    peak = height
    if items.isEmpty {
      query = try parseQuery()
    } else {
      let start = items[0].expr.range
      let headRange = range(from: start)
      for item in items {
        if case .range(_, _) = item.expr.kind { throw unexpected("`)`") }
      }
      let clauses = try parseClauses()
      let sentence = Sentence(
        head: .measures(items), headRange: headRange, clauses: clauses, range: range(from: start))
      let continuations = at(.then) ? try parseContinuations() : []
      query = Query(sentence: sentence, continuations: continuations, range: range(from: start))
    }
    guard eat(.close) else { throw unclosed(open) }
    nesting -= 1
    let tallest = peak
    peak = outerPeak
    return try raised(Expr(.query(query), at: range(from: open.range)), over: tallest)
  }

  /// What stands where the closing bracket belongs.
  func unclosed(_ open: Lexeme) -> Diagnostic {
    if case .broken = current.kind { return unexpected("`)`") }
    if isAtEnd {
      return Diagnostic(
        .unclosed, at: open.range, fixes: [insert(")", at: current.range.start)],
        isIncomplete: canContinue)
    }
    if let habit = habitAfterOperand() { return habit }
    return unexpected("`)`")
  }
}

extension String {
  fileprivate static let emptyBrackets = "nothing stands between the brackets"
  fileprivate static let rangeAlone = "a range stands after in: year in 2008..2010"
  fileprivate static func starOfSet(_ name: String) -> String {
    "`*` stands for all fields after show only; of \(name) alone they are named one by one"
  }
  fileprivate static let unclosed = "the bracket is not closed"
}
