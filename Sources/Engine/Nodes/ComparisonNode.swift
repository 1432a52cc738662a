import Records
import Semantics

/// `a = b` and the other comparisons; false where a side is missing.
final class ComparisonNode: Node {
  private let comparison: Comparison
  private let left: Node
  private let right: Node
  private let quick: ColumnComparison?

  init(
    _ expr: TypedExpr, _ subject: Subject, _ comparison: Comparison, _ left: Node, _ right: Node
  ) {
    self.comparison = comparison
    self.left = left
    self.right = right
    quick =
      ColumnComparison(comparison, left, right)
      ?? ColumnComparison(comparison.mirrored, right, left)
    super.init(expr, subject)
  }

  override var mayBeMissing: Bool { false }
  override var isSilent: Bool { left.isSilent && right.isSilent }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    if let quick, let flags = quick.flags(batch) {
      return BatchColumn(.flags(flags), count: batch.count)
    }
    let a = try left.evaluate(batch)
    let b = try right.evaluate(batch)
    return BatchColumn(
      .flags(ComparisonNode.flags(comparison, a, b, batch.scratch)), count: batch.count)
  }

  /// Flags of a comparison between two evaluated sides.
  static func flags(
    _ comparison: Comparison, _ a: BatchColumn, _ b: BatchColumn, _ scratch: Scratch
  ) -> UnsafePointer<UInt8> {
    let count = a.count
    var flags: UnsafePointer<UInt8>
    switch (a.cells, b.cells) {
    case (.integers, _), (.wide, _), (.doubles, _):
      flags = Comparing.numbers(comparison, a, b, scratch)
      if comparison == .equal || comparison == .unequal, a.qualifiers != nil || b.qualifiers != nil
      {
        flags = alike(flags, comparison, a, b, scratch)
      }
    case (.flags(let x), .flags(let y)): flags = Comparing.bytes(comparison, x, y, count, scratch)
    case (.text(let x, let source), .text(let y, let other)):
      let result = scratch.take(count, of: UInt8.self)
      for index in 0..<count {
        let order = source.compare(Int(x[index]), Int(y[index]), of: other)
        result[index] = comparison.holds(order: order) ? 1 : 0
      }
      flags = UnsafePointer(result)
    case (.lists(let x, let source), .lists(let y, let other)):
      let result = scratch.take(count, of: UInt8.self)
      for index in 0..<count {
        let isSame = Set(source.texts(of: Int(x[index]))) == Set(other.texts(of: Int(y[index])))
        result[index] = isSame == (comparison == .equal) ? 1 : 0
      }
      flags = UnsafePointer(result)
    case (.periods, _), (.moments, _):
      flags = Spans(a, scratch).compare(comparison, Spans(b, scratch), count, scratch)
    case (.flags, _), (.text, _), (.lists, _):
      preconditionFailure("both sides of a comparison are of one type")
    }
    guard let valid = jointValidity(a.valid, b.valid, count, scratch) else { return flags }
    return mapped(flags, valid, count, scratch) { $0 & $1 }
  }

  /// `=` of numbers also asks for the same qualifier.
  private static func alike(
    _ flags: UnsafePointer<UInt8>, _ comparison: Comparison, _ a: BatchColumn, _ b: BatchColumn,
    _ scratch: Scratch
  ) -> UnsafePointer<UInt8> {
    let result = scratch.take(a.count, of: UInt8.self)
    for index in 0..<a.count {
      let isSame = a.qualifier(index) == b.qualifier(index)
      result[index] = isSame ? flags[index] : comparison == .equal ? 0 : 1
    }
    return UnsafePointer(result)
  }
}
