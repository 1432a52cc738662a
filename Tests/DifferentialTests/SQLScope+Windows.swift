/// Functions over rows in order.
extension SQLScope {
  func window(_ window: Window) -> String {
    let x = window.operand.map { value($0).text } ?? "NULL"
    let per = window.per.map { value(.column($0)).text }
    let partition = per.isEmpty ? "" : "PARTITION BY \(per.joined(separator: ", ")) "
    let along = window.along.map { "ORDER BY \(Translation.terms(value(.column($0)).text))" } ?? ""
    let over = "OVER (\(partition)\(along))"
    let rows = "OVER (\(partition)\(along) ROWS BETWEEN"
    let before = "LAG(\(x), \(window.count)) \(over)"
    switch window.function {
    case .running: return "SUM(\(x)) \(rows) UNBOUNDED PRECEDING AND CURRENT ROW)"
    case .previous: return before
    case .next: return "LEAD(\(x), \(window.count)) \(over)"
    case .change: return "(\(x) - \(before))"
    case .growth:
      return "(CASE WHEN \(before) > 0 THEN CAST(\(x) - \(before) AS REAL) / \(before) END)"
    case .rowNumber: return "ROW_NUMBER() \(over)"
    case .rank:
      return "(CASE WHEN \(x) IS NOT NULL THEN RANK() OVER (\(partition)ORDER BY "
        + "\(Translation.terms(x, isDescending: true))) END)"
    case .share:
      let whole = "SUM(\(x)) OVER (\(partition.isEmpty ? "" : partition))"
      return "(CAST(\(x) AS REAL) / \(whole))"
    case .movingAverage:
      let frame = "\(rows) \(window.count - 1) PRECEDING AND CURRENT ROW)"
      var scale = 0
      if case .exact(let own, _)? = window.operand?.shape { scale = own }
      return "(CASE WHEN COUNT(\(x)) \(frame) = \(window.count) THEN "
        + "CAST(SUM(\(x)) \(frame) AS REAL) / \(window.count)\(SQLScope.power(scale).dropFirst()) END)"
    }
  }
}

extension Translation {
  /// The input of a stage with the records that it looks up, and what SQL needs beside them.
  func joined(_ stage: Stage, _ input: String) -> String {
    var table = input
    for (index, join) in stage.joins.enumerated() {
      let columns = join.columns.map { ", b.\(Translation.quoted($0.name))" }.joined()
      let keys = join.keys.map { "a.\(Translation.quoted($0)) = b.\(Translation.quoted($0))" }
      table = add(
        "SELECT a.*, b.rowid AS _s\(index + 1)\(columns) FROM \(table) AS a LEFT JOIN "
          + "\(Translation.quoted(join.set)) AS b ON \(keys.joined(separator: " AND "))")
    }
    return table
  }

  /// The aggregates with `per` beside each record.
  func withPerFigures(_ figures: [Phrase], _ input: String) -> String {
    guard !figures.isEmpty else { return input }
    let scope = SQLScope(translation: self, input: input)
    let columns = figures.enumerated().map { index, phrase in
      guard case .figurePer(let figure, let per) = phrase else { return "NULL" }
      let names = per.map { Translation.quoted($0.name) }.joined(separator: ", ")
      let sql = FigureSQL(figure: figure, index: 0, scope)
      return "\(sql.over("(PARTITION BY \(names))")) AS _p\(index)"
    }
    return add("SELECT *, \(columns.joined(separator: ", ")) FROM \(input)")
  }
}

extension Stage {
  /// The aggregates with `per` that it asks for, each once.
  var perFigures: [Phrase] {
    var phrases = [filter].compactMap { $0 } + sort.map(\.phrase) + (top.map { [$0.by] } ?? [])
    switch head {
    case .summary(_, let keys, _): phrases += keys.map(\.phrase)
    case .show(let items, _), .add(let items, _): phrases += items.map(\.phrase)
    case .keep, .drop, .rename, .clauses, .unpivot: break
    }
    return phrases.flatMap(\.all).reduce(into: []) { found, phrase in
      if case .figurePer = phrase, !found.contains(phrase) { found.append(phrase) }
    }
  }
}
