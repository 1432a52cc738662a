import Records
import Semantics

/// A number in another unit.
final class ScaledNode: Node {
  private let operand: Node
  private let ratio: Ratio
  /// The ratio as an exact decimal at its scale, where the result is exact.
  private let factor: FixedDecimal?
  private let ownForm: NumberForm

  init(_ expr: TypedExpr, _ subject: Subject, _ operand: Node, _ ratio: Ratio) {
    self.operand = operand
    self.ratio = ratio
    if case .exact(let scale) = operand.form, let decimal = ratio.decimal,
      case .exact(let own) = NumberForm.exact(within: scale + decimal.scale)
    {
      factor = decimal
      ownForm = .exact(scale: own)
    } else {
      factor = nil
      ownForm = .double
    }
    super.init(expr, subject)
  }

  override var form: NumberForm { ownForm }
  override var mayBeMissing: Bool { operand.mayBeMissing }
  override var isSilent: Bool { false }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    var column = try operand.evaluate(batch)
    let count = batch.count
    let scratch = batch.scratch
    guard let factor, case .exact(let scale) = ownForm else {
      column.cells = .doubles(converted(column, scratch))
      return column
    }
    if case .integers(let integers, _) = column.cells,
      let narrow = Int64(exactly: factor.coefficient),
      let product = Arithmetics.multiply(
        integers, UnsafePointer(scratch.take(count, repeating: narrow)), count, scratch)
    {
      column.cells = .integers(product, scale: scale)
      return column
    }
    let factors = UnsafePointer(scratch.take(count, repeating: factor.coefficient))
    let wide = Numbers.wide(of: column, scratch)
    let product = Arithmetics.wide(wide, factors, count, column.valid, scratch) {
      $0.multipliedReportingOverflow(by: $1)
    }
    switch product {
    case .fits(let wide): column.cells = .wide(wide, scale: scale)
    case .beyond(let position): throw tooLarge(batch, at: position)
    }
    return column
  }

  /// An exact number times a fraction rounds once.
  private func converted(_ column: BatchColumn, _ scratch: Scratch) -> UnsafePointer<Double> {
    let ratio = ratio
    guard let scale = Numbers.scale(of: column) else {
      let factor = ratio.double
      return mapped(Numbers.doubles(of: column, scratch), column.count, scratch) { $0 * factor }
    }
    let bottom = FixedDecimal(ratio.denominator)
    return mapped(Numbers.wide(of: column, scratch), column.count, scratch) { integer in
      let figure = FixedDecimal(integer, scale: scale)
      let top = figure.multiplied(by: FixedDecimal(ratio.numerator))
      return top?.quotient(by: bottom) ?? figure.double * ratio.double
    }
  }
}
