// What a statement and a sentence start with.
extension Parser {
  /// A statement starts with a measure, `show` or a statement word.
  mutating func checkStatementStart() throws(Failure) {
    try checkSentenceStart()
    let word = text(of: current)
    if at(.ascending) || at(.descending) || at(.asc) || at(.desc) {
      throw problem(.directionAlone(word), at: current.range)
    }
    if startsClause || startsStepOutright {
      let fix = insert("then ", at: current.range.start)
      if at(.from) {
        throw problem(
          .startsWithFrom, at: current.range,
          fixes: showBeforeFrom().map { [$0] } ?? [
            insert("show ", at: current.range.start), fix,
          ])
      }
      let asks = at(.where) || at(.by) ? [insert("count ", at: current.range.start)] : []
      throw problem(.startsWithClause(word), at: current.range, fixes: [fix] + asks)
    }
  }

  /// `from grants show county` the other way round.
  private func showBeforeFrom() -> Diagnostic.Fix? {
    guard let show = list.firstIndex(where: { $0.keyword == .show }), show > index + 1 else {
      return nil
    }
    let end = list[show...].firstIndex { $0.keyword == .then || $0.kind == .end } ?? show
    let from = current.range.joined(with: list[show - 1].range)
    let rest = list[show].range.joined(with: list[end - 1].range)
    return replace(
      from.joined(with: rest), with: "\(lexemes.source[rest]) \(lexemes.source[from])")
  }

  /// A step word with what it needs, where no `then` stands before it.
  private var startsStepOutright: Bool {
    switch current.keyword {
    case .add, .keep, .drop, .rename, .unpivot, .append:
      switch peek().kind {
      case .word(let keyword): !(keyword?.isReserved ?? false)
      case .quotedName, .number: true
      default: false
      }
    case .compare: peek().keyword == .with
    case .save: peek().keyword == .to
    default: false
    }
  }

  /// `select … from …`
  func checkSentenceStart() throws(Failure) {
    guard at(.select), peek().kind != .end, peek().sign == nil || peek().sign == .times else {
      return
    }
    var items: [(range: SourceRange, isAggregate: Bool)] = []
    var depth = 0
    var position = index + 1
    var start = position
    func close() {
      guard position > start else { return }
      let range = list[start].range.joined(with: list[position - 1].range)
      items.append((range, list[start].keyword?.aggregate != nil))
    }
    while list[position].kind != .end {
      let lexeme = list[position]
      if lexeme.sign == .open { depth += 1 }
      if lexeme.sign == .close { depth -= 1 }
      if depth < 0 || depth == 0 && lexeme.keyword == .from { break }
      if depth == 0, lexeme.sign == .comma {
        close()
        start = position + 1
      }
      position += 1
    }
    close()
    let head = SourceRange(start: current.range.start, end: list[position - 1].range.end)
    let aggregates = items.filter(\.isAggregate)
    let written = (aggregates.isEmpty ? items : aggregates).map { lexemes.source[$0.range] }
      .joined(separator: ", ")
    let ours = aggregates.isEmpty ? "show \(written)" : written
    throw problem(.select(ours), at: current.range, fixes: [replace(head, with: ours)])
  }
}

extension String {
  fileprivate static func directionAlone(_ word: String) -> String {
    "`\(word)` belongs to the end of the line before: sort by funds \(word)"
  }
  fileprivate static func select(_ ours: String) -> String {
    "a question starts with what it asks for, without select: \(ours)"
  }
  fileprivate static func startsWithClause(_ word: String) -> String {
    "a statement that goes on from the last answer starts with then: then \(word) …"
  }
  fileprivate static let startsWithFrom =
    "a question starts with what it asks for, show … from grants; one that goes on from the last"
    + " answer starts with then"
}
