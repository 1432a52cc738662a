import Records
import Semantics

/// `month_number quarter_number week_number day weekday`: numbers of the period that a cell lies in.
///
/// A longer cell has none, and is missing, counted.
final class DayNumberNode: Node {
  private let operand: Node
  private let function: Function

  init(_ expr: TypedExpr, _ subject: Subject, _ operand: Node, _ function: Function) {
    self.operand = operand
    self.function = function
    super.init(expr, subject)
  }

  override var form: NumberForm { .exact(scale: 0) }
  override var mayBeMissing: Bool { operand.mayBeMissing || !hasOnlyDays }
  override var isSilent: Bool { false }

  /// Whether every cell is a day, or a moment of one.
  private var hasOnlyDays: Bool {
    if operand.type == .dateTime { return true }
    guard case .periods(_, .uniform(.day))? = (operand as? ColumnNode)?.column.storage else {
      return false
    }
    return true
  }

  private var grain: Grain {
    switch function {
    case .monthNumber: .month
    case .quarterNumber: .quarter
    case .weekNumber: .week
    default: .day
    }
  }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    let column = try operand.evaluate(batch)
    let days = PeriodNode.days(of: column, batch.scratch)
    let function = function
    let numbers: UnsafePointer<Int64> = mapped(days, batch.count, batch.scratch) { day in
      switch function {
      case .monthNumber: Int64(CivilDay(day).month)
      case .quarterNumber: Int64((CivilDay(day).month + 2) / 3)
      case .weekNumber: Int64(Period(start: day, grain: .day).isoWeek.week)
      case .day: Int64(CivilDay(day).day)
      // 1970-01-01 was a Thursday.
      default: (Int64(day) + 3).remainder(floor: 7) + 1
      }
    }
    let valid = PeriodNode.excludingLonger(column, than: grain, batch) { self.text }
    if function == .weekNumber { countOtherYears(column, days, valid, batch) }
    return BatchColumn(.integers(numbers, scale: 0), count: batch.count, valid: valid)
  }

  /// The first days of January may lie in a week of the year before, the last of December in one of
  /// the year behind: then the number and the year do not belong together.
  private func countOtherYears(
    _ column: BatchColumn, _ days: UnsafePointer<Int32>, _ valid: UnsafePointer<UInt8>?,
    _ batch: Batch
  ) {
    var others = 0
    for index in 0..<batch.count where valid.map({ $0[index] != 0 }) ?? true {
      if case .periods(_, let grains) = column.cells, grains[index] != .day { continue }
      let day = Period(start: days[index], grain: .day)
      if day.isoWeek.year != CivilDay(day.start).year { others += 1 }
    }
    batch.tally.count(.weekOfOtherYear, text, others)
  }
}
