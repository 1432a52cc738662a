import Records
import Syntax

extension Checker {
  mutating func summaryStage(
    _ items: [Item], _ sentence: Sentence
  ) throws(Diagnostic) -> PlanStage {
    let clauses = sentence.clauses
    var steps: [PlanStep] = []
    let parts = conjuncts(of: clauses.filter, orGroups: clauses.groupFilter)

    // Keys come first: measures and tests of groups may use them.
    place = .record
    var keyFields: [Scope.Field] = []
    // The key of a cross table is one of the groups until they are spread.
    for key in clauses.by + (clauses.across.map { [$0] } ?? []) {
      try refuseAndBetweenFields(key.expr)
      let isSpread = key.expr.range == clauses.across?.expr.range
      let (checked, field) = try self.key(key, of: isSpread ? "across" : "by")
      watchShown(checked.expr, key.expr)
      if keyFields.contains(where: { $0.name == field.name }) {
        throw Diagnostic("two keys are named \(field.name)", at: key.expr.range)
      }
      summary.keys.append(checked)
      keyFields.append(field)
    }
    try acceptPerAsBy(clauses)

    let recordParts = parts.filter { !$0.testsGroups }
    if let filter = try filter(recordParts, testsGroups: false) { steps.append(.filter(filter)) }

    scope = Scope(fields: keyFields, title: records.title)
    place = .group
    var projected = keyFields.enumerated().map { index, field in
      Projection.Item(
        expr: TypedExpr(.column(index), field.type, at: sentence.headRange), name: field.name)
    }
    var measures: [TypedExpr] = []
    for item in items {
      try refuseFigureAmongGroups(item.expr)
      guard containsAggregate(item.expr) || containsWindow(item.expr) else {
        throw noAggregate(item.expr, isAlone: items.count == 1)
      }
      let checked = try check(item.expr)
      let name = item.alias?.text ?? defaultName(of: item.expr)
      try refuseEqualName(name, among: projected, at: item.alias?.range ?? item.expr.range)
      aliases.append(Alias(name: name, text: Printer.text(of: item.expr), expr: checked))
      measures.append(checked)
      projected.append(Projection.Item(expr: checked, name: name))
    }
    let groupParts = parts.filter(\.testsGroups)
    let groupFilter = try filter(groupParts, testsGroups: true)
    let fill = try self.fill(clauses)
    beside = self.beside(projected, keyCount: clauses.by.count)
    let totals = try self.totals(clauses, groupParts)
    if let key = clauses.across {
      steps.append(.summarise(Summary(keys: summary.keys, aggregates: summary.aggregates)))
      if let fill { steps.append(.fill(fill)) }
      if let groupFilter { steps.append(.filter(groupFilter)) }
      return try crossTable(
        key, sentence, steps: steps, projected: projected, totals: totals)
    }
    let order = try ordering(clauses, firstMeasure: measures.first, of: items)
    settleSortedWindows(order)

    steps.append(.summarise(Summary(keys: summary.keys, aggregates: summary.aggregates)))
    if let fill { steps.append(.fill(fill)) }
    if let groupFilter { steps.append(.filter(groupFilter)) }
    if let totals { steps.append(.totals(totals)) }
    steps += order
    steps.append(.project(Projection(items: projected, keepsRecords: false)))
    takeBesideWatches(into: &steps)
    let isValue = clauses.by.isEmpty && items.count == 1
    return PlanStage(
      input: records.schema, steps: assembled(steps), output: output(projected, over: scope),
      form: isValue ? .value : .table)
  }

  private mutating func key(
    _ key: Clauses.Key, of clause: String
  ) throws(Diagnostic) -> (Summary.Key, Scope.Field) {
    let expr = try check(key.expr)
    let name = key.alias?.text ?? defaultName(of: key.expr)
    var type = expr.type
    var origin: Schema.Origin?
    if case .column(let index) = expr.kind, index < scope.fields.count {
      origin = scope.fields[index].origin
    }
    if key.isEach {
      guard type == .list else {
        throw Diagnostic(
          "each takes a list apart, and \(Printer.text(of: key.expr)) is \(type.described)",
          at: key.expr.range)
      }
      type = .text
    } else if type == .list, hasSharedLists(origin) {
      let text = Printer.text(of: key.expr)
      note(
        .offersEach,
        "\(text) is grouped by the whole list; \(clause) each \(text) counts a record under each "
          + "of its members", suggestion: "\(clause) each \(text)")
    }
    let field = Scope.Field(
      name: name, type: type, origin: origin, text: Printer.text(of: key.expr), qualifier: nil,
      isKey: true)
    return (Summary.Key(expr: expr, isEach: key.isEach, name: name), field)
  }

