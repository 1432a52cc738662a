import Records
import Semantics

/// `abs(x)`
final class MagnitudeNode: Node {
  private let operand: Node

  init(_ expr: TypedExpr, _ subject: Subject, _ operand: Node) {
    self.operand = operand
    super.init(expr, subject)
  }

  override var form: NumberForm { operand.form }
  override var mayBeMissing: Bool { operand.mayBeMissing }
  override var isSilent: Bool { operand.isSilent }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    var column = try operand.evaluate(batch)
    if column.qualifiers != nil {
      column.qualifiers = Qualifying.each(column, batch.scratch) { operand, _ in
        Bounds.absolute(operand)
      }
    }
    column.cells = NumberCells.absolute(column, batch.scratch)
    return column
  }
}
