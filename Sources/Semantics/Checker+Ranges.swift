import Records
import Syntax

extension Checker {
  mutating func within(
    _ subject: (expr: Expr, checked: TypedExpr), _ lowExpr: Expr, _ highExpr: Expr,
    opensAtMissing: Bool, at range: SourceRange
  ) throws(Diagnostic) -> TypedExpr {
    var low = try check(lowExpr)
    var high = try check(highExpr)
    var checked = subject.checked
    switch checked.type {
    case .number:
      let isYearBetweenDates = low.type == .date || high.type == .date
      if isYearBetweenDates {
        checked = asYear(checked)
        low = asYear(low)
        high = asYear(high)
        guard checked.type == .date else {
          throw Diagnostic(
            "\(Printer.text(of: subject.expr)) is \(checked.type.described), not a date",
            at: subject.expr.range)
        }
      } else {
        guard low.type.numberType != nil, high.type.numberType != nil else {
          throw notComparable(
            subject.expr, checked, low.type.numberType == nil ? lowExpr : highExpr)
        }
        try refusePlainBesidePercent((subject.expr, checked), (lowExpr, low))
        try refusePlainBesidePercent((subject.expr, checked), (highExpr, high))
        (checked, low) = try aligned((subject.expr, checked), (lowExpr, low), for: "between")
        (checked, high) = try aligned((subject.expr, checked), (highExpr, high), for: "between")
      }
    case .date, .dateTime:
      low = asYear(low)
      high = asYear(high)
      for (expr, side) in [(lowExpr, low), (highExpr, high)]
      where side.type != .date && side.type != .dateTime {
        throw notComparable(subject.expr, checked, expr)
      }
    case .text:
      guard low.type == .text, high.type == .text else {
        throw notComparable(subject.expr, checked, low.type == .text ? highExpr : lowExpr)
      }
    case .yesNo, .list:
      throw Diagnostic(
        "\(Printer.text(of: subject.expr)) is \(checked.type.described), which has no order",
        at: subject.expr.range)
    }
    try refuseBackwards(lowExpr, low, highExpr, high, at: range)
    watchBounds(of: checked, low: low, high: high, at: range)
    let result = TypedExpr(
      .isWithin(checked, low: low, high: high, opensAtMissing: opensAtMissing), .yesNo, at: range)
    if checked.type == .date { watchStraddling(checked, low: low, high: high, result) }
    return result
  }

  /// A cell that lies across an end of the range is not within it.
  private mutating func watchStraddling(
    _ subject: TypedExpr, low: TypedExpr, high: TypedExpr, _ result: TypedExpr
  ) {
    let range = result.range
    let below = TypedExpr(.isLonger(subject, than: low), .yesNo, at: range)
    let above = TypedExpr(.isLonger(subject, than: high), .yesNo, at: range)
    let across = TypedExpr(.either(below, above), .yesNo, at: range)
    let outside = TypedExpr(.complement(result), .yesNo, at: range)
    watchSeeds.append(
      WatchSeed(
        kind: .longerPeriod(condition: conditionText(at: range)),
        predicate: TypedExpr(.both(across, outside), .yesNo, at: range)))
  }

  private func notComparable(_ subject: Expr, _ checked: TypedExpr, _ end: Expr) -> Diagnostic {
    Diagnostic(
      "\(Printer.text(of: subject)) is \(checked.type.described), and \(Printer.text(of: end)) is "
        + "of another kind", at: end.range)
  }

  private func refuseBackwards(
    _ lowExpr: Expr, _ low: TypedExpr, _ highExpr: Expr, _ high: TypedExpr, at range: SourceRange
  ) throws(Diagnostic) {
    let isBackwards: Bool
    switch (low.kind, high.kind) {
    case (.constant(.number(.exact(let a), _)), .constant(.number(.exact(let b), _))):
      isBackwards = b.isOrdered(before: a)
    case (.constant(.period(let a)), .constant(.period(let b))): isBackwards = b.start < a.start
    case (.constant(.moment(let a)), .constant(.moment(let b))): isBackwards = b < a
    case (.constant(.text(let a)), .constant(.text(let b))):
      isBackwards = b.utf8.lexicographicallyPrecedes(a.utf8)
    default: isBackwards = false
    }
    guard isBackwards else { return }
    let (first, second) = (Printer.text(of: lowExpr), Printer.text(of: highExpr))
    let span = lowExpr.range.joined(with: highExpr.range)
    let subject = SourceRange(start: range.start, end: lowExpr.range.start)
    let isRange = subject.isEmpty || lowExpr.range.end + 2 == highExpr.range.start
    throw Diagnostic(
      "the low end \(first) is above the high end \(second)", at: span,
      fixes: [
        .init(range: span, replacement: isRange ? "\(second)..\(first)" : "\(second) and \(first)")
      ])
  }
}
