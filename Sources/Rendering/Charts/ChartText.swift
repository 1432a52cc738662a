package import Records
package import Semantics

/// An answer drawn as text: bars with their figures beside, or lines and points in a frame.
///
/// Elsewhere than on a terminal it is 80 columns wide.
package enum ChartText {
  package static func text(
    of chart: Chart, _ set: RecordSet, totals: Totals? = nil, options: TextOptions
  ) -> String {
    var text = ""
    var said: [String] = []
    if set.count == 0 {
      text = options.styling.paint("no records", .dimmed) + "\n"
    } else {
      let panels = chart.panels.prefix(mostPanels)
      for panel in panels {
        if !text.isEmpty { text += "\n" }
        text += draw(chart, panel, set, options, &said)
      }
      let hidden = chart.panels.dropFirst(mostPanels).joined()
        .map { printable(set.fields[$0].name) }
      if !hidden.isEmpty { said.append("not drawn: " + Wrapping.list(hidden)) }
      if let totals, !totals.rows.isEmpty || !totals.columns.isEmpty {
        said.append("totals are not drawn")
      }
    }
    var unique: [String] = []
    for sentence in said where !unique.contains(sentence) { unique.append(sentence) }
    for sentence in unique {
      for line in Wrapping.lines(of: sentence, width: width(options), indent: 0) {
        text += options.styling.paint(line, .dimmed) + "\n"
      }
    }
    return text
  }

  static let mostPanels = 6
  /// How many bars a row, or lines, are told apart.
  static let mostCourses = 8

  static func width(_ options: TextOptions) -> Int { max(20, options.width ?? 80) }

  private static func draw(
    _ chart: Chart, _ panel: [Int], _ set: RecordSet, _ options: TextOptions,
    _ said: inout [String]
  ) -> String {
    switch chart.form {
    case .bars, .histogram:
      let bars: BarPanel
      if chart.form == .bars {
        let lines = min(panel.count, mostCourses) * chart.panels.count
        let rows = TableRows.table(
          count: set.count, recordCount: set.count, height: options.height.map { $0 / lines })
        bars = BarPanel(chart, panel: panel, set, rows: rows, most: mostCourses)
        if let sentence = rows.sentence(allRows: options.allRows) { said.append(sentence) }
      } else {
        bars = BarPanel(histogram: set.fields[panel[0]], count: set.count)
      }
      var cut = false
      let text = BarText(bars, width: width(options), options: options).text(cut: &cut)
      if let legend = Qualifier.legend(of: bars.qualifiers) { said.append(legend) }
      if cut { said.append("cut to fit: \(Wrapping.list([bars.labelTitle]))") }
      said += bars.said
      return text
    case .lines, .points:
      guard let along = chart.along else { return "" }
      let plot = PlotPanel(chart, panel: panel, along: along, set)
      let drawing = PlotText(plot, width: width(options), options: options)
      said += plot.said + drawing.said
      return drawing.text
    }
  }
}
