import Records
import Semantics

/// The same value in every row.
final class ConstantNode: Node {
  let value: Value
  private let cells: ConstantCells

  init(_ expr: TypedExpr, _ subject: Subject, _ value: Value) {
    self.value = value
    cells = ConstantCells(value, expr.type)
    super.init(expr, subject)
  }

  override var form: NumberForm {
    if case .number(.exact(let decimal), _) = value {
      return .exact(scale: decimal.normalized.scale)
    }
    // A missing number may stand beside exact ones.
    return value == .missing ? .exact(scale: 0) : .double
  }

  override var mayBeMissing: Bool { value == .missing }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    cells.column(count: batch.count, in: batch.scratch)
  }
}
