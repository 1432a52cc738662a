import Records
import Semantics

/// `month quarter week year` of a date or datetime: the period that holds it.
///
/// A cell whose period is longer than the one asked for lies in none, and is missing, counted.
final class PeriodNode: Node {
  private let operand: Node
  private let grain: Grain

  init(_ expr: TypedExpr, _ subject: Subject, _ operand: Node, _ grain: Grain) {
    self.operand = operand
    self.grain = grain
    super.init(expr, subject)
  }

  override var form: NumberForm { .exact(scale: 0) }
  override var isSilent: Bool { false }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    let column = try operand.evaluate(batch)
    let count = batch.count
    let days = PeriodNode.days(of: column, batch.scratch)
    let isLonger = batch.scratch.take(count, repeating: UInt8(0))
    if case .periods(_, let grains) = column.cells {
      for index in 0..<count where grains[index].rawValue > grain.rawValue {
        isLonger[index] = 1
      }
    }
    let valid = Domain.exclude(
      UnsafePointer(isLonger), column.valid, batch, .outsideDomain, counting: { self.text })
    let starts = batch.scratch.take(count, of: Int32.self)
    var last = Period.containing(day: 0, grain: grain)
    var end = last.end
    for index in 0..<count {
      if days[index] < last.start || days[index] >= end {
        last = Period.containing(day: days[index], grain: grain)
        end = last.end
      }
      starts[index] = last.start
    }
    if case .number = type {
      let years = mapped(UnsafePointer(starts), count, batch.scratch) { Int64(CivilDay($0).year) }
      return BatchColumn(.integers(years, scale: 0), count: count, valid: valid)
    }
    return BatchColumn(
      .periods(UnsafePointer(starts), .uniform(grain)), count: count, valid: valid)
  }

  /// The first day of each cell.
  static func days(of column: BatchColumn, _ scratch: Scratch) -> UnsafePointer<Int32> {
    switch column.cells {
    case .periods(let days, _): return days
    case .moments(let seconds): return mapped(seconds, column.count, scratch) { $0.dayNumber }
    case .integers, .wide, .doubles, .flags, .text, .lists:
      preconditionFailure("only dates and datetimes have days")
    }
  }
}
