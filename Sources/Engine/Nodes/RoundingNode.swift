import Records
import Semantics

/// `round floor ceiling bin`: steps of a number.
final class RoundingNode: Node {
  enum Step {
    case places(Int, FixedDecimal.Rounding)
    /// the multiple of a width at or below the number
    case multiple(of: FixedDecimal)
    /// the last edge at or below the number
    case edges([FixedDecimal])
  }

  private let operand: Node
  private let step: Step
  private let ownForm: NumberForm

  init(_ expr: TypedExpr, _ subject: Subject, _ operand: Node, _ step: Step) {
    self.operand = operand
    self.step = step
    switch (operand.form, step) {
    case (.exact(let scale), .places(let places, _)):
      ownForm = .exact(scale: max(0, min(scale, places)))
    case (.exact(let scale), .multiple(let width)): ownForm = .exact(scale: max(scale, width.scale))
    case (_, .edges(let edges)): ownForm = .exact(scale: edges.map(\.scale).max() ?? 0)
    case (.double, _): ownForm = .double
    }
    super.init(expr, subject)
  }

  override var form: NumberForm { ownForm }
  override var mayBeMissing: Bool {
    if case .edges = step { true } else { operand.mayBeMissing }
  }
  override var isSilent: Bool { false }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    let column = try operand.evaluate(batch)
    var result = column
    if case .edges(let edges) = step { return try binned(column, edges, batch) }
    if case .exact(let scale) = ownForm, let own = Numbers.scale(of: column) {
      result.cells = try exact(column, from: own, to: scale, batch)
    } else {
      let doubles = Numbers.doubles(of: column, batch.scratch)
      result.cells = .doubles(mapped(doubles, column.count, batch.scratch) { self.rounded($0) })
    }
    if column.qualifiers != nil {
      let signs = Qualifying.signs(of: result, batch.scratch)
      result.qualifiers = Qualifying.each(column, batch.scratch) { operand, index in
        Bounds.stepped(operand, resultSign: Int(signs[index]))
      }
    }
    return result
  }

  private func exact(
    _ column: BatchColumn, from own: Int, to scale: Int, _ batch: Batch
  ) throws(ExecutionError) -> BatchColumn.Cells {
    let scratch = batch.scratch
    switch step {
    case .multiple(let width):
      guard let factor = FixedDecimal.powerOfTen(scale - own), let step = width.rescaled(to: scale)
      else { throw tooLarge(batch, at: 0) }
      if case .integers(let integers, _) = column.cells, own == scale, step < Int64.max / 2,
        let step = Int64(exactly: step)
      {
        var isBeyond = false
        let bins: UnsafePointer<Int64> = mapped(integers, column.count, scratch) {
          let (bin, overflow) = $0.subtractingReportingOverflow($0.remainder(floor: step))
          isBeyond = isBeyond || overflow
          return bin
        }
        if !isBeyond { return .integers(bins, scale: scale) }
      }
      return try stepped(column, to: scale, batch) { integer in
        let (fine, overflow) = integer.multipliedReportingOverflow(by: factor)
        guard !overflow, FixedDecimal(fine, scale: scale).fits else { return nil }
        let (bin, isBelow) = fine.subtractingReportingOverflow(fine.remainder(floor: step))
        return isBelow || !FixedDecimal(bin, scale: scale).fits ? nil : bin
      }
    case .places(let places, let rounding):
      if places >= own { return column.cells }
      return try stepped(column, to: scale, batch) { integer in
        let rounded = FixedDecimal(integer, scale: own).rounded(to: places, rounding)
        return rounded?.rescaled(to: scale).flatMap {
          FixedDecimal($0, scale: scale).fits ? $0 : nil
        }
      }
    case .edges: preconditionFailure("edges are looked up")
    }
  }

  /// Each number by itself at 128 bits; one whose result has too many digits stops the question.
  private func stepped(
    _ column: BatchColumn, to scale: Int, _ batch: Batch, _ body: (Int128) -> Int128?
  ) throws(ExecutionError) -> BatchColumn.Cells {
    let source = Numbers.wide(of: column, batch.scratch)
    let wide = batch.scratch.take(column.count, repeating: Int128(0))
    for index in 0..<column.count where column.isValid(index) {
      guard let result = body(source[index]) else { throw tooLarge(batch, at: index) }
      wide[index] = result
    }
    return NumberCells.narrowed(
      UnsafePointer(wide), column.count, scale: scale, batch.scratch)
  }

  private func rounded(_ double: Double) -> Double {
    switch step {
    case .places(let places, let rounding):
      guard let decimal = FixedDecimal(shortest: double), places < decimal.scale,
        let rounded = decimal.rounded(to: places, rounding)
      else { return double }
      return rounded.double
    case .multiple(let width): return (double / width.double).rounded(.down) * width.double
    case .edges: preconditionFailure("edges are looked up")
    }
  }

  /// A number below the first edge is in no bin, which is counted.
  private func binned(
    _ column: BatchColumn, _ edges: [FixedDecimal], _ batch: Batch
  ) throws(ExecutionError) -> BatchColumn {
    guard case .exact(let scale) = ownForm else { preconditionFailure("edges are exact") }
    let count = batch.count
    let scratch = batch.scratch
    var coefficients: [Int128] = []
    for edge in edges {
      guard let coefficient = edge.rescaled(to: scale) else { throw tooLarge(batch, at: 0) }
      coefficients.append(coefficient)
    }
    let isBelow = scratch.take(count, repeating: UInt8(0))
    let cells = scratch.take(count, repeating: Int128(0))
    var qualifiers: UnsafeMutablePointer<UInt8>?
    if column.qualifiers != nil { qualifiers = scratch.take(count, repeating: UInt8(0)) }
    for index in 0..<count where column.isValid(index) {
      guard case .number(let number, let qualifier) = column.value(at: index),
        let bin = RoundingNode.bin(of: number, edges)
      else {
        isBelow[index] = 1
        continue
      }
      cells[index] = coefficients[bin]
      if let qualifiers, qualifier != .exact {
        qualifiers[index] = RoundingNode.qualifier(number, qualifier, bin, edges).rawValue
      }
    }
    let valid = Domain.exclude(
      UnsafePointer(isBelow), column.valid, batch, .outsideDomain, counting: { self.text })
    return BatchColumn(
      NumberCells.narrowed(UnsafePointer(cells), count, scale: scale, scratch), count: count,
      valid: valid, qualifiers: qualifiers.map { UnsafePointer($0) })
  }

  /// A bound all of whose figures lie in one bin is in it for certain.
  private static func qualifier(
    _ number: Number, _ qualifier: Qualifier, _ bin: Int, _ edges: [FixedDecimal]
  ) -> Qualifier {
    if qualifier == .about { return .about }
    let interval = Interval(number, qualifier)
    let low = interval.lower.flatMap { RoundingNode.bin(of: $0, edges) }
    let high = interval.upper.map { RoundingNode.bin(of: $0, edges) } ?? edges.count - 1
    return switch (low == bin, high == bin) {
    case (true, true): .exact
    case (true, false): .atLeast
    case (false, true): .atMost
    case (false, false): .about
    }
  }

  private static func bin(of number: Number, _ edges: [FixedDecimal]) -> Int? {
    edges.lastIndex { Interval.order(.exact($0), number) <= 0 }
  }
}

extension FixedWidthInteger {
  /// What is left above the next lower multiple of a positive step.
  @inline(__always)
  func remainder(floor step: Self) -> Self {
    let rest = self % step
    return rest < 0 ? rest + step : rest
  }
}
