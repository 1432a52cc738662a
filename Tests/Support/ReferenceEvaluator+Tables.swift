import Records
import Semantics

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
}
