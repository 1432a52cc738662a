import Records
import Semantics

/// `x is missing`
final class MissingNode: Node {
  private let operand: Node

  init(_ expr: TypedExpr, _ subject: Subject, _ operand: Node) {
    self.operand = operand
    super.init(expr, subject)
  }

  override var mayBeMissing: Bool { false }
  override var isSilent: Bool { operand.isSilent }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    let count = batch.count
    if let node = operand as? ColumnNode {
      let valid = node.column.validity.map { Loading.validity($0, batch.rows, batch.scratch) }
      return MissingNode.flags(valid, count, batch.scratch)
    }
    return MissingNode.flags(try operand.evaluate(batch).valid, count, batch.scratch)
  }

  private static func flags(
    _ valid: UnsafePointer<UInt8>?, _ count: Int, _ scratch: Scratch
  ) -> BatchColumn {
    let flags =
      valid.map { mapped($0, count, scratch) { $0 ^ 1 } }
      ?? UnsafePointer(scratch.take(count, repeating: UInt8(0)))
    return BatchColumn(.flags(flags), count: count)
  }
}