  private func hasSharedLists(_ origin: Schema.Origin?) -> Bool {
    guard case .lists(_, let dictionary)? = catalog.column(of: origin)?.storage else { return true }
    return (0..<dictionary.count).contains { dictionary.memberCodes(of: $0).count > 1 }
  }

  /// `per` in the place of `by` is read as `by` for a text or date key.
  private mutating func acceptPerAsBy(_ clauses: Clauses) throws(Diagnostic) {
    guard let range = clauses.perInPlaceOfBy, let key = clauses.by.first else { return }
    let text = clauses.by.map { Printer.text(of: $0.expr) }.joined(separator: ", ")
    for (key, checked) in zip(clauses.by, summary.keys) {
      guard case .number = checked.expr.type else { continue }
      let name = Printer.text(of: key.expr)
      throw Diagnostic(
        "per \(name) can be read as a grouping or as a division", at: range,
        notes: ["by \(name) groups; / \(name) divides"],
        fixes: [.init(range: range, replacement: "by")])
    }
    _ = key
    note(.echo, "read as: by \(text)")
  }

  private func noAggregate(_ expr: Expr, isAlone: Bool) -> Diagnostic {
    let text = Printer.text(of: expr)
    if isAlone, expr.isCondition {
      return Diagnostic(
        "\(text) is a condition, and a question begins with what it asks for", at: expr.range,
        fixes: ["count where \(text)", "show * where \(text)"].map {
          .init(range: expr.range, replacement: $0)
        })
    }
    if case .name(let name, nil) = expr.kind, records.index(of: name) == nil {
      return noQuestion(name)
    }
    if case .infix(.minus, _, let left, let right) = expr.kind,
      case .name(let word, nil) = left.kind, AggregateFunction(rawValue: word.text) != nil,
      records.index(of: word) == nil
    {
      return Diagnostic(
        "\(text) subtracts from a field named \(word.text), and there is none", at: expr.range,
        fixes: [
          .init(
            range: expr.range,
            replacement: "\(word.text) (-\(Printer.text(of: right)))")
        ])
    }
    return Diagnostic(
      "\(text) is not aggregated", at: expr.range,
      notes: ["a question begins with an aggregate (sum \(text)) or with show"],
      fixes: ["sum \(text)", "count distinct \(text)", "show \(text)"].map {
        .init(range: expr.range, replacement: $0)
      })
  }

  /// A single word that is neither a question nor a field.
  private func noQuestion(_ name: Name) -> Diagnostic {
    let amount = records.fields.first {
      $0.type.numberType.map { !$0.unit.isNone && $0.style == .plain } ?? false
    }
    let example = amount.map { "sum \($0.name.asName)" } ?? "count"
    if AggregateFunction(rawValue: name.text.lowercased()) != nil {
      return Diagnostic(
        "\(name.text) stands before what it takes, as in \(example)", at: name.range)
    }
    let nearest = Suggestion.nearest(
      to: name.text, among: ["count", "show", "why", "describe", "help"] + records.names)
    return Diagnostic(
      "no question begins with \(name.text); one begins with an aggregate (\(example)), count or show",
      at: name.range, fixes: nearest.map { .init(range: name.range, replacement: $0.asName) })
  }
}

extension Expr {
  /// Whether it is written as a condition: a comparison, a test, or several of them.
  fileprivate var isCondition: Bool {
    switch kind {
    case .test, .prefix(.not, _): true
    case .infix(let op, _, _, _):
      switch op {
      case .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual, .and, .or: true
      case .plus, .minus, .times, .divide, .power, .join: false
      }
    default: false
    }
  }
}
