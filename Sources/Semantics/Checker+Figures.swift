import Records
import Syntax

/// Aggregates with `per`, which belong to records, and the columns that stand for them and for
/// windows until the steps of a stage are put together.
extension Checker {
  /// Columns of figures and of windows are numbered from here on while their sentence is checked:
  /// how many columns stand before them is not known yet.
  static let figureBase = 1 << 28
  static let windowBase = 1 << 29

  mutating func figure(
    _ aggregate: Aggregate, _ expr: Expr
  ) throws(Diagnostic) -> TypedExpr {
    if place == .group { throw figureAmongGroups(aggregate, expr) }
    let call = try self.call(of: aggregate, expr)
    let saved = (place, scope, prefersAliases)
    place = .record
    scope = records
    prefersAliases = false
    defer { (place, scope, prefersAliases) = saved }
    var per: [TypedExpr] = []
    for key in aggregate.per {
      let checked = try check(key)
      if checked.columns.isEmpty {
        throw Diagnostic(
          "\(Printer.text(of: key)) is the same for every record, so it makes no groups",
          at: key.range)
      }
      per.append(checked)
    }
    let figure = RecordFigure(call: call, per: per)
    let index = figures.firstIndex(of: figure) ?? figures.count
    if index == figures.count { figures.append(figure) }
    return TypedExpr(.column(Checker.figureBase + index), call.type, at: expr.range)
  }

  /// A figure of records stands among figures of groups.
  private func figureAmongGroups(_ aggregate: Aggregate, _ expr: Expr) -> Diagnostic {
    let text = Printer.text(of: expr)
    let keys = aggregate.per.map { Printer.text(of: $0) }.joined(separator: ", ")
    var plain = aggregate
    plain.per = []
    return Diagnostic(
      "\(text) is a figure beside each record, and here are groups of records", at: expr.range,
      notes: [
        "among groups: \(Printer.text(of: Expr(.aggregate(plain), at: expr.range))) by \(keys)",
        "beside records: show *, \(text)",
        "inside an aggregate: max (\(text))",
      ])
  }

  /// A measure that is a figure of records and no aggregate.
  func refuseFigureAmongGroups(_ expr: Expr) throws(Diagnostic) {
    for (expr, aggregate) in expr.aggregates where !aggregate.per.isEmpty {
      let text = Printer.text(of: expr)
      guard !scope.fields.contains(where: { $0.text == text }) else { continue }
      throw figureAmongGroups(aggregate, expr)
    }
  }

  /// A test of groups that names a field which is no key.
  func refuseFieldAmongGroups(_ expr: Expr) throws(Diagnostic) {
    guard let name = fieldOutsideAggregates(expr) else { return }
    let keys = scope.fields.map { $0.text ?? $0.name.asName }
    var fixes: [Diagnostic.Fix] = []
    var notes = ["show * where … tests each record"]
    let figures = expr.aggregates
    if let first = figures.first, figures.allSatisfy({ $0.1.per.isEmpty && $0.1.oncePer.isEmpty }) {
      let form =
        keys.isEmpty
        ? "(\(Printer.text(of: first.0)) from \(records.title.asName))"
        : perForm(of: first.1, at: first.0.range, keys: keys)
      notes.insert("beside each record the figure is \(form)", at: 0)
      if figures.count == 1 { fixes = [.init(range: first.0.range, replacement: form)] }
    }
    throw Diagnostic(
      "\(name.text) is of each record, and a condition with an aggregate tests groups",
      at: name.range, notes: notes, fixes: fixes)
  }

  private func perForm(
    of aggregate: Aggregate, at range: SourceRange, keys: [String]
  ) -> String {
    var call = aggregate
    call.isCall = true
    call.per = [Expr(.name(Name("key", at: range), qualifier: nil), at: range)]
    // Keys are shown as they are written, not as names.
    let text = Printer.text(of: Expr(.aggregate(call), at: range))
    return text.dropLast("key)".count) + keys.joined(separator: ", ") + ")"
  }

