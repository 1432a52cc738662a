import Records
import Semantics

/// `not c`: true where `c` is false, so that the two always add up to all rows.
final class ComplementNode: Node {
  private let operand: Node

  init(_ expr: TypedExpr, _ subject: Subject, _ operand: Node) {
    self.operand = operand
    super.init(expr, subject)
  }

  override var mayBeMissing: Bool { false }
  override var isSilent: Bool { operand.isSilent }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    let flags = try operand.truth(batch)
    return BatchColumn(
      .flags(mapped(flags, batch.count, batch.scratch) { $0 ^ 1 }), count: batch.count)
  }
}
