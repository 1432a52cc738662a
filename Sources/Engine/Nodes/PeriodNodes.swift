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

/// `date + 3 days`, `date + 3 months`: a period keeps its length.
final class ShiftNode: Node {
  private let operand: Node
  private let amount: Node
  private let isMonths: Bool

  init(_ expr: TypedExpr, _ subject: Subject, _ operand: Node, _ amount: Node, isMonths: Bool) {
    self.operand = operand
    self.amount = amount
    self.isMonths = isMonths
    super.init(expr, subject)
  }

  override var isSilent: Bool { false }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    let column = try operand.evaluate(batch)
    let steps = try amount.evaluate(batch)
    let count = batch.count
    let scratch = batch.scratch
    let valid = jointValidity(column.valid, steps.valid, count, scratch)
    let days = PeriodNode.days(of: column, scratch)
    let isOutside = scratch.take(count, repeating: UInt8(0))
    let moved = scratch.take(count, repeating: Int32(0))
    let doubles = Numbers.doubles(of: steps, scratch)
    for index in 0..<count {
      let step = doubles[index].rounded(.towardZero)
      let grain: Grain =
        if case .periods(_, let grains) = column.cells { grains[index] } else { .day }
      if step.magnitude < 4e6, let day = shifted(days[index], Int(step), grain) {
        moved[index] = day
      } else {
        isOutside[index] = 1
      }
    }
    let kept = Domain.exclude(
      UnsafePointer(isOutside), valid, batch, .outsideDomain, counting: { self.text })
    if case .moments(let seconds) = column.cells {
      let sums = mapped(UnsafePointer(moved), seconds, count, scratch) { day, second in
        Int64(day) * 86_400 + second.remainder(floor: 86_400)
      }
      return BatchColumn(.moments(sums), count: count, valid: kept)
    }
    guard case .periods(_, let grains) = column.cells else {
      preconditionFailure("a date is shifted")
    }
    return BatchColumn(.periods(UnsafePointer(moved), grains), count: count, valid: kept)
  }

  /// `nil` where the shifted period would not be a whole one: 2010-05 and three days.
  private func shifted(_ day: Int32, _ step: Int, _ grain: Grain) -> Int32? {
    if isMonths {
      let moved = CivilDay(day).addingMonths(step).dayNumber
      return Period.containing(day: moved, grain: grain).start == moved ? moved : nil
    }
    let moved = Int32(clamping: Int(day) + step)
    return Period.containing(day: moved, grain: grain).start == moved ? moved : nil
  }
}

/// The days from the second date's start to the first's.
final class DistanceNode: Node {
  private let left: Node
  private let right: Node
  private let ownForm: NumberForm

  init(_ expr: TypedExpr, _ subject: Subject, _ left: Node, _ right: Node) {
    self.left = left
    self.right = right
    ownForm = left.type == .date && right.type == .date ? .exact(scale: 0) : .double
    super.init(expr, subject)
  }

  override var form: NumberForm { ownForm }
  override var mayBeMissing: Bool { left.mayBeMissing || right.mayBeMissing }
  override var isSilent: Bool { left.isSilent && right.isSilent }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    let a = try left.evaluate(batch)
    let b = try right.evaluate(batch)
    let count = batch.count
    let valid = jointValidity(a.valid, b.valid, count, batch.scratch)
    let x = Spans(a, batch.scratch).starts
    let y = Spans(b, batch.scratch).starts
    if case .exact = ownForm {
      let days = mapped(x, y, count, batch.scratch) { ($0 - $1) / 86_400 }
      return BatchColumn(.integers(days, scale: 0), count: count, valid: valid)
    }
    let days = mapped(x, y, count, batch.scratch) { Double($0 &- $1) / 86_400 }
    return BatchColumn(.doubles(days), count: count, valid: valid)
  }
}

/// `date(x)` of a datetime: its day.
final class DayNode: Node {
  private let operand: Node

  init(_ expr: TypedExpr, _ subject: Subject, _ operand: Node) {
    self.operand = operand
    super.init(expr, subject)
  }

  override var mayBeMissing: Bool { operand.mayBeMissing }
  override var isSilent: Bool { operand.isSilent }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    let column = try operand.evaluate(batch)
    if case .periods = column.cells { return column }
    return BatchColumn(
      .periods(PeriodNode.days(of: column, batch.scratch), .uniform(.day)), count: batch.count,
      valid: column.valid)
  }
}
