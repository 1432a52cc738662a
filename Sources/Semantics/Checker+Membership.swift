import Records
import Syntax

/// `in`: a list of values and ranges, a range alone, or the answer of a query.
extension Checker {
  mutating func membership(
    _ subjectExpr: Expr, _ subject: TypedExpr, _ operand: Expr, at range: SourceRange
  ) throws(Diagnostic) -> TypedExpr {
    switch operand.kind {
    case .query(let query): return try inAnswer(subjectExpr, subject, query, at: range)
    case .range(let low, let high):
      return try within(
        (subjectExpr, subject), low, high, opensAtMissing: true, at: range)
    case .list(let members):
      return try inList(subjectExpr, subject, members, at: range)
    case .number, .text, .period, .pattern, .name, .parameter, .prefix, .infix, .test, .aggregate,
      .call, .conditional, .defaulting, .converting:
      break
    }
    switch subject.type {
    case .date, .dateTime:
      // `date in 2010` is `date = 2010`: the cell lies within the period.
      return try condition(
        Expr(.infix(.equal, operatorRange: range, subjectExpr, operand), at: range))
    case .text, .list, .number, .yesNo:
      if let bare = try? typed(operand), bare.type == .list, subject.type == .text {
        throw Diagnostic(
          "\(Printer.text(of: operand)) is a list; has asks it for a member", at: range,
          fixes: [
            .init(
              range: range,
              replacement: "\(Printer.text(of: operand)) has \(Printer.text(of: subjectExpr))")
          ])
      }
      return try inList(subjectExpr, subject, [operand], at: range)
    }
  }

  private func typed(_ expr: Expr) throws(Diagnostic) -> TypedExpr {
    var copy = self
    return try copy.check(expr)
  }

  private mutating func inList(
    _ subjectExpr: Expr, _ subject: TypedExpr, _ members: [Expr], at range: SourceRange
  ) throws(Diagnostic) -> TypedExpr {
    var constants: [Value] = []
    var others: [TypedExpr] = []
    var longer: TypedExpr?
    for member in members {
      let saved = (lastComparison, watchSeeds)
      watchSeeds = []
      let checked: TypedExpr
      let isRange: Bool
      if case .range(let low, let high) = member.kind {
        isRange = true
        checked = try within(
          (subjectExpr, subject), low, high, opensAtMissing: true, at: member.range)
      } else {
        isRange = false
        checked = try condition(
          Expr(.infix(.equal, operatorRange: range, subjectExpr, member), at: range))
      }
      // A longer period is told of the list as a whole, the bounds of a range by themselves.
      var kept: [WatchSeed] = []
      for seed in watchSeeds {
        if case .longerPeriod = seed.kind {
          longer =
            longer.map { TypedExpr(.either($0, seed.predicate), .yesNo, at: range) }
            ?? seed.predicate
        } else if isRange {
          kept.append(seed)
        }
      }
      (lastComparison, watchSeeds) = (saved.0, saved.1 + kept)
      if case .comparison(.equal, let left, let right) = checked.kind, left == subject,
        case .constant(let value) = right.kind, left.type != .date, left.type != .dateTime
      {
        constants.append(value)
      } else {
        others.append(checked)
      }
    }
    var result: TypedExpr? =
      constants.isEmpty ? nil : TypedExpr(.isIn(subject, constants), .yesNo, at: range)
    if let result {
      watchShared(among: constants, subjectExpr, subject, result)
      watchBounds(of: subject, at: constants, range)
    }
    for other in others {
      result = result.map { TypedExpr(.either($0, other), .yesNo, at: range) } ?? other
    }
    if let longer, let result {
      let outside = TypedExpr(.complement(result), .yesNo, at: range)
      watchSeeds.append(
        WatchSeed(
          kind: .longerPeriod(condition: conditionText(at: range)),
          predicate: TypedExpr(.both(longer, outside), .yesNo, at: range)))
    }
    return result ?? TypedExpr(.constant(.yesNo(false)), .yesNo, at: range)
  }

  private mutating func inAnswer(
    _ subjectExpr: Expr, _ subject: TypedExpr, _ query: Query, at range: SourceRange
  ) throws(Diagnostic) -> TypedExpr {
    let plan = try enclosedPlan(query)
    guard plan.output.fields.count == 1, let field = plan.output.fields.first else {
      throw Diagnostic(
        "in looks among one column, and this answer has \(plan.output.fields.count)",
        at: query.range)
    }
    let isAlike =
      subject.type == field.type
      || (subject.type.numberType != nil
        && subject.type.numberType?.unit == field.type.numberType?.unit)
    guard isAlike else {
      throw Diagnostic(
        "\(Printer.text(of: subjectExpr)) is \(subject.type.described) and the answer's "
          + "\(field.name) is \(field.type.described)", at: range)
    }
    return TypedExpr(.isInAnswer(subject, plan), .yesNo, at: range)
  }
}
