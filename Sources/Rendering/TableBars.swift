import Records

/// The bars beside the last column of a table on a terminal: those of the rows that are shown, from
/// 0 to the longest of them. Totals have none, nor has a missing cell.
struct TableBars {
  private let shape: BarShape
  private let figures: [Int: ChartFigure]

  static let narrowest = 6
  static let widest = 20

  /// `nil` where bars would tell nothing, or the terminal has no room behind a table of that width.
  init?(_ body: TableBody, rows: TableRows, tableWidth: Int, options: TextOptions) {
    guard let column = options.barColumn, column == body.fields.count - 1,
      let limit = options.width
    else { return nil }
    let room = min(TableBars.widest, limit - tableWidth - TableFit.gap)
    guard room >= TableBars.narrowest else { return nil }
    var figures: [Int: ChartFigure] = [:]
    for place in rows.blocks.joined() {
      guard let row = body.record(at: place) else { continue }
      figures[place] = ChartFigure(body.fields[column], row: row)
    }
    guard figures.count > 1 else { return nil }
    self.figures = figures
    shape = BarShape(
      scale: ChartScale.bars(figures.values.map(\.value)), width: room,
      hasMarks: figures.values.contains { $0.qualifier != .exact })
  }

  func bar(at place: Int, styling: Styling) -> String {
    figures[place].map { shape.bar($0) { styling.paint($0, course: 0) } } ?? ""
  }
}
