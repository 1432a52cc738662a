import Records
import Semantics

/// `x in (a, b)` for numbers, dates and yes/no: equal to one of them.
final class MembershipNode: Node {
  private let operand: Node
  private let others: [ConstantCells]
  /// The coefficients at the operand's scale, where all are exact and there are many.
  private let hashed: Interner?

  init(_ expr: TypedExpr, _ subject: Subject, _ operand: Node, _ values: [Value]) {
    self.operand = operand
    let present = values.filter { $0 != .missing }
    hashed = MembershipNode.hashed(present, operand.form, operand.type)
    others = hashed == nil ? present.map { ConstantCells($0, operand.type) } : []
    super.init(expr, subject)
  }

  private static func hashed(
    _ values: [Value], _ form: NumberForm, _ type: ValueType
  ) -> Interner? {
    guard values.count > 8, case .number = type, case .exact(let scale) = form else { return nil }
    let interner = Interner()
    for value in values {
      guard case .number(.exact(let decimal), .exact) = value else { return nil }
      // A value that has more digits than the column equals none of its cells.
      guard let integer = decimal.rescaled(to: scale) else { continue }
      guard let narrow = Int64(exactly: integer) else { return nil }
      _ = interner.id(of: UInt64(bitPattern: narrow))
    }
    return interner
  }

  override var mayBeMissing: Bool { false }
  override var isSilent: Bool { operand.isSilent }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    let column = try operand.evaluate(batch)
    let count = batch.count
    let scratch = batch.scratch
    var flags = UnsafePointer(scratch.take(count, repeating: UInt8(0)))
    if let hashed {
      switch column.cells {
      case .integers(let integers, _):
        flags = mapped(integers, count, scratch) {
          hashed.known(UInt64(bitPattern: $0)) == nil ? 0 : 1
        }
      case .wide(let integers, _):
        flags = mapped(integers, count, scratch) { wide in
          Int64(exactly: wide).flatMap { hashed.known(UInt64(bitPattern: $0)) } == nil ? 0 : 1
        }
      case .doubles, .flags, .text, .lists, .periods, .moments:
        preconditionFailure("an exact form has exact cells")
      }
      if let qualifiers = column.qualifiers {
        flags = mapped(flags, qualifiers, count, scratch) { $1 == 0 ? $0 : 0 }
      }
      let held = column.valid.map { mapped(flags, $0, count, scratch) { $0 & $1 } } ?? flags
      return BatchColumn(.flags(held), count: count)
    }
    for other in others {
      let constant = other.column(count: count, in: scratch)
      let equal = ComparisonNode.flags(.equal, column, constant, scratch)
      flags = mapped(flags, equal, count, scratch) { $0 | $1 }
    }
    return BatchColumn(.flags(flags), count: count)
  }
}
