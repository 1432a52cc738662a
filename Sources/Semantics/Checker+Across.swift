import Records
import Syntax

/// Cross tables: the values of one key become columns.
extension Checker {
  /// The rest of a summary whose groups are spread over columns.
  ///
  /// - Shape: `steps` end with the groups; `projected` are all keys, the one that is spread last, and
  ///   the measures
  mutating func crossTable(
    _ key: Clauses.Key, _ sentence: Sentence, steps groups: [PlanStep],
    projected: [Projection.Item], totals: Beside?
  ) throws(Diagnostic) -> PlanStage {
    let clauses = sentence.clauses
    let rowKeys = Array(scope.fields.prefix(clauses.by.count))
    var across = Across(
      rowKeyCount: rowKeys.count, key: summary.keys[rowKeys.count],
      keyType: scope.fields[rowKeys.count].type, values: try values(of: key, after: groups),
      measures: projected.dropFirst(rowKeys.count + 1).map {
        Across.Measure(name: $0.name, type: $0.expr.type, isCount: isCount($0.expr))
      }, names: [])
    // Groups that a test left out have records, so nothing says that there are none.
    if groups.contains(where: \.testsGroups) {
      for index in across.measures.indices { across.measures[index].isCount = false }
    }
    let columns = across.values.count * across.measures.count
    if columns > Across.mostColumns { throw tooWide(key, across, columns, clauses) }
    let wide = wideFields(&across)
    try refuseEqualNames(wide, rowKeys, key)

    let wholes = self.wholes(of: projected, rowKeyCount: rowKeys.count)
    scope = Scope(fields: rowKeys + wide, title: "the answer")
    let width = scope.fields.count
    aliases = zip(wholes, wholeTexts(of: sentence)).enumerated().compactMap { index, pair in
      guard let whole = pair.0 else { return nil }
      let place = width + wholes[..<index].count { $0 != nil }
      return Alias(
        name: whole.name, text: pair.1,
        expr: TypedExpr(.column(place), whole.expr.type, at: whole.expr.range))
    }
    try refuseOtherAggregates(in: clauses)
    place = .record
    let hasWhole = wholes.first.map { $0 != nil } ?? false
    let order = try crossOrdering(clauses, sentence, hasWhole: hasWhole)
    let ordersByWholes = order.contains { $0.columns.contains { $0 >= width } }
    if ordersByWholes || totals != nil { across.wholes = wholes.compactMap { $0 } }

    var steps = groups
    steps.append(.project(Projection(items: projected, keepsRecords: false)))
    steps.append(.across(across))
    if let totals { steps.append(.totals(totals)) }
    steps += order
    let items = scope.fields.enumerated().map { index, field in
      Projection.Item(
        expr: TypedExpr(.column(index), field.type, at: sentence.headRange), name: field.name)
    }
    // Figures of whole rows that are shown become columns of totals.
    if ordersByWholes, totals == nil {
      steps.append(.project(Projection(items: items, keepsRecords: false)))
    }
    takeBesideWatches(into: &steps)
    return PlanStage(
      input: records.schema, steps: assembled(steps), output: output(items, over: scope),
      form: .table)
  }

  // MARK: Columns

  /// The values that occur among the groups, in their order.
  private func values(
    of key: Clauses.Key, after groups: [PlanStep]
  ) throws(Diagnostic) -> [Value] {
    guard let probe = catalog.probe, let checked = summary.keys.last else { return [] }
    var plan = reading
    let spread = Summary.Key(expr: checked.expr, isEach: checked.isEach, name: checked.name)
    var steps: [PlanStep] = joins.map { .join($0) }
    if groups.contains(where: \.testsGroups) {
      let column = TypedExpr(
        .column(summary.keys.count - 1), checked.isEach ? .text : checked.expr.type,
        at: key.expr.range)
      let item = Projection.Item(expr: column, name: checked.name)
      steps += groups + [.project(Projection(items: [item], keepsRecords: false))]
      plan.stages.append(
        stage(withFigures(steps), [Schema.Field(name: item.name, type: column.type)]))
      let kept = TypedExpr(.column(0), column.type, at: key.expr.range)
      steps = [
        .summarise(
          Summary(keys: [.init(expr: kept, isEach: false, name: item.name)], aggregates: []))
      ]
    } else {
      for step in groups {
        if case .summarise = step { break }
        steps.append(step)
      }
      steps.append(.summarise(Summary(keys: [spread], aggregates: [])))
      for case .fill(let fill) in groups {
        steps.append(.fill(Fill(keys: fill.keys.suffix(1), range: fill.range)))
      }
      steps = withFigures(steps)
    }
    let type = checked.isEach ? .text : checked.expr.type
    plan.stages.append(stage(steps, [Schema.Field(name: checked.name, type: type)]))
    let answer = try probe(plan)
    guard let column = answer.fields.first?.column else { return [] }
    return (0..<answer.count).map { column.value(at: $0) }
  }

  private func stage(_ steps: [PlanStep], _ fields: [Schema.Field]) -> PlanStage {
    PlanStage(steps: steps, output: Schema(fields: fields), form: .table)
  }

  /// The columns of the answer, and their names.
  private func wideFields(_ across: inout Across) -> [Scope.Field] {
    var fields: [Scope.Field] = []
    let isSeveral = across.measures.count > 1
    for value in across.values {
      let title = value.columnName(across.keyType)
      for measure in across.measures {
        let name = isSeveral ? "\(title) \(measure.name)" : title
        across.names.append(name)
        fields.append(
          Scope.Field(
            name: name, type: measure.type,
            label: Schema.Label(
              value: value, type: across.keyType, measure: isSeveral ? measure.name : nil)))
      }
    }
    return fields
  }

