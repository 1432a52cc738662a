import Records
import Syntax

extension Checker {
  mutating func stage(
    _ sentence: Sentence, over scope: Scope
  ) throws(Diagnostic) -> PlanStage {
    self.scope = scope
    records = scope
    aliases = []
    besideWatches = []
    summary = SummaryBuilder()
    lastComparison = nil
    try refuseLaterClauses(of: sentence.clauses)
    for echo in sentence.clauses.echoes { self.echo(echo) }
    switch sentence.head {
    case .measures(let items):
      itemNames = Set(items.compactMap { $0.alias?.text })
      return try summaryStage(items, sentence)
    case .show(let isDistinct, let items):
      itemNames = Set(items.compactMap { $0.alias?.text })
      return try showStage(items, isDistinct: isDistinct, sentence)
    }
  }

  private func refuseLaterClauses(of clauses: Clauses) throws(Diagnostic) {
    if let join = clauses.joins.first { throw .notYet("join", at: join.range) }
    if let across = clauses.across { throw .notYet("across", at: across.expr.range) }
    for with in clauses.with where with.word != .ties {
      throw .notYet("with \(with.word.rawValue)", at: with.range)
    }
    if let with = clauses.with.first, clauses.top == nil {
      throw Diagnostic("with ties belongs to top or bottom, and there is none", at: with.range)
    }
  }

  mutating func echo(_ echo: Echo) {
    // The whole sentence is echoed once, where it ends.
    readsOtherWords = true
  }

  // MARK: Summaries

  private mutating func summaryStage(
    _ items: [Item], _ sentence: Sentence
  ) throws(Diagnostic) -> PlanStage {
    let clauses = sentence.clauses
    var steps: [PlanStep] = []
    let parts = conjuncts(of: clauses.filter, orGroups: clauses.groupFilter)

    // Keys come first: measures and tests of groups may use them.
    place = .record
    var keyFields: [Scope.Field] = []
    for key in clauses.by {
      let (checked, field) = try self.key(key)
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
      guard containsAggregate(item.expr) else { throw noAggregate(item.expr) }
      let checked = try check(item.expr)
      let name = item.alias?.text ?? defaultName(of: item.expr)
      try refuseEqualName(name, among: projected, at: item.alias?.range ?? item.expr.range)
      aliases.append(Alias(name: name, text: Printer.text(of: item.expr), expr: checked))
      measures.append(checked)
      projected.append(Projection.Item(expr: checked, name: name))
    }
    let groupParts = parts.filter(\.testsGroups)
    let groupFilter = try filter(groupParts, testsGroups: true)
    let order = try ordering(clauses, firstMeasure: measures.first, of: items)

    steps.append(.summarise(Summary(keys: summary.keys, aggregates: summary.aggregates)))
    if let groupFilter { steps.append(.filter(groupFilter)) }
    steps += order
    steps.append(.project(Projection(items: projected, keepsRecords: false)))
    takeBesideWatches(into: &steps)
    let isValue = clauses.by.isEmpty && items.count == 1
    return PlanStage(
      input: records.schema, steps: steps, output: output(projected, over: scope),
      form: isValue ? .value : .table)
  }

  private mutating func key(
    _ key: Clauses.Key
  ) throws(Diagnostic) -> (Summary.Key, Scope.Field) {
    let expr = try check(key.expr)
    let name = key.alias?.text ?? defaultName(of: key.expr)
    var type = expr.type
    var origin: Schema.Origin?
    if case .column(let index) = expr.kind { origin = scope.fields[index].origin }
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
        "\(text) is grouped by the whole list; by each \(text) counts a record under each of its "
          + "members", suggestion: "by each \(text)")
    }
    let field = Scope.Field(
      name: name, type: type, origin: origin, text: Printer.text(of: key.expr), qualifier: nil)
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

  private func noAggregate(_ expr: Expr) -> Diagnostic {
    let text = Printer.text(of: expr)
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

  // MARK: Show

  private mutating func showStage(
    _ items: [Item], isDistinct: Bool, _ sentence: Sentence
  ) throws(Diagnostic) -> PlanStage {
    let clauses = sentence.clauses
    if let key = clauses.by.first {
      throw Diagnostic(
        "show has no groups, so by \(Printer.text(of: key.expr)) has nothing to group",
        at: key.expr.range,
        notes: ["to order rows: sort by; to group them: count by \(Printer.text(of: key.expr))"])
    }
    var steps: [PlanStep] = []
    place = .shown
    let parts = conjuncts(of: clauses.filter, orGroups: clauses.groupFilter).map { part in
      Conjunct(expr: part.expr, definitions: part.definitions, testsGroups: false)
    }
    if let filter = try filter(parts, testsGroups: false) { steps.append(.filter(filter)) }

    let projected = try projection(items)
    let projection = Projection(items: projected, keepsRecords: !isDistinct)
    let result = output(projected, over: scope)
    if isDistinct {
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
    steps += try ordering(clauses, firstMeasure: nil, of: [])
    if !isDistinct { steps.append(.project(projection)) }
    takeBesideWatches(into: &steps)
    return PlanStage(input: records.schema, steps: steps, output: result, form: .table)
  }

  /// The items of a `show` or `add`; none stands for every field.
  mutating func projection(_ items: [Item]) throws(Diagnostic) -> [Projection.Item] {
    var projected: [Projection.Item] = []
    if items.isEmpty {
      for (index, field) in scope.fields.enumerated() {
        let expr = TypedExpr(.column(index), field.type, at: SourceRange(0, 0))
        projected.append(Projection.Item(expr: expr, name: field.name))
      }
    }
    for item in items {
      let checked = try check(item.expr)
      watchShown(checked, item.expr)
      let name = item.alias?.text ?? defaultName(of: item.expr)
      try refuseEqualName(name, among: projected, at: item.alias?.range ?? item.expr.range)
      projected.append(Projection.Item(expr: checked, name: name))
    }
    return projected
  }

  // MARK: Names of answers

  func output(_ items: [Projection.Item], over scope: Scope) -> Schema {
    Schema(
      fields: items.map { item in
        var origin: Schema.Origin?
        if case .column(let index) = item.expr.kind, index < scope.fields.count {
          origin = scope.fields[index].origin
        }
        return Schema.Field(name: item.name, type: item.expr.type, origin: origin)
      })
  }

  /// `sum funds` is `sum_funds`, a field keeps its name, anything else is its canonical text.
  func defaultName(of expr: Expr) -> String {
    switch expr.kind {
    case .name(let name, _):
      return scope.index(of: name).map { scope.fields[$0].name } ?? name.text
    case .aggregate(let aggregate):
      let isPlain =
        !aggregate.isDistinct && !aggregate.isEvery && aggregate.filter == nil
        && aggregate.oncePer.isEmpty && aggregate.per.isEmpty && aggregate.at == nil
      if isPlain, aggregate.operands.isEmpty { return aggregate.function.rawValue }
      if isPlain, aggregate.operands.count == 1,
        case .name(let name, _) = aggregate.operands[0].kind
      {
        let field = records.index(of: name).map { records.fields[$0].name } ?? name.text
        return "\(aggregate.function.rawValue)_\(field)"
      }
      return Printer.text(of: expr)
    default: return Printer.text(of: expr)
    }
  }

  func refuseEqualName(
    _ name: String, among items: [Projection.Item], at range: SourceRange
  ) throws(Diagnostic) {
    guard items.contains(where: { $0.name == name }) else { return }
    throw Diagnostic(
      "two columns of the answer are named \(name)", at: range,
      notes: ["as gives one of them another name"])
  }
}
