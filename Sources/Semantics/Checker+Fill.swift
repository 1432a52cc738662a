import Records
import Syntax

extension Checker {
  /// `with empty`, where it is written.
  func fill(_ clauses: Clauses) throws(Diagnostic) -> Fill? {
    guard let with = clauses.with.first(where: { $0.word == .empty }) else { return nil }
    guard !summary.keys.isEmpty else {
      throw Diagnostic(
        "with empty adds the groups that have no record, and without by there is one group",
        at: with.range)
    }
    return Fill(keys: summary.keys.map { step(of: $0) }, range: with.range)
  }

  private func step(of key: Summary.Key) -> Fill.Step {
    if key.isEach { return .occurring }
    switch key.expr.type {
    case .text, .list, .yesNo, .dateTime: return .occurring
    case .date: return .calendar
    case .number: break
    }
    guard case .call(let function, let arguments) = key.expr.kind else {
      return .whole(FixedDecimal(1))
    }
    switch function {
    case .bin:
      let width = arguments.dropFirst().first.flatMap(constant)
      return width.map { .whole($0) } ?? .occurring
    case .binEdges: return .edges(arguments.dropFirst().compactMap(constant))
    default: return .whole(FixedDecimal(1))
    }
  }

  private func constant(_ expr: TypedExpr) -> FixedDecimal? {
    if case .constant(.number(.exact(let decimal), _)) = expr.kind { decimal } else { nil }
  }
}
