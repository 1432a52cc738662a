/// Writes questions in SQL: a common table for each step, every one with the place of its rows.
///
/// What the languages mean differently is said here by hand: a comparison with a missing cell is
/// false, missing comes last, decimals are whole numbers at a scale, and ties keep their order.
final class Translation {
  private var tables: [String] = []

  /// Rows in order, without their place.
  static func sql(of question: Question) -> String {
    let translation = Translation()
    let last = translation.table(of: question, around: nil)
    let names = question.columns.map { quoted($0.name) }
    let columns = names.isEmpty ? "NULL" : names.joined(separator: ", ")
    return "WITH " + translation.tables.joined(separator: ",\n")
      + "\nSELECT \(columns) FROM \(last) ORDER BY _pos"
  }

  /// The values of the key of a cross table, in their order.
  static func values(
    of across: Stage.Across, in question: Question, upTo index: Int, _ database: Database
  ) throws -> [Database.Cell] {
    let translation = Translation()
    var before = question
    before.stages = Array(question.stages[..<index])
    let source = translation.table(of: before, around: nil)
    let input = translation.joined(question.stages[index], source)
    guard case .summary(_, let keys, let groupFilter) = question.stages[index].head else {
      return []
    }
    let groups = translation.groups(question.stages[index], [], keys, across, groupFilter, input)
    let column = quoted(across.key.name)
    let rows = try database.rows(
      "WITH " + translation.tables.joined(separator: ",\n")
        + "\nSELECT DISTINCT \(column) FROM \(groups) ORDER BY \(terms(column))")
    return rows.map { $0[0] }
  }

  /// SQLite takes two names that differ by letter case for one.
  static func quoted(_ name: String) -> String {
    let parts = name.map { letter in
      letter == "\"" ? "\"\"" : letter.isUppercase ? "^\(letter.lowercased())" : String(letter)
    }
    return "\"\(parts.joined())\""
  }

  /// Adds a common table and gives its name.
  func add(_ sql: String) -> String {
    let name = "t\(tables.count)"
    tables.append("\(name) AS (\(sql))")
    return name
  }

  func table(of question: Question, around: String?) -> String {
    var table: String
    switch question.source {
    case .set(let name, _): table = add("SELECT rowid AS _pos, * FROM \(Translation.quoted(name))")
    case .around: table = around ?? ""
    }
    for stage in question.stages { table = self.table(of: stage, over: table) }
    return table
  }

  private func table(of stage: Stage, over source: String) -> String {
    let input = joined(stage, source)
    var scope = SQLScope(translation: self, input: input)
    scope.perFigures = stage.perFigures
    switch stage.head {
    case .summary(let measures, let keys, let groupFilter):
      if let across = stage.across {
        return crossTable(stage, measures, keys, across, over: input)
      }
      return summary(stage, measures, keys, groupFilter, over: input)
    case .unpivot(let unpivot, let columns): return unpivoted(unpivot, columns, input)
    case .show(let items, let isDistinct):
      var kept = filtered(stage, scope)
      if isDistinct {
        let columns = items.map {
          "\(scope.value($0.phrase).text) AS \(Translation.quoted($0.name))"
        }
        let projected = add("SELECT _pos, \(columns.joined(separator: ", ")) FROM \(kept)")
        let names = items.map { Translation.quoted($0.name) }.joined(separator: ", ")
        let different = add(
          "SELECT MIN(_pos) AS _pos, \(names) FROM \(projected) GROUP BY \(names)")
        return ordered(different, stage, SQLScope(translation: self, input: different))
      }
      var aliased = scope
      kept = windows(of: items, over: kept, scope, &aliased)
      for item in items where !item.phrase.isWindow {
        aliased.names[item.name] = scope.value(item.phrase).text
      }
      let columns = items.map { item in
        item.phrase.isWindow ? Item(phrase: .column(item.column), name: item.name) : item
      }
      var final = scope
      for item in items where item.phrase.isWindow {
        final.names[item.name] = aliased.names[item.name]
      }
      return projected(columns, ordered(kept, stage, aliased), final)
    case .add(let items, let columns):
      let all = columns.map { Item(phrase: .column($0), name: $0.name) } + items
      return projected(all, filtered(stage, scope), scope)
    case .keep(let columns):
      return projected(
        columns.map { Item(phrase: .column($0), name: $0.name) }, filtered(stage, scope), scope)
    case .drop: return input
    case .rename(let name, let new, let columns):
      let items = columns.map { column in
        Item(phrase: .column(column), name: column.name == name ? new : column.name)
      }
      return projected(items, filtered(stage, scope), scope)
    case .clauses: return ordered(filtered(stage, scope), stage, scope)
    }
  }