  /// The first field of records in an expression that stands in no aggregate and is no key.
  private func fieldOutsideAggregates(_ expr: Expr) -> Name? {
    switch expr.kind {
    case .aggregate, .query: return nil
    case .name(let name, nil):
      guard Catalog.find(name.text, in: definitions.keys) == nil,
        !aliases.contains(where: { $0.name == name.text }), scope.index(of: name) == nil,
        records.index(of: name) != nil, name.text != "count"
      else { return nil }
      return name
    default:
      let text = Printer.text(of: expr)
      if scope.fields.contains(where: { $0.text == text }) { return nil }
      if case .infix(let sign, _, let left, let right) = expr.kind, sign.comparesValues,
        isValuePlace(left)
      {
        // Beside a text key a bare word is a value.
        return fieldOutsideAggregates(left)
          ?? (right.bareText == nil ? fieldOutsideAggregates(right) : nil)
      }
      for child in expr.children {
        if let name = fieldOutsideAggregates(child) { return name }
      }
      return nil
    }
  }

  private func isValuePlace(_ expr: Expr) -> Bool {
    guard case .name(let name, _) = expr.kind, let index = scope.index(of: name) else {
      return false
    }
    return scope.fields[index].type == .text || scope.fields[index].type == .list
  }

  /// Expressions with the keys of the figures they read in the place of those: a figure is one value
  /// for each of its groups.
  func readingKeys(_ exprs: [TypedExpr]) -> [TypedExpr] {
    exprs
      + exprs.flatMap(\.columns).flatMap { index -> [TypedExpr] in
        let place = index - Checker.figureBase
        return figures.indices.contains(place) ? readingKeys(figures[place].per) : []
      }
  }

  // MARK: Putting a stage together

  /// The steps with figures before the records are tested and windows before the answer is ordered,
  /// every column where it stands in its input; what was gathered for the stage is then used up.
  mutating func assembled(_ steps: [PlanStep]) -> [PlanStep] {
    defer { (figures, windows) = ([], []) }
    return placed(steps, windows)
  }

  /// Steps of a part of the stage, which may read its figures but no window.
  func withFigures(_ steps: [PlanStep]) -> [PlanStep] { placed(steps, []) }

  private func placed(_ steps: [PlanStep], _ windows: [Window]) -> [PlanStep] {
    guard !figures.isEmpty || !windows.isEmpty else { return steps }
    let figureStart = records.fields.count
    var rowWidth = figureStart + figures.count
    for case .summarise(let summary) in steps {
      rowWidth = summary.keys.count + summary.aggregates.count
    }
    var result = steps
    if !windows.isEmpty {
      // Behind the tests and before what orders, chooses or names.
      let place = steps.firstIndex { step in
        switch step {
        case .top, .sort, .limit, .project, .across, .totals, .unpivot, .compare, .distinct,
          .append:
          true
        case .join, .filter, .figures, .summarise, .fill, .windows: false
        }
      }
      result.insert(.windows(windows), at: place ?? steps.count)
    }
    if !figures.isEmpty {
      let joins = result.prefix { if case .join = $0 { true } else { false } }
      result.insert(.figures(figures), at: joins.count)
    }
    return result.map { step in
      step.renumbered { index in
        if index >= Checker.windowBase { return index - Checker.windowBase + rowWidth }
        if index >= Checker.figureBase { return index - Checker.figureBase + figureStart }
        return index
      }
    }
  }
}

extension InfixOperator {
  fileprivate var comparesValues: Bool { self == .equal || self == .unequal }
}

extension Expr {
  /// The aggregates in an expression, outermost ones only.
  fileprivate var aggregates: [(Expr, Aggregate)] {
    if case .aggregate(let aggregate) = kind { return [(self, aggregate)] }
    return children.flatMap(\.aggregates)
  }
}
