import Records
import Semantics

/// `date(x)` of a datetime: its day.
final class DayNode: Node {
  private let operand: Node

  init(_ expr: TypedExpr, _ subject: Subject, _ operand: Node) {
    self.operand = operand
    super.init(expr, subject)
  }

  override var mayBeMissing: Bool { operand.mayBeMissing }
  override var isSilent: Bool { operand.isSilent }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    let column = try operand.evaluate(batch)
    if case .periods = column.cells { return column }
    return BatchColumn(
      .periods(PeriodNode.days(of: column, batch.scratch), .uniform(.day)), count: batch.count,
      valid: column.valid)
  }
}