  private func filtered(_ stage: Stage, _ scope: SQLScope) -> String {
    let table = withPerFigures(scope.perFigures, scope.input)
    guard let filter = stage.filter else { return table }
    return add("SELECT * FROM \(table) WHERE \(scope.truth(filter))")
  }

  /// Windows see all rows that passed the tests, whatever is chosen of them afterwards.
  private func windows(
    of items: [Item], over table: String, _ scope: SQLScope, _ named: inout SQLScope
  ) -> String {
    let windows = items.filter(\.phrase.isWindow)
    guard !windows.isEmpty else { return table }
    let mark = tables.count
    var columns: [String] = []
    for (index, item) in windows.enumerated() {
      named.names[item.name] = "_x\(mark)_\(index)"
      columns.append("\(scope.value(item.phrase).text) AS _x\(mark)_\(index)")
    }
    return add("SELECT *, \(columns.joined(separator: ", ")) FROM \(table)")
  }

  private func projected(_ items: [Item], _ table: String, _ scope: SQLScope) -> String {
    let columns = items.map { "\(scope.value($0.phrase).text) AS \(Translation.quoted($0.name))" }
    return add("SELECT _pos, \(columns.joined(separator: ", ")) FROM \(table)")
  }

  // MARK: Order

  static func terms(_ expression: String, isDescending: Bool = false) -> String {
    "(\(expression)) IS NULL, \(expression)\(isDescending ? " DESC" : "")"
  }

  func ordered(_ table: String, _ stage: Stage, _ scope: SQLScope) -> String {
    var table = table
    if let top = stage.top {
      let by = scope.value(top.by).text
      let per = top.per.map { scope.value(.column($0)).text }
      let partition = per.isEmpty ? "" : "PARTITION BY \(per.joined(separator: ", ")) "
      let terms = Translation.terms(by, isDescending: !top.isBottom)
      let mark = tables.count
      let ranked = add(
        "SELECT *, \(by) AS _by\(mark), "
          + "ROW_NUMBER() OVER (\(partition)ORDER BY \(terms), _pos) AS _row\(mark), "
          + "RANK() OVER (\(partition)ORDER BY \(terms)) AS _rank\(mark) FROM \(table)")
      let ties =
        top.keepsTies ? " OR (_rank\(mark) <= \(top.count) AND _by\(mark) IS NOT NULL)" : ""
      let order = per.map { Translation.terms($0) } + ["_row\(mark)"]
      table = numbered(
        "\(ranked) WHERE _row\(mark) <= \(top.count)\(ties)", by: order.joined(separator: ", "))
    }
    if !stage.sort.isEmpty {
      let terms = stage.sort.map {
        Translation.terms(scope.value($0.phrase).text, isDescending: $0.isDescending)
      }
      table = numbered(table, by: (terms + ["_pos"]).joined(separator: ", "))
    }
    if let limit = stage.limit {
      let offset = limit.offset ?? 0
      let all = numbered(table, by: "_pos")
      table = add(
        "SELECT * FROM \(all) WHERE _pos > \(offset) AND _pos <= \(offset + limit.count)")
    }
    return table
  }

