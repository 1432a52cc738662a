import Semantics

/// `a and b`, `a or b`: the right side is asked only of rows that it decides.
final class LogicNode: Node {
  private let left: Node
  private let right: Node
  /// Whether a row is decided by a left side that is true: `or`.
  private let isEither: Bool

  init(_ expr: TypedExpr, _ subject: Subject, _ left: Node, _ right: Node, isEither: Bool) {
    self.left = left
    self.right = right
    self.isEither = isEither
    super.init(expr, subject)
  }

  override var mayBeMissing: Bool { false }
  override var isSilent: Bool { left.isSilent && right.isSilent }

  override var isNever: Bool {
    if isEither { return left.isNever && right.isNever }
    return left.isSilent && (left.isNever || (right.isNever && right.isSilent))
  }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    let count = batch.count
    let first = try left.truth(batch)
    let open: UnsafePointer<UInt8> =
      isEither ? mapped(first, count, batch.scratch) { $0 ^ 1 } : first
    let openCount = countOnes(open, count)
    if openCount == 0 { return BatchColumn(.flags(first), count: count) }
    // Few open rows are cheaper to gather than to compare beside all the others.
    if openCount == count || (right.isSilent && openCount > count / 8) {
      let second = try right.truth(batch)
      let flags =
        isEither
        ? mapped(first, second, count, batch.scratch) { $0 | $1 }
        : mapped(first, second, count, batch.scratch) { $0 & $1 }
      return BatchColumn(.flags(flags), count: count)
    }
    let (positions, found) = batch.positions(of: open)
    let second = try right.truth(batch.picking(positions, count: found))
    let flags = batch.scratch.take(count, of: UInt8.self)
    flags.update(from: first, count: count)
    for index in 0..<found { flags[Int(positions[index])] = second[index] }
    return BatchColumn(.flags(UnsafePointer(flags)), count: count)
  }
}
