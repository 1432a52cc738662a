import Records
import Semantics

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
      let step = doubles[index]
      let grain: Grain =
        if case .periods(_, let grains) = column.cells { grains[index] } else { .day }
      if step.magnitude < 4e6, step.rounded() == step,
        let day = shifted(days[index], Int(step), grain)
      {
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

  /// `nil` where the shifted period would not be a whole one (2010-05 and three days) or lies
  /// outside the years that can be written.
  private func shifted(_ day: Int32, _ step: Int, _ grain: Grain) -> Int32? {
    let moved =
      isMonths
      ? CivilDay(day).addingMonths(step).dayNumber : Int32(clamping: Int(day) + step)
    guard (1...9_999).contains(CivilDay(moved).year) else { return nil }
    return Period.containing(day: moved, grain: grain).start == moved ? moved : nil
  }
}
