import Syntax

/// A question as a sentence that says what will be asked: `the total of funds for each county where
/// county is Daning and (year is 2010 or year is 2011)`.
///
/// Whatever binds differently than it may seem stands in brackets. What has no words of its own here
/// stands as it is written.
struct MeaningText {
  private let source: SourceText
  /// How records of the sentence are called where more than one set is loaded.
  private let setName: String?

  static func text(of query: Query, in source: SourceText, setName: String?) -> String {
    let writer = MeaningText(source: source, setName: setName)
    var text = writer.text(of: query.sentence)
    for continuation in query.continuations {
      switch continuation {
      case .sentence(let sentence): text += ", then of that " + writer.text(of: sentence)
      case .step(let step): text += ", then " + writer.asWritten(step.range)
      }
    }
    return text
  }

  // MARK: The sentence

  private func text(of sentence: Sentence) -> String {
    let clauses = sentence.clauses
    var text: String
    switch sentence.head {
    case .measures(let items): text = items.map { measure($0.expr) }.listed
    case .show(let isDistinct, let items):
      let fields = items.map { asWritten($0.expr) }
      if items.isEmpty {
        text = "the records"
      } else {
        text = isDistinct ? "the different \(fields.listed)" : "\(fields.listed) of each record"
      }
    }
    if let from = clauses.from {
      text += " of \(asWritten(from.range))"
    } else if let setName {
      text += " of \(setName)"
    }
    for join in clauses.joins { text += " with \(asWritten(join.source.range)) looked up" }
    if !clauses.by.isEmpty { text += " for each \(clauses.by.map(key).listed)" }
    if let across = clauses.across { text += " across \(key(across))" }
    let tests = [clauses.filter, clauses.groupFilter].compactMap { $0 }
    if !tests.isEmpty { text += " where " + tests.map { condition($0) }.joined(separator: " and ") }
    return text + ending(clauses)
  }

  private func ending(_ clauses: Clauses) -> String {
    var text = ""
    if let top = clauses.top {
      let count =
        switch top.count {
        case .number(let number, _): String(number)
        case .parameter(let name): "$\(name.text)"
        }
      text += ", the \(count) \(top.isBottom ? "smallest" : "largest")"
      if let by = top.by { text += " by \(asWritten(by))" }
      if !top.per.isEmpty { text += " of each \(top.per.map(\.text).listed)" }
    }
    for key in clauses.sort {
      text += ", by \(asWritten(key.expr))" + (key.isDescending ? " from the largest" : "")
    }
    if let limit = clauses.limit { text += ", \(asWritten(limit.range))" }
    for with in clauses.with { text += ", with \(with.word.rawValue)" }
    return text
  }

  private func key(_ key: Clauses.Key) -> String {
    (key.isEach ? "member of " : "") + asWritten(key.expr)
  }

  // MARK: Measures

  private func measure(_ expr: Expr) -> String {
    guard case .aggregate(let aggregate) = expr.kind, aggregate.per.isEmpty, aggregate.at == nil
    else { return asWritten(expr) }
    var text: String
    let operands = aggregate.operands.map { asWritten($0) }
    switch (aggregate.function, operands.count) {
    case (.count, 0): text = "the number of records"
    case (.count, 1) where aggregate.isDistinct: text = "the number of different \(operands[0])"
    case (.sum, 1): text = "the total of \(operands[0])"
    case (.average, 1): text = "the average of \(operands[0])"
    case (.min, 1): text = "the smallest \(operands[0])"
    case (.max, 1): text = "the largest \(operands[0])"
    case (.median, 1): text = "the median of \(operands[0])"
    case (.mode, 1): text = "the most frequent \(operands[0])"
    case (.first, 1), (.last, 1): text = "the \(aggregate.function.rawValue) \(operands[0])"
    default: return asWritten(expr)
    }
    if aggregate.isEvery { text += ", parts and repeats too," }
    if let filter = aggregate.filter { text += " where " + condition(filter) }
    if !aggregate.oncePer.isEmpty {
      text += " once for each \(aggregate.oncePer.map(\.text).listed)"
    }
    return text
  }

  // MARK: Conditions

  private func condition(_ expr: Expr, inside outer: InfixOperator? = nil) -> String {
    switch expr.kind {
    case .infix(let op, _, let left, let right) where op == .and || op == .or:
      let text = "\(condition(left, inside: op)) \(op.rawValue) \(condition(right, inside: op))"
      return outer == nil || outer == op ? text : "(\(text))"
    case .infix(let op, _, let left, let right):
      guard let word = Self.words[op] else { return asWritten(expr) }
      // `county = Daning or Yonghe` is one condition.
      return "\(asWritten(left)) \(word) \(asWritten(right))"
    case .prefix(.not, let operand):
      if case .infix(let op, _, _, _) = operand.kind, op == .and || op == .or {
        return "not (\(condition(operand)))"
      }
      return "not \(condition(operand))"
    default: return asWritten(expr)
    }
  }

  private static let words: [InfixOperator: String] = [
    .equal: "is", .unequal: "is not", .less: "is below", .lessOrEqual: "is at most",
    .greater: "is above", .greaterOrEqual: "is at least",
  ]

  // MARK: As written

  private func asWritten(_ expr: Expr) -> String {
    if case .text(let text) = expr.kind { return text }
    return asWritten(expr.range)
  }

  /// In one line, without comments.
  private func asWritten(_ range: SourceRange) -> String {
    source[range].split(whereSeparator: \.isNewline).map { line in
      let code = line.contains("\"") ? line : line.prefix { $0 != "#" }
      return code.split(separator: " ").joined(separator: " ")
    }.joined(separator: " ")
  }
}

extension [String] {
  /// `a, b and c`
  fileprivate var listed: String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " and " + last
  }
}
