import Records
import Semantics

/// `month quarter week year` of a date or datetime: the period that holds it.
///
/// A cell whose period is longer than the one asked for lies in none, nor does a week that lies across
/// the end of one; both are missing, counted.
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
    let valid = PeriodNode.excludingLonger(column, than: grain, batch) { self.text }
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

  /// Without the cells that lie in no period of a grain.
  static func excludingLonger(
    _ column: BatchColumn, than grain: Grain, _ batch: Batch, counting text: () -> String
  ) -> UnsafePointer<UInt8>? {
    guard case .periods(let days, let grains) = column.cells else { return column.valid }
    if case .uniform(let own) = grains, own == .day || own == grain { return column.valid }
    let isOutside = batch.scratch.take(batch.count, repeating: UInt8(0))
    for index in 0..<batch.count {
      let own = grains[index]
      if own.rawValue > grain.rawValue {
        isOutside[index] = 1
      } else if own == .week, grain != .week {
        let last = Period(start: days[index], grain: .week).end - 1
        let period = Period.containing(day: days[index], grain: grain)
        if last >= period.end { isOutside[index] = 1 }
      }
    }
    return Domain.exclude(
      UnsafePointer(isOutside), column.valid, batch, .outsideDomain, counting: text)
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
