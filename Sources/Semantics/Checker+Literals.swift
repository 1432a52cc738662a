import Records
import Syntax

extension Checker {
  func number(_ literal: NumberLiteral, at range: SourceRange) throws(Diagnostic) -> TypedExpr {
    var decimal = FixedDecimal(literal.coefficient, scale: -literal.exponent)
    if decimal.scale < 0 {
      guard let whole = decimal.rescaled(to: 0) else {
        throw Diagnostic("this number has more than 38 digits", at: range)
      }
      decimal = FixedDecimal(whole)
    }
    var type = NumberType.plain
    if literal.isPercent { type.style = .percent }
    if let phrase = literal.unit { type.unit = try unit(phrase) }
    return TypedExpr(
      .constant(.number(.exact(decimal), Qualifier(literal.bound))), .number(type), at: range)
  }

  func period(_ literal: PeriodLiteral, at range: SourceRange) throws(Diagnostic) -> TypedExpr {
    func dated(_ year: Int, _ month: Int, _ day: Int, _ grain: Grain) -> TypedExpr {
      let start = CivilDay(year: year, month: month, day: day).dayNumber
      return TypedExpr(
        .constant(.period(Period(start: start, grain: grain))), .date, at: range)
    }
    switch literal {
    case .year(let year): return dated(year, 1, 1, .year)
    case .quarter(let year, let quarter): return dated(year, quarter * 3 - 2, 1, .quarter)
    case .month(let year, let month): return dated(year, month, 1, .month)
    case .day(let year, let month, let day): return dated(year, month, day, .day)
    case .week(let year, let week):
      // The first ISO week is the one with 4 January.
      let fourth = CivilDay(year: year, month: 1, day: 4).dayNumber
      let first = Period.containing(day: fourth, grain: .week).start
      let start = Int32(clamping: Int(first) + (week - 1) * 7)
      return TypedExpr(.constant(.period(Period(start: start, grain: .week))), .date, at: range)
    case .moment(let year, let month, let day, let hour, let minute, let second):
      let start = Int64(CivilDay(year: year, month: month, day: day).dayNumber)
      let seconds = start * 86_400 + Int64(hour * 3_600 + minute * 60 + (second ?? 0))
      return TypedExpr(.constant(.moment(seconds)), .dateTime, at: range)
    }
  }

  /// A four-digit number beside a date is that year.
  func asYear(_ expr: TypedExpr) -> TypedExpr {
    guard case .constant(.number(.exact(let decimal), .exact)) = expr.kind,
      let whole = decimal.rescaled(to: 0), whole >= 1000, whole <= 9999
    else { return expr }
    let start = CivilDay(year: Int(whole), month: 1, day: 1).dayNumber
    return TypedExpr(
      .constant(.period(Period(start: start, grain: .year))), .date, at: expr.range)
  }
}
