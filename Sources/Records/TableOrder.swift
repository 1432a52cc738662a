/// The rows of a table from its first line to its last: records, and totals between and below them.
package struct TableOrder: Sendable {
  /// A row of the set, or below 0 a row of the totals; `nil` where only records stand.
  private let rows: [Int32]?
  package let count: Int
  /// The place of the first row that is of all rows.
  package let ruled: Int?

  package init(count: Int, _ totals: Totals?) {
    guard let totals, !totals.rows.isEmpty else {
      rows = nil
      ruled = nil
      self.count = count
      return
    }
    var rows: [Int32] = []
    rows.reserveCapacity(count + totals.rows.count)
    var ruled: Int?
    var next = 0
    for place in 0...count {
      while next < totals.rows.count, totals.rows[next].place == place {
        if ruled == nil, totals.rows[next].isOfAll { ruled = rows.count }
        rows.append(Int32(-1 - next))
        next += 1
      }
      if place < count { rows.append(Int32(place)) }
    }
    self.rows = rows
    self.ruled = ruled
    self.count = rows.count
  }

  /// The row of the set at a place, or -1 - i for row i of the totals.
  package subscript(place: Int) -> Int { rows.map { Int($0[place]) } ?? place }
}