  /// The rows of a table with new places.
  func numbered(_ from: String, by order: String) -> String {
    let counted = add("SELECT ROW_NUMBER() OVER (ORDER BY \(order)) AS _new, * FROM \(from)")
    // The new place hides the old one.
    return add("SELECT _new AS _pos, * FROM \(counted)")
  }

  // MARK: Groups

  func summary(
    _ stage: Stage, _ measures: [Item], _ keys: [Item], _ groupFilter: Phrase?, over input: String
  ) -> String {
    var records = SQLScope(translation: self, input: input)
    records.perFigures = stage.perFigures
    var group = SQLScope(translation: self, input: input)
    group.figures = FigureColumns()
    let keyColumns = keys.indices.map { "_k\($0)" }
    for (index, key) in keys.enumerated() { group.names[key.name] = keyColumns[index] }
    for item in measures { group.names[item.name] = group.value(item.phrase).text }
    let test = groupFilter.map { " WHERE \(group.truth($0))" } ?? ""
    // Sorting may ask for figures that are not shown.
    if let top = stage.top { _ = group.value(top.by) }
    for sort in stage.sort { _ = group.value(sort.phrase) }

    var table = filtered(stage, records)
    let keyed = keys.enumerated().map { ", \(records.value($1.phrase).text) AS _k\($0)" }
    let partition = keyColumns.isEmpty ? "" : "PARTITION BY \(keyColumns.joined(separator: ", ")) "
    let figures = group.figures?.figures ?? []
    let helpers = figures.enumerated().map { FigureSQL(figure: $1, index: $0, records) }
    let values = helpers.map(\.valueColumns).joined()
    let once = helpers.map { $0.onceColumns(keyColumns) }
    if once.contains(where: { !$0.values.isEmpty }) {
      table = add("SELECT *\(keyed.joined())\(once.map(\.values).joined()) FROM \(table)")
      table = add("SELECT *\(once.map(\.firsts).joined()) FROM \(table)")
      table = add("SELECT *\(values) FROM \(table)")
    } else {
      table = add("SELECT *\(keyed.joined())\(values) FROM \(table)")
    }
    let counts = helpers.map { $0.countColumns(keyColumns) }.joined()
    if !counts.isEmpty { table = add("SELECT *\(counts) FROM \(table)") }
    let ranks = helpers.map { $0.rankColumns(partition) }.joined()
    if !ranks.isEmpty { table = add("SELECT *\(ranks) FROM \(table)") }
    let columns = keyColumns + helpers.map { "\($0.aggregate) AS _a\($0.index)" }
    let grouping = keyColumns.isEmpty ? "" : " GROUP BY \(keyColumns.joined(separator: ", "))"
    table = add(
      "SELECT \((columns + ["1 AS _one"]).joined(separator: ", ")) FROM \(table)\(grouping)")
    let order = keyColumns.map { Translation.terms($0) } + ["_one"]
    table = add(
      "SELECT ROW_NUMBER() OVER (ORDER BY \(order.joined(separator: ", "))) AS _pos, * "
        + "FROM \(table)\(test)")
    var named = group
    table = windows(of: measures, over: table, group, &named)
    let result = ordered(table, stage, named)
    let shown = (keys + measures).map {
      "\(named.names[$0.name] ?? "") AS \(Translation.quoted($0.name))"
    }
    return add("SELECT _pos, \(shown.joined(separator: ", ")) FROM \(result)")
  }
}

extension Phrase {
  var isWindow: Bool {
    if case .window = self { true } else { false }
  }
}

/// The aggregates that a summary needs, each once.
final class FigureColumns {
  private(set) var figures: [Figure] = []

  func column(of figure: Figure) -> String {
    if let index = figures.firstIndex(of: figure) { return "_a\(index)" }
    figures.append(figure)
    return "_a\(figures.count - 1)"
  }
}
