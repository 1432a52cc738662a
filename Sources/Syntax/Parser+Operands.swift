// What each aggregate asks of its operands.
extension Parser {
  func checkOperands(
    of aggregate: Aggregate, at range: SourceRange
  ) throws(Failure) {
    let count = aggregate.operands.count
    switch aggregate.function {
    case .count:
      if aggregate.isDistinct {
        guard count == 1 else { throw problem(.countDistinct, at: range) }
      } else if let operand = aggregate.operands.first {
        throw countOfOperand(operand, at: range)
      }
    case .percentile:
      guard count == 2 else { throw problem(.twoOperands("percentile(funds, 90)"), at: range) }
    case .correlation:
      guard count == 2 else {
        throw problem(.twoOperands("correlation(funds, staff)"), at: range)
      }
    case .sum, .average, .min, .max, .median, .stddev, .variance, .mode, .first, .last, .list:
      guard count != 1 else { return }
      throw count == 0 ? noOperand(of: aggregate, at: range) : manyOperands(aggregate, at: range)
    }
  }

  private func noOperand(of aggregate: Aggregate, at range: SourceRange) -> Failure {
    problem(.withoutOperand(aggregate.function.rawValue), at: range)
  }

  private func manyOperands(_ aggregate: Aggregate, at range: SourceRange) -> Failure {
    let function = aggregate.function
    let ours: String? =
      switch function {
      case .max: "larger"
      case .min: "smaller"
      case .sum: "total"
      default: nil
      }
    guard let ours else { return problem(.oneOperand(function.rawValue), at: range) }
    return problem(
      .withinRecord(function.rawValue, ours), at: range,
      fixes: [replace(aggregate.functionRange, with: ours)])
  }

  mutating func countOfField(_ word: Lexeme) -> Failure {
    let start = index
    guard let operand = try? parseOperand() else {
      index = start
      return problem(.countOf("x"), at: word.range)
    }
    return countOfOperand(operand, at: word.range.joined(with: operand.range))
  }

  private func countOfOperand(_ operand: Expr, at range: SourceRange) -> Failure {
    var written = lexemes.source[operand.range]
    if case .name = operand.kind {} else { written = Printer.text(of: operand) }
    return problem(
      .countOf(written), at: range,
      fixes: [
        replace(range, with: "count (where \(written) is not missing)"),
        replace(range, with: "count distinct \(written)"),
      ])
  }

  func clauseInside(_ aggregate: Aggregate, _ open: Lexeme) -> Failure {
    var fixes: [Diagnostic.Fix] = []
    if let last = aggregate.operands.last, let close = list.last(where: { $0.sign == .close }) {
      let function = aggregate.functionRange
      let operand = SourceRange(start: open.range.end, end: last.range.end)
      let rest = SourceRange(start: last.range.end, end: close.range.start)
      let ours =
        "(\(lexemes.source[function]) (\(lexemes.source[operand]))\(lexemes.source[rest]))"
      fixes = [replace(function.joined(with: close.range), with: ours)]
    }
    return problem(
      .clauseInside(aggregate.function.rawValue, text(of: current)), at: current.range,
      fixes: fixes)
  }
}

extension String {
  fileprivate static func clauseInside(_ function: String, _ clause: String) -> String {
    "`\(clause)` stands inside the brackets of \(function); a query in brackets holds"
      + " \(function) too: (\(function) … \(clause) …)"
  }
  fileprivate static let countDistinct = "count distinct is of one field or expression"
  fileprivate static func countOf(_ operand: String) -> String {
    "count is of records; of \(operand) it can count those that have one, or its different values"
  }
  fileprivate static func oneOperand(_ function: String) -> String {
    "\(function) is of one field or expression"
  }
  fileprivate static func twoOperands(_ example: String) -> String {
    "this aggregate has two operands in brackets: \(example)"
  }
  fileprivate static func withinRecord(_ function: String, _ ours: String) -> String {
    "\(function) is over records and of one field or expression; within a record it is"
      + " \(ours)(a, b)"
  }
  fileprivate static func withoutOperand(_ function: String) -> String {
    "`\(function)` is of a field or an expression: \(function) (funds where …)"
  }
}
