import Records
import Syntax

extension Checker {
  mutating func showStage(
    _ items: [Item], isDistinct: Bool, _ sentence: Sentence
  ) throws(Diagnostic) -> PlanStage {
    let clauses = sentence.clauses
    if let key = clauses.by.first {
      throw Diagnostic(
        "show has no groups, so by \(Printer.text(of: key.expr)) has nothing to group",
        at: key.expr.range,
        notes: ["to order rows: sort by; to group them: count by \(Printer.text(of: key.expr))"])
    }
    if let across = clauses.across {
      throw Diagnostic(
        "show has no groups, so across \(Printer.text(of: across.expr)) has nothing to spread",
        at: across.expr.range,
        notes: ["count across \(Printer.text(of: across.expr)) spreads the number of records"])
    }
    for with in clauses.with where with.word != .ties {
      throw Diagnostic(
        "with \(with.word.rawValue) belongs to groups, and show has none", at: with.range,
        notes: ["count by … has groups"])
    }
    var steps: [PlanStep] = []
    place = .shown
    isDistinctShow = isDistinct
    let parts = conjuncts(of: clauses.filter, orGroups: clauses.groupFilter).map { part in
      Conjunct(expr: part.expr, definitions: part.definitions, testsGroups: false)
    }
    if let filter = try filter(parts, testsGroups: false) { steps.append(.filter(filter)) }

    let projected = try projection(items)
    let projection = Projection(items: projected, keepsRecords: !isDistinct)
    var result = output(projected, over: scope)
    if isDistinct {
      result.forgetStrands()
      steps += [.project(projection), .distinct]
      scope = Scope(schema: result, title: "the answer", qualifier: nil)
      aliases = zip(projected, items.map { Printer.text(of: $0.expr) }).enumerated().map {
        Alias(
          name: $1.0.name, text: $1.1,
          expr: TypedExpr(.column($0), $1.0.expr.type, at: $1.0.expr.range))
      }
    } else {
      aliases = zip(projected, items.map { Printer.text(of: $0.expr) }).map {
        Alias(name: $0.name, text: $1, expr: $0.expr)
      }
    }
    let order = try ordering(clauses, firstMeasure: nil, of: [])
    if isDistinct { try refuseFigures(in: order) }
    settleSortedWindows(order)
    steps += order
    if !isDistinct { steps.append(.project(projection)) }
    takeBesideWatches(into: &steps)
    return PlanStage(
      input: records.schema, steps: assembled(steps), output: result, form: .table)
  }

  /// `show distinct` orders the rows it shows, which are records no more.
  private func refuseFigures(in steps: [PlanStep]) throws(Diagnostic) {
    for case .sort(let terms) in steps { for term in terms { try refuseFigures(in: term) } }
    for case .top(let top) in steps { try refuseFigures(in: top.term) }
  }

  private func refuseFigures(in term: SortTerm) throws(Diagnostic) {
    guard term.expr.columns.contains(where: { $0 >= Checker.figureBase }) else { return }
    throw Diagnostic(
      "show distinct orders by what it shows, and \(term.text) is a figure of records",
      at: term.expr.range)
  }

  /// The items of a `show` or `add`; none stands for every field.
  mutating func projection(_ items: [Item]) throws(Diagnostic) -> [Projection.Item] {
    var projected: [Projection.Item] = []
    if items.isEmpty {
      for (index, field) in scope.fields.enumerated() where !field.isShadowed {
        let expr = TypedExpr(.column(index), field.type, at: SourceRange(0, 0))
        let name = ownName(of: field, among: projected)
        projected.append(Projection.Item(expr: expr, name: name))
      }
    }
    for item in items {
      try refuseAndBetweenFields(item.expr)
      let checked = try check(item.expr)
      watchShown(checked, item.expr)
      let name = item.alias?.text ?? defaultName(of: item.expr)
      try refuseEqualName(name, among: projected, at: item.alias?.range ?? item.expr.range)
      projected.append(Projection.Item(expr: checked, name: name))
    }
    return projected
  }
}
