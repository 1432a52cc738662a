import Records

/// What a table shows: records, and the totals between and below them.
struct TableBody {
  let fields: [Field]
  private let totals: Totals?
  private let order: TableOrder

  init(_ set: RecordSet, _ totals: Totals?) {
    self.totals = totals
    fields = set.fields + (totals?.columns ?? [])
    order = TableOrder(count: set.count, totals)
  }

  var count: Int { order.count }

  /// Whether a rule sets the row at a place off from those above.
  func hasRule(above place: Int) -> Bool { place == order.ruled }

  /// The number of the record at a place; `nil` for a total.
  func record(at place: Int) -> Int? { order[place] < 0 ? nil : order[place] }

  func cell(_ field: Int, at place: Int) -> Totals.Cell {
    let row = order[place]
    if row >= 0 { return .value(fields[field].column.value(at: row)) }
    return totals?.rows[-1 - row].cells[field] ?? .blank
  }
}
