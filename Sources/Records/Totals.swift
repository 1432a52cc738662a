/// What stands beside a table for a reader and is no part of its records: rows for totals, and for
/// what was not chosen, and columns of totals.
///
/// Nothing that goes on with an answer sees it, nor what is written for other programs.
package struct Totals: Sendable {
  package enum Cell: Sendable, Equatable {
    case value(Value)
    /// `total`, `all others (12)`
    case label(String)
    case blank
  }

  package struct Row: Sendable {
    /// One for each field of the answer and then of `columns`.
    package var cells: [Cell]
    /// Before which row of the answer it stands; the number of rows at the end.
    package var place: Int
    /// Whether it is of all rows, and so set off from them.
    package var isOfAll: Bool

    package init(cells: [Cell], place: Int, isOfAll: Bool) {
      self.cells = cells
      self.place = place
      self.isOfAll = isOfAll
    }
  }

  /// In the order in which they stand.
  package var rows: [Row]
  /// Behind the fields of the answer, row by row.
  package var columns: [Field]

  package init(rows: [Row] = [], columns: [Field] = []) {
    self.rows = rows
    self.columns = columns
  }
}
