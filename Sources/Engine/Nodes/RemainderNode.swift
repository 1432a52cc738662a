import Records
import Semantics

/// `mod(a, b)`: what is left above the next lower multiple of b, so it has the sign of b.
final class RemainderNode: Node {
  private let left: Node
  private let right: Node

  init(_ expr: TypedExpr, _ subject: Subject, _ left: Node, _ right: Node) {
    self.left = left
    self.right = right
    super.init(expr, subject)
  }

  override var form: NumberForm { left.form.joined(with: right.form) }
  override var isSilent: Bool { false }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    let a = try left.evaluate(batch)
    let b = try right.evaluate(batch)
    let count = batch.count
    let scratch = batch.scratch
    let valid = jointValidity(a.valid, b.valid, count, scratch)
    let isZero: UnsafePointer<UInt8>
    let cells: BatchColumn.Cells
    switch Numbers.aligned(a, b, scratch) {
    case .narrow(let x, let y, let scale):
      isZero = mapped(y, count, scratch) { $0 == 0 ? 1 : 0 }
      cells = .integers(mapped(x, y, count, scratch) { $0.modulus($1) }, scale: scale)
    case .wide(let x, let y, let scale):
      isZero = mapped(y, count, scratch) { $0 == 0 ? 1 : 0 }
      cells = .wide(mapped(x, y, count, scratch) { $0.modulus($1) }, scale: scale)
    case .doubles(let x, let y):
      isZero = mapped(y, count, scratch) { $0 == 0 ? 1 : 0 }
      cells = .doubles(mapped(x, y, count, scratch) { $0 - ($0 / $1).rounded(.down) * $1 })
    case .beyond(let position): throw tooLarge(batch, at: position)
    }
    var result = BatchColumn(
      cells, count: count,
      valid: Domain.exclude(isZero, valid, batch, .divisionByZero) { self.text })
    if a.qualifiers != nil || b.qualifiers != nil {
      result.qualifiers = Qualifying.unordered([a, b], count, scratch)
    }
    return result
  }
}

extension FixedWidthInteger {
  @inline(__always)
  fileprivate func modulus(_ divisor: Self) -> Self {
    if divisor == 0 || divisor == -1 { return 0 }
    let rest = self % divisor
    return rest != 0 && (rest < 0) != (divisor < 0) ? rest + divisor : rest
  }
}
