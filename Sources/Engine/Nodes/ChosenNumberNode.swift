import Records
import Semantics

/// `larger smaller total`: of several numbers in agreeing units.
final class ChosenNumberNode: Node {
  private let function: Function
  private let arguments: [Node]
  private let ownForm: NumberForm

  init(_ expr: TypedExpr, _ subject: Subject, _ function: Function, _ arguments: [Node]) {
    self.function = function
    self.arguments = arguments
    ownForm = arguments.dropFirst().reduce(arguments[0].form) { $0.joined(with: $1.form) }
    super.init(expr, subject)
  }

  override var form: NumberForm { ownForm }
  override var mayBeMissing: Bool { arguments.contains(where: \.mayBeMissing) }
  override var isSilent: Bool { false }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    var result = try argument(0, batch)
    for index in arguments.indices.dropFirst() {
      result = try joined(result, try argument(index, batch), batch)
    }
    return result
  }

  private func argument(_ index: Int, _ batch: Batch) throws(ExecutionError) -> BatchColumn {
    let column = try arguments[index].evaluate(batch)
    switch Numbers.converted(column, to: ownForm, batch.scratch) {
    case .column(let converted): return converted
    case .beyond(let position): throw tooLarge(batch, at: position)
    }
  }

  private func joined(
    _ a: BatchColumn, _ b: BatchColumn, _ batch: Batch
  ) throws(ExecutionError) -> BatchColumn {
    function == .total ? try added(a, b, batch) : chosen(a, b, batch)
  }

  /// Adds what is there: a missing side counts as nothing, two make the result missing.
  private func added(
    _ a: BatchColumn, _ b: BatchColumn, _ batch: Batch
  ) throws(ExecutionError) -> BatchColumn {
    let count = batch.count
    let scratch = batch.scratch
    var valid: UnsafePointer<UInt8>?
    if let x = a.valid, let y = b.valid { valid = mapped(x, y, count, scratch) { $0 | $1 } }
    var result: BatchColumn
    if case .exact(let scale) = ownForm {
      let x = present(Numbers.wide(of: a, scratch), a.valid, count, scratch)
      let y = present(Numbers.wide(of: b, scratch), b.valid, count, scratch)
      switch Arithmetics.wide(x, y, count, valid, scratch, { $0.addingReportingOverflow($1) }) {
      case .fits(let sums):
        result = BatchColumn(
          NumberCells.narrowed(sums, count, scale: scale, scratch), count: count, valid: valid)
      case .beyond(let position): throw tooLarge(batch, at: position)
      }
    } else {
      let x = Numbers.doubles(of: a, scratch)
      let y = Numbers.doubles(of: b, scratch)
      let sums = scratch.take(count, of: Double.self)
      for index in 0..<count {
        sums[index] = (a.isValid(index) ? x[index] : 0) + (b.isValid(index) ? y[index] : 0)
      }
      result = BatchColumn(.doubles(UnsafePointer(sums)), count: count, valid: valid)
    }
    if a.qualifiers != nil || b.qualifiers != nil {
      let qualifiers = scratch.take(count, of: UInt8.self)
      for index in 0..<count {
        var set = QualifierSet()
        if a.isValid(index) { set.formUnion(QualifierSet(a.qualifier(index))) }
        if b.isValid(index) { set.formUnion(QualifierSet(b.qualifier(index))) }
        qualifiers[index] = set.ofSum.rawValue
      }
      result.qualifiers = UnsafePointer(qualifiers)
    }
    return result
  }

  private func present(
    _ source: UnsafePointer<Int128>, _ valid: UnsafePointer<UInt8>?, _ count: Int,
    _ scratch: Scratch
  ) -> UnsafePointer<Int128> {
    valid.map { mapped(source, $0, count, scratch) { $1 == 0 ? 0 : $0 } } ?? source
  }

  /// The larger or smaller of two, by their stated figures; missing where one is.
  private func chosen(_ a: BatchColumn, _ b: BatchColumn, _ batch: Batch) -> BatchColumn {
    let count = batch.count
    let scratch = batch.scratch
    let isLarger = function == .larger
    let cells: BatchColumn.Cells
    if case .exact(let scale) = ownForm {
      let x = Numbers.wide(of: a, scratch)
      let y = Numbers.wide(of: b, scratch)
      let wide = mapped(x, y, count, scratch) { isLarger ? max($0, $1) : min($0, $1) }
      cells = NumberCells.narrowed(wide, count, scale: scale, scratch)
    } else {
      let x = Numbers.doubles(of: a, scratch)
      let y = Numbers.doubles(of: b, scratch)
      cells = .doubles(mapped(x, y, count, scratch) { isLarger ? max($0, $1) : min($0, $1) })
    }
    var result = BatchColumn(
      cells, count: count, valid: jointValidity(a.valid, b.valid, count, scratch))
    if a.qualifiers != nil || b.qualifiers != nil {
      let qualifiers = scratch.take(count, repeating: UInt8(0))
      for index in 0..<count {
        guard case .number(let x, let p) = a.value(at: index),
          case .number(let y, let q) = b.value(at: index)
        else { continue }
        let left = Bounds.Operand(sign: x.sign, p)
        let right = Bounds.Operand(sign: y.sign, q)
        let order = Interval.order(x, y)
        let qualifier =
          isLarger
          ? Bounds.larger(left, right, order: order) : Bounds.smaller(left, right, order: order)
        qualifiers[index] = qualifier.rawValue
      }
      result.qualifiers = UnsafePointer(qualifiers)
    }
    return result
  }
}
