import Records
import Semantics

/// `x is exact`: a value that no qualifier qualifies.
final class ExactNode: Node {
  private let operand: Node

  init(_ expr: TypedExpr, _ subject: Subject, _ operand: Node) {
    self.operand = operand
    super.init(expr, subject)
  }

  override var mayBeMissing: Bool { false }
  override var isSilent: Bool { operand.isSilent }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    let count = batch.count
    let column = try operand.evaluate(batch)
    let exact =
      column.qualifiers.map { mapped($0, count, batch.scratch) { $0 == 0 ? UInt8(1) : 0 } }
      ?? UnsafePointer(batch.scratch.take(count, repeating: UInt8(1)))
    let flags = column.valid.map { mapped(exact, $0, count, batch.scratch) { $0 & $1 } } ?? exact
    return BatchColumn(.flags(flags), count: count)
  }
}
