import Records
import Syntax

/// What a condition wants counted beside it: bounds that leave it open, missing cells taken in,
/// records that name a value among others.
extension Checker {
  /// `!=` takes in records in which a side is missing.
  mutating func watchMissing(_ result: TypedExpr, _ subject: TypedExpr) {
    guard case .comparison(.unequal, _, let right) = result.kind else { return }
    let written = lastComparison?.field
    watchMissing(of: subject, in: written)
    watchMissing(of: right, in: written)
  }

  mutating func watchMissing(of subject: TypedExpr, in written: Expr?) {
    guard let title = subjectText(subject, in: written) else { return }
    let kind = Watch.Kind.missingTakenIn(field: title)
    guard !watchSeeds.contains(where: { $0.kind == kind }) else { return }
    watchSeeds.append(
      WatchSeed(
        kind: kind, predicate: TypedExpr(.isMissing(subject), .yesNo, at: subject.range)))
  }

  /// `not (funds > 5)` takes in records without funds.
  mutating func watchMissing(under condition: TypedExpr, in written: Expr) {
    for subject in condition.testedSubjects { watchMissing(of: subject, in: written) }
  }

  /// A condition that is shown or grouped by is no where what it tests is missing.
  mutating func watchShown(_ checked: TypedExpr, _ written: Expr) {
    guard checked.type == .yesNo, !checked.testedSubjects.isEmpty else { return }
    let isComplement = if case .complement = checked.kind { true } else { false }
    let settled =
      isComplement ? checked : TypedExpr(.complement(checked), .yesNo, at: checked.range)
    for subject in checked.testedSubjects {
      guard let title = subjectText(subject, in: written) else { continue }
      let missing = TypedExpr(.isMissing(subject), .yesNo, at: subject.range)
      addWatch(
        Watch(
          .missingDecides(
            condition: Printer.text(of: written), field: title, answer: isComplement),
          predicate: TypedExpr(.both(missing, settled), .yesNo, at: checked.range)))
    }
  }

  /// What the filter of an aggregate, or a shown condition, wants counted.
  mutating func addWatch(_ watch: Watch) {
    if !besideWatches.contains(watch) { besideWatches.append(watch) }
  }

  /// Counts them among the records that a filter keeps; without a filter among all.
  mutating func takeBesideWatches(into steps: inout [PlanStep]) {
    guard !besideWatches.isEmpty else { return }
    defer { besideWatches = [] }
    for (index, step) in steps.enumerated() {
      guard case .filter(var filter) = step, !filter.testsGroups else { continue }
      for watch in besideWatches {
        let kept = TypedExpr(
          .both(filter.predicate, watch.predicate), .yesNo, at: watch.predicate.range)
        filter.watches.append(Watch(watch.kind, predicate: kept))
      }
      steps[index] = .filter(filter)
      return
    }
    let everything = TypedExpr(.constant(.yesNo(true)), .yesNo, at: SourceRange(0, 0))
    steps.insert(
      .filter(
        Filter(predicate: everything, testsGroups: false, parts: [], watches: besideWatches)),
      at: 0)
  }

  /// How a subject is written; `nil` for what is never missing or is no subject of a record.
  private func subjectText(_ subject: TypedExpr, in written: Expr?) -> String? {
    switch subject.kind {
    case .column(let index): return index < scope.fields.count ? scope.title(ofColumn: index) : nil
    case .constant, .scalar: return nil
    default: return written?.part(at: subject.range).map { Printer.text(of: $0) }
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

  /// The condition whose complement `!=` is: what is false of a longer period is its `=`.
  func heldText(at range: SourceRange) -> String {
    guard let written = lastComparison?.field,
      case .infix(.unequal, let sign, let left, let right) = written.kind
    else { return conditionText(at: range) }
    return Printer.text(
      of: Expr(.infix(.equal, operatorRange: sign, left, right), at: written.range))
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

extension TypedExpr {
  /// What the tests inside a condition read.
  fileprivate var testedSubjects: [TypedExpr] {
    switch kind {
    case .both(let a, let b), .either(let a, let b): return a.testedSubjects + b.testedSubjects
    case .complement(let inner): return inner.testedSubjects
    case .comparison(_, let left, let right): return [left, right]
    case .isExact(let subject), .isIn(let subject, _), .isWithin(let subject, _, _, _),
      .isInAnswer(let subject, _), .textTest(_, let subject, _), .matches(let subject, _, _),
      .listTest(_, let subject, _):
      return [subject]
    default: return []
    }
  }
}

extension Expr {
  /// The part of an expression that stands at a range.
  fileprivate func part(at wanted: SourceRange) -> Expr? {
    if range == wanted { return self }
    for child in children {
      if let found = child.part(at: wanted) { return found }
    }
    return nil
  }
}
