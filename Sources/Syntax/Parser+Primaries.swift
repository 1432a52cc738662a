extension Parser {
  /// primary = amount | boundedAmount | period | text | parameter | brackets | conditional
  ///   | aggregate | call | reference ;
  mutating func parsePrimary() throws(Failure) -> Expr {
    height = 1
    switch current.kind {
    case .sign(.open): return try parseBrackets(isSet: false)
    case .word(let keyword): return try parseWordPrimary(keyword)
    case .number, .period, .text, .sign, .quotedName, .pattern, .lineEnd, .blankLine, .end,
      .broken:
      return try parseLeaf()
    }
  }

  private mutating func parseLeaf() throws(Failure) -> Expr {
    switch current.kind {
    case .number:
      let start = current.range
      let literal = try parseAmount()
      return Expr(.number(literal), at: range(from: start))
    case .period(let number):
      return Expr(.period(lexemes.periods[Int(number)]), at: advance().range)
    case .text(let number):
      return Expr(.text(lexemes.texts[Int(number)]), at: advance().range)
    case .sign(.dollar):
      let start = current.range
      return Expr(.parameter(try parseParameter()), at: range(from: start))
    case .quotedName:
      return try parseReference()
    case .word, .sign, .pattern, .lineEnd, .blankLine, .end, .broken:
      throw noOperand()
    }
  }

  private mutating func parseWordPrimary(_ keyword: Keyword?) throws(Failure) -> Expr {
    if startsAggregate || keyword == .count && peek().sign != .dot { return try parseAggregate() }
    if keyword == .if { return try parseConditional() }
    if boundPhrase() != nil { return try parseBoundedAmount() }
    if let amount = currencyFirst() { throw amount }
    if keyword?.isReserved ?? false { throw noOperand() }
    return peek().sign == .open ? try parseCall() : try parseReference()
  }

  /// reference = name [ "." name ] ;
  mutating func parseReference() throws(Failure) -> Expr {
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
  mutating func parseParameter() throws(Failure) -> Name {
    try expect(.dollar, "before a parameter")
    return try parseName("the name of a parameter")
  }

  /// conditional = "if" expression "then" expression "else" expression ;
  mutating func parseConditional() throws(Failure) -> Expr {
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
  mutating func parseBrackets(isSet: Bool) throws(Failure) -> Expr {
    let open = index
    let mark = groupedNumbers.count
    advance()
    if at(.show), startsShow { return try parseQueryInBrackets(open, items: []) }
    let elements = try parseElements()
    if startsClause || at(.then) || elements.contains(where: { $0.alias != nil }) {
      return try parseQueryInBrackets(open, items: elements)
    }
    return try closeBrackets(elements, from: open, isSet: isSet, mark: mark)
  }

  private mutating func parseElements() throws(Failure) -> [Item] {
    var elements: [Item] = []
    var tallest = 0
    repeat {
      if at(.close) { throw emptyElement() }
      elements.append(try parseAliasedElement())
      tallest = max(tallest, height)
    } while eat(.comma)
    height = tallest
    return elements
  }

  private mutating func parseAliasedElement() throws(Failure) -> Item {
    let element = try parseElement()
    return Item(expr: element, alias: try eatAlias())
  }

  private func emptyElement() -> Failure {
    let before = list[index - 1]
    return before.sign == .comma
      ? trailingComma(before)
      : problem(.emptyBrackets, at: before.range.joined(with: current.range))
  }

  private var startsShow: Bool {
    switch peek().sign {
    case .close, .times, .dollar, .open, nil: true
    default: false
    }
  }

  private mutating func closeBrackets(
    _ items: [Item], from open: Int, isSet: Bool, mark: Int
  ) throws(Failure) -> Expr {
    guard eat(.close) else { throw unclosed(list[open]) }
    let elements = items.map(\.expr)
    let whole = range(from: list[open].range)
    if isSet || elements.count > 1 {
      try checkGroups(since: mark)
      try checkScale(of: elements)
      return try raised(Expr(.list(elements), at: whole), over: height)
    }
    if case .number = elements[0].kind { try checkGroups(since: mark) }
    groupedNumbers.removeSubrange(mark...)
    if case .range = elements[0].kind { throw problem(.rangeAlone, at: elements[0].range) }
    // The brackets are part of the range, so that a fix replaces them too.
    return Expr(elements[0].kind, at: whole)
  }

  /// The rest of `( measures clause … )`, its measures read already.
  private mutating func parseQueryInBrackets(
    _ open: Int, items: [Item]
  ) throws(Failure) -> Expr {
    let outerPeak = peak
    peak = height
    let query = items.isEmpty ? try parseQuery() : try parseQuery(after: items)
    guard eat(.close) else { throw unclosed(list[open]) }
    let tallest = peak
    peak = outerPeak
    return try raised(Expr(.query(query), at: range(from: list[open].range)), over: tallest)
  }

  private mutating func parseQuery(after items: [Item]) throws(Failure) -> Query {
    let start = items[0].expr.range
    let headRange = range(from: start)
    for item in items {
      if case .range = item.expr.kind { throw problem(.rangeAlone, at: item.expr.range) }
    }
    let clauses = try parseClauses()
    let sentence = Sentence(
      head: .measures(items), headRange: headRange, clauses: clauses, range: range(from: start))
    let continuations = at(.then) ? try parseContinuations() : []
    return Query(sentence: sentence, continuations: continuations, range: range(from: start))
  }

  /// What stands where the closing bracket belongs.
  func unclosed(_ open: Lexeme) -> Failure {
    if case .broken = current.kind { return unexpected("`)`") }
    if isAtEnd {
      return Failure(
        Diagnostic(
          .unclosed, at: open.range, fixes: [insert(")", at: current.range.start)],
          isIncomplete: canContinue))
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
