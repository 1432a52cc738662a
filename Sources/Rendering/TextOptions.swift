/// Where a text goes, and what fits there.
package struct TextOptions: Sendable {
  /// Columns of the terminal; `nil` cuts nothing.
  package var width: Int?
  /// Rows of the terminal; `nil` leaves out nothing.
  package var height: Int?
  package var styling: Styling
  /// Fields that the question names: the last to leave a table that is too wide.
  package var named: [String]
  /// What to write to see all rows, said where some are not shown.
  package var allRows: String?
  /// Whether figures of groups have bars behind them where there is room.
  package var drawsBars = false
  /// The column that has them.
  package var barColumn: Int?
  /// Whether a large figure that stands alone is also said in words.
  package var saysLargeFigures = false

  /// A terminal of that size.
  package static func terminal(
    width: Int, height: Int, styling: Styling = .plain, named: [String] = []
  ) -> TextOptions {
    TextOptions(width: max(1, width), height: max(1, height), styling: styling, named: named)
  }

  /// A file or a pipe: full text.
  package static let full = TextOptions()

  package init(
    width: Int? = nil, height: Int? = nil, styling: Styling = .plain, named: [String] = [],
    allRows: String? = nil
  ) {
    self.width = width
    self.height = height
    self.styling = styling
    self.named = named
    self.allRows = allRows
  }

  package var isTerminal: Bool { width != nil }
}
