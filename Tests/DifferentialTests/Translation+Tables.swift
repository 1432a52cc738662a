/// Cross tables and back.
extension Translation {
  /// The groups by all keys, the one that is spread last.
  func groups(
    _ stage: Stage, _ measures: [Item], _ keys: [Item], _ across: Stage.Across,
    _ groupFilter: Phrase?, _ input: String
  ) -> String {
    let plain = Stage(head: stage.head, filter: stage.filter)
    return summary(plain, measures, keys + [across.key], groupFilter, over: input)
  }

  func crossTable(
    _ stage: Stage, _ measures: [Item], _ keys: [Item], _ across: Stage.Across,
    over input: String
  ) -> String {
    guard case .summary(_, _, let groupFilter) = stage.head else { return input }
    let groups = groups(stage, measures, keys, across, groupFilter, input)
    let names = keys.map { Translation.quoted($0.name) }
    let wide = across.columns(of: measures).map { Translation.quoted($0.name) }
    if names.isEmpty, wide.isEmpty { return add("SELECT 1 AS _pos, 1 AS _none WHERE 0") }
    var cells: [String] = []
    for value in across.values {
      for measure in measures {
        let key = Translation.quoted(across.key.name)
        let cell =
          "MAX(CASE WHEN \(key) IS \(World.sql(value)) THEN \(Translation.quoted(measure.name)) END)"
        // A group that a test left out has records, so its count is not 0.
        let isCount = measure.phrase.isCount && groupFilter == nil
        cells.append(isCount ? "COALESCE(\(cell), 0)" : cell)
      }
    }
    let columns = names + zip(cells, wide).map { "\($0) AS \($1)" }
    let grouping = names.isEmpty ? "" : " GROUP BY \(names.joined(separator: ", "))"
    let spread = add("SELECT \(columns.joined(separator: ", ")) FROM \(groups)\(grouping)")
    let order = names.map { Translation.terms($0) } + ["1"]
    var table = add(
      "SELECT ROW_NUMBER() OVER (ORDER BY \(order.joined(separator: ", "))) AS _pos, * "
        + "FROM \(spread)")
    if groupFilter == nil, stage.orders(by: measures) {
      // A measure that rows are ordered by is one of all their records.
      let plain = Stage(head: stage.head, filter: stage.filter)
      let wholes = summary(plain, measures, keys, nil, over: input)
      let same = names.map { "a.\($0) IS b.\($0)" }.joined(separator: " AND ")
      let figures = measures.map { "b.\(Translation.quoted($0.name))" }.joined(separator: ", ")
      table = add(
        "SELECT a.*, \(figures) FROM \(table) AS a "
          + "LEFT JOIN \(wholes) AS b ON \(same.isEmpty ? "1" : same)")
    }
    let result = ordered(table, stage, SQLScope(translation: self, input: input))
    return add("SELECT _pos, \((names + wide).joined(separator: ", ")) FROM \(result)")
  }

  func unpivoted(_ unpivot: Stage.Unpivot, _ columns: [Column], _ input: String) -> String {
    let kept = columns.filter { !unpivot.columns.contains($0) }.map {
      Translation.quoted($0.name)
    }
    let scope = SQLScope(translation: self, input: input)
    let parts = zip(unpivot.columns, unpivot.labels).enumerated().map { index, pair in
      let name = Translation.quoted(pair.0.name)
      let shown =
        kept + [
          "\(World.sql(pair.1)) AS \(Translation.quoted(unpivot.key.name))",
          "\(scope.at(unpivot.value.shape, .column(pair.0))) "
            + "AS \(Translation.quoted(unpivot.value.name))",
        ]
      return "SELECT _pos * 1000 + \(index) AS _pos, \(shown.joined(separator: ", ")) "
        + "FROM \(input) WHERE \(name) IS NOT NULL"
    }
    return numbered(add(parts.joined(separator: " UNION ALL ")), by: "_pos")
  }
}

extension Stage {
  /// Whether rows are ordered by one of the measures.
  fileprivate func orders(by measures: [Item]) -> Bool {
    let phrases = sort.map(\.phrase) + (top.map { [$0.by] } ?? [])
    return phrases.contains { phrase in
      measures.contains { phrase == .column($0.column) }
    }
  }
}

extension Phrase {
  fileprivate var isCount: Bool {
    if case .figure(let figure) = self {
      figure.function == .count || figure.function == .countDistinct
    } else {
      false
    }
  }
}
