import Records
import Semantics

/// Whether a period only overlaps another, so that it can neither be said to lie in it nor outside.
final class LongerNode: Node {
  private let left: Node
  private let right: Node

  init(_ expr: TypedExpr, _ subject: Subject, _ left: Node, _ right: Node) {
    self.left = left
    self.right = right
    super.init(expr, subject)
  }

  override var mayBeMissing: Bool { false }
  override var isSilent: Bool { left.isSilent && right.isSilent }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    let a = try left.evaluate(batch)
    let b = try right.evaluate(batch)
    let spans = Spans(a, batch.scratch)
    let others = Spans(b, batch.scratch)
    let flags = batch.scratch.take(batch.count, of: UInt8.self)
    for index in 0..<batch.count {
      let isOpen = a.isValid(index) && b.isValid(index) && spans.onlyOverlaps(index, others)
      flags[index] = isOpen ? 1 : 0
    }
    return BatchColumn(.flags(UnsafePointer(flags)), count: batch.count)
  }
}
