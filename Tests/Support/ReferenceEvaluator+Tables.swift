import Records
import Semantics
import Syntax

/// Cross tables and back.
extension ReferenceEvaluator {
  /// One row for each combination of the row keys; a cell is the row of its key's value.
  func spread(_ across: Across, _ rows: [Row]) -> [Row] {
    let width = across.rowKeyCount
    var keys: [[Value]] = width == 0 && !across.values.isEmpty ? [[]] : []
    for row in rows where !keys.contains(where: { areAlike($0, Array(row.cells.prefix(width))) }) {
      keys.append(Array(row.cells.prefix(width)))
    }
    return keys.map { key in
      let own = rows.filter { areAlike(Array($0.cells.prefix(width)), key) }
      let cells = across.values.flatMap { value -> [Value] in
        if let row = own.first(where: { areAlike([$0.cells[width]], [value]) }) {
          return Array(row.cells.dropFirst(width + 1))
        }
        return across.measures.map {
          $0.isCount ? .number(.exact(FixedDecimal(0)), .exact) : .missing
        }
      }
      return Row(cells: key + cells + wholes(across, key, own))
    }
  }

  /// Measures of all records of the groups in a row.
  private func wholes(_ across: Across, _ key: [Value], _ own: [Row]) -> [Value] {
    guard !across.wholes.isEmpty, let summarised else { return [] }
    let groups = own.map { Array($0.cells.prefix(across.rowKeyCount + 1)) }
    let records = summarised.input.rows.filter { row in
      keys(summarised.summary.keys[...], row.cells).contains { key in
        groups.contains { areAlike($0, key) }
      }
    }
    let frame =
      key + [.missing]
      + summarised.summary.aggregates.map { figure($0, records, base(of: $0, summarised.input)) }
    return across.wholes.map { value($0.expr, frame) }
  }

  /// One row for each row and column that has a value.
  func unpivot(_ unpivot: Unpivot, _ rows: [Row]) -> [Row] {
    rows.flatMap { row in
      unpivot.columns.compactMap { column in
        let value = value(column.expr, row.cells)
        if value == .missing { return nil }
        return Row(cells: unpivot.kept.map { row.cells[$0] } + [column.label, value])
      }
    }
  }

  /// Every combination of the keys' values that occur; the random plans ask for no others.
  func fill(_ fill: Fill, _ rows: [Row]) -> [Row] {
    precondition(fill.keys.allSatisfy { $0 == .occurring }, "the random plans step over nothing")
    guard let summary = summarised?.summary, !rows.isEmpty else { return [] }
    var combinations: [[Value]] = [[]]
    for key in fill.keys.indices {
      var values: [Value] = []
      for row in rows where !values.contains(where: { areAlike([$0], [row.cells[key]]) }) {
        values.append(row.cells[key])
      }
      values.sort { isOrdered([$0], before: [$1]) }
      combinations = combinations.flatMap { own in values.map { own + [$0] } }
    }
    return combinations.map { key in
      let own = rows.first { areAlike(Array($0.cells.prefix(key.count)), key) }
      let empty = summary.aggregates.map { call -> Value in
        call.function == .count ? .number(.exact(FixedDecimal(0)), .exact) : .missing
      }
      return own ?? Row(cells: key + empty, record: nil)
    }
  }
}
