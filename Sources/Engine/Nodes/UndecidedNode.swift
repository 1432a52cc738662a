import Records
import Semantics

/// Whether the bound of a number leaves a comparison open.
final class UndecidedNode: Node {
  private let comparison: Comparison
  private let left: Node
  private let right: Node

  init(
    _ expr: TypedExpr, _ subject: Subject, _ comparison: Comparison, _ left: Node, _ right: Node
  ) {
    self.comparison = comparison
    self.left = left
    self.right = right
    super.init(expr, subject)
  }

  override var mayBeMissing: Bool { false }
  override var isSilent: Bool { left.isSilent && right.isSilent }

  override var isNever: Bool {
    UndecidedNode.isAlwaysExact(left) && UndecidedNode.isAlwaysExact(right)
  }

  /// Whether it is a figure as it stands, without a bound in any row.
  private static func isAlwaysExact(_ node: Node) -> Bool {
    if let node = node as? ColumnNode { return node.column.qualifiers == nil }
    guard let node = node as? ConstantNode, case .number(_, let qualifier) = node.value else {
      return false
    }
    return qualifier == .exact
  }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    let a = try left.evaluate(batch)
    let b = try right.evaluate(batch)
    let flags = batch.scratch.take(batch.count, repeating: UInt8(0))
    if a.qualifiers != nil || b.qualifiers != nil {
      for index in 0..<batch.count where a.isValid(index) && b.isValid(index) {
        guard case .number(let x, let p) = a.value(at: index),
          case .number(let y, let q) = b.value(at: index), p != .exact || q != .exact
        else { continue }
        flags[index] = Interval(x, p).leavesOpen(comparison, Interval(y, q)) ? 1 : 0
      }
    }
    return BatchColumn(.flags(UnsafePointer(flags)), count: batch.count)
  }
}
