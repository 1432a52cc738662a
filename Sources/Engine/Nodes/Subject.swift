import Records
import Semantics

/// The input of an expression, for sentences about it.
final class Subject {
  let set: RecordSet

  init(_ set: RecordSet) { self.set = set }

  /// `record PE03 (records.csv:17)`, `row 4`
  func name(ofRow row: Int) -> String {
    guard let lineage = set.lineage else { return "row \(row + 1)" }
    return "record \(lineage.base.label(of: lineage.record(of: row)))"
  }

  func text(of expr: TypedExpr) -> String {
    ExprText(names: set.fields.map { $0.isExpression ? $0.name : $0.name.asName })
      .text(of: expr)
  }
}

extension LoadedRecords {
  /// The key of a record, or nothing where the load declared none or the cell is empty.
  func key(of record: Int) -> String? {
    guard let keyField else { return nil }
    let value = fields[keyField].column.value(at: record)
    return value == .missing ? nil : ValueText.plain(value)
  }

  /// How a note names a record: by its key, else by its place.
  func shortLabel(of record: Int) -> String { key(of: record) ?? place(of: record) }

  /// The key with the place behind it, or the place alone.
  func label(of record: Int) -> String {
    key(of: record).map { "\($0) (\(place(of: record)))" } ?? place(of: record)
  }
}
