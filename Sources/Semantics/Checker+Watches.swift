import Records
import Syntax

/// What a condition wants counted beside it: bounds that leave it open, missing cells taken in,
/// records that name a value among others.
extension Checker {
  /// `!=` takes in records whose cell is missing.
  mutating func watchMissing(_ result: TypedExpr, _ subject: TypedExpr) {
    guard case .comparison(.unequal, _, _) = result.kind else { return }
    watchMissing(of: subject)
  }

  mutating func watchMissing(of subject: TypedExpr) {
    guard case .column(let index) = subject.kind, index < scope.fields.count else { return }
    watchSeeds.append(
      WatchSeed(
        kind: .missingTakenIn(field: scope.fields[index].name),
        predicate: TypedExpr(.isMissing(subject), .yesNo, at: subject.range)))
  }

  /// `not (funds > 5)` takes in records without funds.
  mutating func watchMissing(under condition: TypedExpr, complement: Bool) {
    switch condition.kind {
    case .comparison(_, let left, _), .isExact(let left): watchMissing(of: left)
    case .isIn(let subject, _), .isWithin(let subject, _, _, _), .isInAnswer(let subject, _),
      .textTest(_, let subject, _), .matches(let subject, _, _), .listTest(_, let subject, _):
      watchMissing(of: subject)
    default: break
    }
  }

  mutating func watchNumbers(
    _ result: TypedExpr, _ comparison: Comparison, _ left: TypedExpr, _ right: TypedExpr,
    _ range: SourceRange
  ) {
    watchMissing(result, left)
    // A bound may lie at the figure asked for; asked for as a bound it is the figure itself.
    if comparison == .equal || comparison == .unequal, !isExactConstant(right) { return }
    watchSeeds.append(
      WatchSeed(
        kind: .undecided(condition: conditionText(at: range)),
        predicate: TypedExpr(.isUndecided(comparison, left, right), .yesNo, at: range)))
  }

  private func isExactConstant(_ expr: TypedExpr) -> Bool {
    if case .constant(.number(_, .exact)) = expr.kind { true } else { false }
  }

  /// A bound that may lie inside a range or outside of it.
  mutating func watchBounds(
    of subject: TypedExpr, low: TypedExpr, high: TypedExpr, at range: SourceRange
  ) {
    guard subject.type.numberType != nil else { return }
    let below = TypedExpr(.isUndecided(.greaterOrEqual, subject, low), .yesNo, at: range)
    let above = TypedExpr(.isUndecided(.lessOrEqual, subject, high), .yesNo, at: range)
    watchSeeds.append(
      WatchSeed(
        kind: .undecided(condition: conditionText(at: range)),
        predicate: TypedExpr(.either(below, above), .yesNo, at: range)))
  }

  /// A bound that may lie at one of several figures.
  mutating func watchBounds(of subject: TypedExpr, at figures: [Value], _ range: SourceRange) {
    guard subject.type.numberType != nil, figures.count <= 64 else { return }
    let undecided = figures.map { figure in
      TypedExpr(
        .isUndecided(
          .equal, subject, TypedExpr(.constant(figure), subject.type, at: range)), .yesNo, at: range
      )
    }
    guard var any = undecided.first else { return }
    for one in undecided.dropFirst() { any = TypedExpr(.either(any, one), .yesNo, at: range) }
    watchSeeds.append(
      WatchSeed(kind: .undecided(condition: conditionText(at: range)), predicate: any))
  }

  func conditionText(at range: SourceRange) -> String {
    lastComparison.map { Printer.text(of: $0.field) } ?? ""
  }

  /// `in` on a list leaves out records that name one of the values among others.
  mutating func watchShared(
    among lists: [Value], _ subjectExpr: Expr, _ subject: TypedExpr, _ membership: TypedExpr
  ) {
    guard case .column(let column) = subject.kind, subject.type == .list else { return }
    let values = lists.compactMap { list -> String? in
      if case .list(let texts) = list, texts.count == 1 { texts[0] } else { nil }
    }
    guard values.count > 1 else { return }
    let hasAny = TypedExpr(.listTest(.hasAny, subject, values), .yesNo, at: membership.range)
    let others = TypedExpr(
      .both(hasAny, TypedExpr(.complement(membership), .yesNo, at: membership.range)), .yesNo,
      at: membership.range)
    let names = values.map(\.asValue).joined(separator: ", ")
    watchSeeds.append(
      WatchSeed(
        kind: .sharedWithOthers(
          column: column,
          value: values.dropLast().joined(separator: ", ") + " or "
            + (values.last ?? ""),
          suggestion: "\(Printer.text(of: subjectExpr)) has any (\(names))"),
        predicate: others))
  }

  /// An `=` on a list leaves out records that name the value among others.
  mutating func watchShared(
    column: Int, _ left: TypedExpr, _ value: String, _ equality: TypedExpr, subject: Expr
  ) {
    let has = TypedExpr(.listTest(.has, left, [value]), .yesNo, at: equality.range)
    let others = TypedExpr(
      .both(has, TypedExpr(.complement(equality), .yesNo, at: equality.range)), .yesNo,
      at: equality.range)
    watchSeeds.append(
      WatchSeed(
        kind: .sharedWithOthers(
          column: column, value: value,
          suggestion: "\(Printer.text(of: subject)) has \(value.asValue)"),
        predicate: others))
  }
}
