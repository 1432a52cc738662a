import Records
import Semantics

/// `month_number quarter_number week_number day weekday`: numbers of the first day.
final class DayNumberNode: Node {
  private let operand: Node
  private let function: Function

  init(_ expr: TypedExpr, _ subject: Subject, _ operand: Node, _ function: Function) {
    self.operand = operand
    self.function = function
    super.init(expr, subject)
  }

  override var form: NumberForm { .exact(scale: 0) }
  override var mayBeMissing: Bool { operand.mayBeMissing }
  override var isSilent: Bool { operand.isSilent }

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
    return BatchColumn(.integers(numbers, scale: 0), count: batch.count, valid: column.valid)
  }
}
