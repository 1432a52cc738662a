extension Parser {
  /// query = sentence [ continuation ] ;
  mutating func parseQuery() throws(Failure) -> Query {
    let start = current.range
    let sentence = try parseSentence()
    let continuations = at(.then) ? try parseContinuations() : []
    return Query(sentence: sentence, continuations: continuations, range: range(from: start))
  }

  /// continuation = "then" ( sentence | step ) { "then" ( sentence | step ) } ;
  mutating func parseContinuations() throws(Failure) -> [Continuation] {
    var continuations: [Continuation] = []
    while eat(.then) {
      if startsStep {
        continuations.append(.step(try parseStep()))
      } else {
        try checkSentenceStart()
        continuations.append(.sentence(try parseSentence()))
      }
    }
    return continuations
  }

  /// sentence = ( measures | show ) { clause } ;
  mutating func parseSentence() throws(Failure) -> Sentence {
    let start = current.range
    let head = at(.show) ? try parseShow() : try parseMeasures()
    let headRange = range(from: start)
    let clauses = try parseClauses()
    return Sentence(
      head: head, headRange: headRange, clauses: clauses, range: range(from: start))
  }

  /// measures = items ;
  mutating func parseMeasures() throws(Failure) -> Sentence.Head {
    .measures(try parseItems())
  }

  /// show = "show" [ "*" | [ "distinct" ] items ] ;
  mutating func parseShow() throws(Failure) -> Sentence.Head {
    try expect(.show, "at the start")
    if at(.times) {
      let star = advance()
      if at(.comma) {
        // A clause after the items would then belong to the step.
        let hasClause = (0..<(list.count - index)).contains { startsClause(after: $0) }
        throw problem(
          .starWithItems, at: star.range.joined(with: current.range),
          fixes: hasClause ? [] : [replace(current.range, with: " then add")])
      }
      return .show(isDistinct: false, items: [])
    }
    if eat(.distinct) { return .show(isDistinct: true, items: try parseItems()) }
    if isAtEnd || startsClause || at(.then) || at(.close) {
      return .show(isDistinct: false, items: [])
    }
    return .show(isDistinct: false, items: try parseItems())
  }

  /// items = item { "," item } ;
  mutating func parseItems() throws(Failure) -> [Item] {
    var items = [try parseItem()]
    while at(.comma) {
      let comma = advance()
      if isAtEnd && !canContinue || startsClause || at(.then) || at(.close) {
        throw trailingComma(comma)
      }
      items.append(try parseItem())
    }
    return items
  }

  /// item = expression [ alias ] ;
  mutating func parseItem() throws(Failure) -> Item {
    let expr = try parseExpression()
    return Item(expr: expr, alias: try eatAlias())
  }

  func trailingComma(_ comma: Lexeme) -> Failure {
    problem(.trailingComma, at: comma.range, fixes: [remove(comma.range)])
  }
}

extension String {
  fileprivate static let starWithItems =
    "`*` stands alone; show * then add … puts more beside all fields"
  fileprivate static let trailingComma = "nothing follows the comma"
}
