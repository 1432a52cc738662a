import Records
import Semantics

extension ReferenceInterpreter {
  /// One row for each combination of the row keys; a cell is the row of its key's value.
  func spread(_ across: Across, _ rows: [Row]) -> [Row] {
    precondition(across.wholes.isEmpty, "the random plans order by no measure of whole rows")
    let width = across.rowKeyCount
    var keys: [Row] = width == 0 && !across.values.isEmpty ? [[]] : []
    for row in rows where !keys.contains(Array(row.prefix(width))) {
      keys.append(Array(row.prefix(width)))
    }
    return keys.map { key in
      let own = rows.filter { Array($0.prefix(width)) == key }
      let cells = across.values.flatMap { value -> Row in
        if let row = own.first(where: { $0[width] == value }) {
          return Array(row.dropFirst(width + 1))
        }
        return across.measures.map {
          $0.isCount ? .number(.exact(FixedDecimal(0)), .exact) : .missing
        }
      }
      return key + cells
    }
  }

  /// One row for each row and column that has a value.
  func unpivot(_ unpivot: Unpivot, _ rows: [Row]) -> [Row] {
    rows.flatMap { row in
      unpivot.columns.compactMap { column in
        let value = value(column.expr, row)
        if value == .missing { return nil }
        return unpivot.kept.map { row[$0] } + [column.label, value]
      }
    }
  }
}
