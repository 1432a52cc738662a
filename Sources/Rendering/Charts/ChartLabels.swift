import Records

/// What the rows of an answer are called in a chart.
struct ChartLabels {
  let title: String
  private let fields: [Field]

  init(_ set: RecordSet, _ columns: [Int]) {
    fields = columns.map { set.fields[$0] }
    title = fields.map { printable($0.name) }.joined(separator: ", ")
  }

  /// `Daning, 2010`; empty where nothing names the row.
  func text(row: Int) -> String {
    fields.map { field in
      let value = field.column.value(at: row)
      if case .missing = value { return ValueText.missing }
      return ValueText.text(value, type: field.type)
    }.joined(separator: ", ")
  }
}