  private func refuseEqualNames(
    _ wide: [Scope.Field], _ rowKeys: [Scope.Field], _ key: Clauses.Key
  ) throws(Diagnostic) {
    var seen: Set<String> = []
    for field in rowKeys + wide where !seen.insert(field.name).inserted {
      let isKey = rowKeys.contains { $0.name == field.name }
      throw Diagnostic(
        "two columns of the answer are named \(field.name)", at: key.expr.range,
        notes: isKey ? ["by \(field.name.asName) as … gives the key another name"] : [])
    }
  }

  private func tooWide(
    _ key: Clauses.Key, _ across: Across, _ columns: Int, _ clauses: Clauses
  ) -> Diagnostic {
    let text = Printer.text(of: key.expr)
    var notes: [String] = []
    if across.keyType == .date || across.keyType == .dateTime {
      notes.append("across month(\(text)) or across year(\(text)) has fewer columns")
    } else if across.keyType.numberType != nil, across.keyType.numberType?.style != .year {
      notes.append("across bin(\(text), …) has fewer columns")
    } else if across.keyType == .text {
      let few = across.values.prefix(3).map { value in
        if case .text(let text) = value { text.asValue } else { "…" }
      }
      let word = key.isEach ? "has any" : "in"
      notes.append("where \(text) \(word) (\(few.joined(separator: ", "))) keeps some of them")
    } else {
      notes.append("where … keeps some of them")
    }
    let keys = clauses.by.map { ($0.isEach ? "each " : "") + Printer.text(of: $0.expr) }
    let all = (keys + [(key.isEach ? "each " : "") + text]).joined(separator: ", ")
    notes.append("by \(all) has a row for each instead")
    return Diagnostic(
      "across \(text) makes \(columns) columns, and a table has room for \(Across.mostColumns)",
      at: key.expr.range, notes: notes)
  }

  /// Whether a measure counts, so that it is 0 where no record is.
  private func isCount(_ expr: TypedExpr) -> Bool {
    guard case .column(let index) = expr.kind else { return false }
    let place = index - summary.keys.count
    return summary.aggregates.indices.contains(place)
      && summary.aggregates[place].function == .count
  }

  // MARK: Order

  /// Measures that all records of a row have, too.
  private func wholes(of projected: [Projection.Item], rowKeyCount: Int) -> [Projection.Item?] {
    zip(projected.dropFirst(rowKeyCount + 1), beside?.measures ?? []).map { item, measure in
      measure == nil ? nil : item
    }
  }

  private func wholeTexts(of sentence: Sentence) -> [String] {
    guard case .measures(let items) = sentence.head else { return [] }
    return items.map { Printer.text(of: $0.expr) }
  }

  private mutating func crossOrdering(
    _ clauses: Clauses, _ sentence: Sentence, hasWhole: Bool
  ) throws(Diagnostic) -> [PlanStep] {
    guard case .measures(let items) = sentence.head, let top = clauses.top, top.by == nil,
      let item = items.first, hasWhole, let first = aliases.first
    else { return try ordering(clauses, firstMeasure: nil, of: []) }
    let text = item.alias?.text ?? Printer.text(of: item.expr)
    let word = top.isBottom ? "bottom" : "top"
    note(.firstMeasureRanks, "\(word) is by \(text) of all the records of a row")
    return try ordering(clauses, firstMeasure: first.expr, of: [item])
  }

  /// The rows of a cross table have keys, columns and measures; nothing else is computed for them.
  private func refuseOtherAggregates(in clauses: Clauses) throws(Diagnostic) {
    let written = clauses.sort.map(\.expr) + (clauses.top?.by.map { [$0] } ?? [])
    for expr in written {
      guard let other = otherAggregate(in: expr) else { continue }
      let columns = scope.names.prefix(6).map(\.asName) + aliases.map(\.text)
      throw Diagnostic(
        "the rows of this table have no \(Printer.text(of: other))", at: other.range,
        notes: ["they are ordered by \(columns.joined(separator: ", "))"])
    }
  }

  private func otherAggregate(in expr: Expr) -> Expr? {
    let text = Printer.text(of: expr)
    if aliases.contains(where: { $0.text == text || $0.name == text }) { return nil }
    if case .aggregate = expr.kind { return expr }
    for child in expr.children {
      if let found = otherAggregate(in: child) { return found }
    }
    return nil
  }
}

extension PlanStep {
  /// Whether something stands beside its rows for a reader.
  var tellsBeside: Bool {
    switch self {
    case .totals: true
    case .top(let top): top.rest != nil
    default: false
    }
  }

  /// Whether it tests groups.
  var testsGroups: Bool {
    if case .filter(let filter) = self { filter.testsGroups } else { false }
  }

  /// The columns that an ordering reads.
  fileprivate var columns: Set<Int> {
    switch self {
    case .top(let top):
      top.per.reduce(into: top.term.expr.columns) { $0.formUnion($1.columns) }
    case .sort(let terms): terms.reduce(into: []) { $0.formUnion($1.expr.columns) }
    case .join, .figures, .filter, .summarise, .fill, .windows, .project, .across, .totals,
      .unpivot, .compare, .distinct, .limit, .append:
      []
    }
  }
}

extension Plan {
  /// What it reads, as the source of another plan.
  var asSource: Source { stages.isEmpty ? source : .query(self) }
}
