package import Records
package import Semantics

/// An answer drawn for a report, as a script for gnuplot.
///
/// Everything is placed between 0 and 1 here, and every tick is written here, so that the program
/// only draws. What comes from data stands in single quotes, in which gnuplot reads nothing but the
/// quote; no data stands anywhere else.
package struct ChartPicture {
  package private(set) var script = ""
  /// What is not in the picture, or must be read with it.
  package private(set) var said: [String] = []

  package init(_ chart: Chart, _ set: RecordSet, as format: Chart.Format) {
    let panels =
      set.count == 0
      ? [] : chart.panels.prefix(ChartText.mostPanels).map { Panel(chart, $0, set) }
    let height = panels.reduce(0) { $0 + $1.height }
    begin(format, height: max(120, height))
    if panels.count > 1 { add("set multiplot") }
    var top = 1.0
    for panel in panels {
      let share = Double(panel.height) / Double(height)
      if panels.count > 1 {
        top -= share
        add("set origin 0,\(max(0, top))")
        add("set size 1,\(share)")
      }
      add(panel.script)
      for sentence in panel.said where !said.contains(sentence) { said.append(sentence) }
    }
    if panels.isEmpty {
      add("unset border\nunset tics\nunset key\nset label 'no records' at screen 0.5,0.5 center")
      add("plot [0:1][0:1] -9 notitle")
    }
    if panels.count > 1 { add("unset multiplot") }
    let hidden = chart.panels.dropFirst(ChartText.mostPanels).joined()
      .map { printable(set.fields[$0].name) }
    if !hidden.isEmpty { said.append("not drawn: " + Wrapping.list(hidden)) }
  }

  private mutating func add(_ line: String) { script += line + "\n" }

  /// - Units: pixels, 72 an inch on paper
  private mutating func begin(_ format: Chart.Format, height: Int) {
    let width = ChartPicture.width
    add("set encoding utf8")
    switch format {
    case .svg:
      add(
        "set terminal svg noenhanced size \(width),\(height) font 'sans-serif,13'"
          + " background '#ffffff'")
    case .png:
      add(
        "set terminal pngcairo noenhanced size \(width),\(height) font 'sans-serif,10'"
          + " background '#ffffff'")
    case .pdf:
      add(
        "set terminal pdfcairo noenhanced size \(Double(width) / 100)in,"
          + "\(Double(height) / 100)in font 'sans-serif,9'")
    }
    add(
      """
      nl = "\\n"
      set border 3 lc rgb '#666666'
      set tics nomirror out scale 0.5 textcolor rgb '#222222'
      set grid lc rgb '#dddddd' lt 1 lw 0.5
      set xrange [0:1]
      set yrange [0:1]
      """)
  }

  static let width = 860
  static let colours = [
    "#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#888888", "#222222",
  ]

  // MARK: Texts

  /// In quotes; its lines are joined by the name of a line end.
  static func quoted(_ lines: [String]) -> String {
    lines.map { line in
      var quoted = "'"
      for scalar in printable(line).unicodeScalars {
        // No picture may hold these two.
        if scalar.value == 0xFFFE || scalar.value == 0xFFFF { continue }
        quoted.unicodeScalars.append(scalar)
        if scalar == "'" { quoted.unicodeScalars.append(scalar) }
      }
      return quoted + "'"
    }.joined(separator: ".nl.")
  }

  /// The text of a tick, where `%` begins a format.
  static func tick(_ text: String, in columns: Int = 28) -> String {
    let lines = wrapped(printable(text), to: columns, atMost: 3)
    // gnuplot cuts a label that has a format after 50 bytes, also within a letter.
    let isLong = lines.joined().utf8.count > 40
    return quoted(lines.map { $0.replacing("%", with: isLong ? "％" : "%%") })
  }

  static func ticks(_ ticks: [(place: Double, text: String)]) -> String {
    "(" + ticks.map { "\(tick($0.text)) \($0.place)" }.joined(separator: ", ") + ")"
  }

  /// Broken at spaces where there are some, elsewhere between letters; cut where it is longer.
  static func wrapped(_ text: String, to columns: Int, atMost count: Int) -> [String] {
    var lines: [String] = []
    var rest = text[...]
    while displayWidth(String(rest)) > columns, lines.count + 1 < count {
      var end = rest.startIndex
      var space: String.Index?
      var width = 0
      while end < rest.endIndex {
        let next = Width.of(rest[end])
        if width + next > columns { break }
        if rest[end] == " ", width > columns / 2 { space = end }
        width += next
        end = rest.index(after: end)
      }
      if end == rest.startIndex { end = rest.index(after: end) }
      let cut = space ?? end
      lines.append(String(rest[..<cut]))
      rest = rest[cut...].drop { $0 == " " }
    }
    return lines + [Width.cut(String(rest), to: columns)]
  }
}
