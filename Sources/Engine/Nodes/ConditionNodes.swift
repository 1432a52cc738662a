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
