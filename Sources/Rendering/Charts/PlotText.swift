import Records
import Semantics

/// Lines and points drawn as text in a frame of axes.
struct PlotText {
  private(set) var text = ""
  private(set) var said: [String] = []
  private let panel: PlotPanel
  private let options: TextOptions

  /// Told apart without colours too.
  static let markers: [Character] = ["●", "▲", "■", "◆", "○", "△", "□", "◇"]

  init(_ panel: PlotPanel, width: Int, options: TextOptions) {
    self.panel = panel
    self.options = options
    let rows = max(6, min(18, (options.height ?? 24) - 8))
    guard let vertical = panel.vertical(atMost: max(2, rows / 3)) else {
      text = options.styling.paint("nothing to draw", .dimmed) + "\n"
      return
    }
    let gutter = vertical.ticks.map { displayWidth($0.text) }.max() ?? 0
    let columns = max(8, width - gutter - 2)
    guard let horizontal = panel.horizontal(atMost: max(2, columns / 12)) else { return }
    var canvas = BrailleCanvas(columns: columns, rows: rows)
    draw(horizontal.scale, vertical.scale, on: &canvas)
    if !vertical.title.isEmpty {
      text += options.styling.paint(Width.cut(vertical.title, to: width), .header) + "\n"
    }
    text += legend(width)
    text += frame(canvas, vertical, gutter)
    text += axis(horizontal, columns, gutter)
    if !vertical.scale.hasZero, let first = vertical.ticks.first {
      said.append("the axis begins at \(first.text), not at 0")
    }
  }

  private func draw(_ across: ChartScale, _ up: ChartScale, on canvas: inout BrailleCanvas) {
    let count = panel.points.count
    let hasLetters = count <= canvas.columns * panel.courses.count
    func place(_ point: PlotPanel.Point) -> (x: Int, y: Int) {
      let x = across.place(of: point.x) * Double(canvas.width - 1)
      let y = (1 - up.place(of: point.y)) * Double(canvas.height - 1)
      return (Int(x.rounded()), Int(y.rounded()))
    }
    if panel.form == .lines {
      for (number, course) in panel.courses.enumerated() {
        for (from, to) in zip(course.points, course.points.dropFirst()) {
          guard let from, let to else { continue }
          canvas.line(from: place(from), to: place(to), course: number)
        }
      }
    }
    for (number, course) in panel.courses.enumerated() {
      for point in course.points.compactMap({ $0 }) {
        let (x, y) = place(point)
        if let mark = point.qualifier.chartMark {
          canvas.letter(mark, x, y, course: number)
        } else if hasLetters || panel.courses.count > 1 && panel.form == .points {
          canvas.letter(PlotText.markers[number % PlotText.markers.count], x, y, course: number)
        } else {
          canvas.dot(x, y, course: number)
        }
      }
    }
  }

  private func legend(_ width: Int) -> String {
    guard panel.courses.count > 1 || panel.courses.first?.name.isEmpty == false else { return "" }
    var lines: [String] = []
    var line = ""
    var room = 0
    for (number, course) in panel.courses.enumerated() {
      let name = Width.cut(course.name, to: min(40, width - 2))
      let marker = String(PlotText.markers[number % PlotText.markers.count])
      let needed = displayWidth(name) + 2
      if room > 0, room + 3 + needed > width {
        lines.append(line)
        line = ""
        room = 0
      }
      if room > 0 {
        line += "   "
        room += 3
      }
      line += options.styling.paint(marker, course: number) + " " + name
      room += needed
    }
    return (lines + [line]).map { $0 + "\n" }.joined()
  }

  private func frame(
    _ canvas: BrailleCanvas, _ vertical: PlotPanel.Axis, _ gutter: Int
  ) -> String {
    var ticks: [Int: String] = [:]
    for tick in vertical.ticks {
      let y = (1 - vertical.scale.place(of: tick.place)) * Double(canvas.height - 1)
      ticks[Int(y.rounded()) / 4] = tick.text
    }
    var text = ""
    for row in 0..<canvas.rows {
      let tick = ticks[row] ?? ""
      let sign = ticks[row] == nil ? "│" : "┤"
      text += Width.spaces(gutter - displayWidth(tick)) + tick + " "
      text += options.styling.paint(sign, .rule)
      text += canvas.text(row: row, styling: options.styling) + "\n"
    }
    return text
  }

  private func axis(_ horizontal: PlotPanel.Axis, _ columns: Int, _ gutter: Int) -> String {
    var rule: [Character] = Array(repeating: "─", count: columns)
    var labels = ""
    var end = -2
    let lead = gutter + 2
    for tick in horizontal.ticks {
      let column = Int((horizontal.scale.place(of: tick.place) * Double(columns - 1)).rounded())
      let width = displayWidth(tick.text)
      let start = max(0, min(lead + column - width / 2, lead + columns - width))
      guard start >= end + 2, width <= lead + columns else { continue }
      rule[column] = "┬"
      labels += Width.spaces(start - displayWidth(labels)) + tick.text
      end = start + width
    }
    let title = Width.cut(horizontal.title, to: columns)
    let middle = lead + max(0, (columns - displayWidth(title)) / 2)
    return Width.spaces(gutter + 1) + options.styling.paint("└" + String(rule), .rule) + "\n"
      + (labels.isEmpty ? "" : labels + "\n")
      + Width.spaces(middle) + options.styling.paint(title, .header) + "\n"
  }
}
