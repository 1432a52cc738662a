import Records
import Semantics

/// One bar: what it is of, and its figure.
struct BarRow {
  /// Empty below the first of several bars of one row.
  var label = ""
  /// The name of its column where a row has several bars.
  var course = ""
  /// Which of these columns.
  var number = 0
  /// `nil` where the cell is missing: no bar is drawn, and that is said.
  var figure: ChartFigure?
}

/// The bars of one panel: those of one unit, on one scale.
struct BarPanel {
  var labelTitle: String
  /// The name and the unit of the figures.
  var valueTitle: String
  /// `nil` stands for rows that are not shown.
  var rows: [BarRow?]
  /// What must be said below it.
  var said: [String] = []

  /// - Parameter most: how many columns of a row are drawn.
  init(_ chart: Chart, panel: [Int], _ set: RecordSet, rows shown: TableRows, most: Int) {
    let labels = ChartLabels(set, chart.labels)
    let drawn = panel.prefix(most)
    let fields = drawn.map { set.fields[$0] }
    let unit = fields.first?.type.numberType.flatMap {
      $0.unit.isNone ? nil : "[\(printable($0.unit.text))]"
    }
    labelTitle = labels.title
    valueTitle = (fields.count == 1 ? [printable(fields[0].name)] : [])
      .appending(unit).joined(separator: " ")
    rows = []
    for block in shown.blocks {
      for row in block {
        for (number, field) in fields.enumerated() {
          rows.append(
            BarRow(
              label: number == 0 ? labels.text(row: row) : "",
              course: fields.count == 1 ? "" : printable(field.name), number: number,
              figure: ChartFigure(field, row: row)))
        }
      }
      if shown.gap == block.upperBound { rows.append(nil) }
    }
    if panel.count > most {
      let hidden = panel.dropFirst(most).map { printable(set.fields[$0].name) }
      said.append("not drawn: " + Wrapping.list(hidden))
    }
  }

  /// How often numbers occur.
  init(histogram field: Field, count: Int) {
    valueTitle = "count"
    labelTitle = printable(field.name)
    rows = []
    let missing: Int
    if let bins = HistogramBins(field, count: count) {
      missing = bins.missing
      let axis = AxisText(field.name, field.type, bins.scale)
      labelTitle = axis.title
      let edges = bins.scale.ticks.map(axis.text)
      for (index, count) in bins.counts.enumerated() where index + 1 < edges.count {
        rows.append(
          BarRow(label: "\(edges[index]) – \(edges[index + 1])", figure: ChartFigure(count: count)))
      }
      said.append("each bin holds its lower end, not its upper")
      if bins.inexact > 0 {
        said.append(
          "\(BarPanel.counted(bins.inexact, "figure")) not exact, counted as stated")
      }
    } else {
      missing = count
    }
    if missing > 0 {
      said.append(
        "\(BarPanel.counted(missing, "row")) without \(printable(field.name)), not counted")
    }
  }

  /// `1,234 rows`
  static func counted(_ count: Int, _ word: String) -> String {
    "\(grouped(Substring(String(count)))) \(word)\(count == 1 ? "" : "s")"
  }

  var qualifiers: [Qualifier] { rows.compactMap { $0?.figure?.qualifier } }
}

extension [String] {
  fileprivate func appending(_ text: String?) -> [String] { text.map { self + [$0] } ?? self }
}
