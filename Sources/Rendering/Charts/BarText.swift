import Records

/// Bars drawn as text, one a line: label, figure, bar.
struct BarText {
  private let panel: BarPanel
  private let options: TextOptions
  private let width: Int
  private let scale: ChartScale
  private let hasMarks: Bool
  private let labelWidth: Int
  private let courseWidth: Int
  private let figureWidth: Int
  private let barWidth: Int
  private let isStacked: Bool

  private static let gap = 2
  private static let narrowestBar = 10

  init(_ panel: BarPanel, width: Int, options: TextOptions) {
    self.panel = panel
    self.width = width
    self.options = options
    let rows = panel.rows.compactMap { $0 }
    let figures = rows.compactMap(\.figure)
    hasMarks = figures.contains { $0.qualifier != .exact }
    // From 0 to the longest bar, so that lengths can be compared.
    scale = ChartScale.bars(figures.map(\.value))
    let widestLabel = max(
      displayWidth(panel.labelTitle), rows.map { displayWidth($0.label) }.max() ?? 0)
    let widestCourse = rows.map { displayWidth($0.course) }.max() ?? 0
    let missing = rows.contains { $0.figure == nil } ? displayWidth(ValueText.missing) : 0
    figureWidth = max(missing, figures.map { displayWidth($0.text) }.max() ?? 0)
    // Labels give way to bars, never figures.
    let room = width - figureWidth - BarText.gap - BarText.narrowestBar
    let courses = min(widestCourse, max(6, room / 3))
    let courseRoom = widestCourse == 0 ? 0 : courses + BarText.gap
    let labels = min(widestLabel, max(6, min(room - BarText.gap - courseRoom, width / 2)))
    let labelRoom = widestLabel == 0 ? 0 : labels + BarText.gap
    isStacked = labelRoom + courseRoom > room
    labelWidth = isStacked ? min(widestLabel, width) : labels
    courseWidth = isStacked ? min(widestCourse, width) : courses
    barWidth =
      isStacked ? width : width - figureWidth - BarText.gap - labelRoom - courseRoom
  }

  func text(cut: inout Bool) -> String {
    var text = header()
    for row in panel.rows {
      guard let row else {
        text += options.styling.paint("⋮", .dimmed) + "\n"
        continue
      }
      if displayWidth(row.label) > labelWidth || displayWidth(row.course) > courseWidth {
        cut = true
      }
      text += isStacked ? stacked(row) : line(row)
    }
    return text
  }

  private func header() -> String {
    let label = Width.cut(panel.labelTitle, to: labelWidth)
    let title = Width.cut(panel.valueTitle, to: width)
    if isStacked || label.isEmpty && courseWidth == 0 {
      return [label, title].filter { !$0.isEmpty }
        .map { options.styling.paint($0, .header) + "\n" }.joined()
    }
    var line = label + Width.spaces(labelWidth - displayWidth(label))
    if labelWidth > 0 { line += Width.spaces(BarText.gap) }
    if courseWidth > 0 { line += Width.spaces(courseWidth + BarText.gap) }
    let room = width - displayWidth(line)
    let value = Width.cut(panel.valueTitle, to: room)
    line += Width.spaces(figureWidth - displayWidth(value)) + value
    while line.last == " " { line.removeLast() }
    return line.isEmpty ? "" : options.styling.paint(line, .header) + "\n"
  }

  private func line(_ row: BarRow) -> String {
    var line = padded(row.label, to: labelWidth)
    if courseWidth > 0 { line += padded(row.course, to: courseWidth) }
    let figure = row.figure?.text ?? ValueText.missing
    line += Width.spaces(figureWidth - displayWidth(figure))
    line += row.figure == nil ? options.styling.paint(figure, .missing) : figure
    let bar = self.bar(row)
    if !bar.isEmpty {
      line += Width.spaces(BarText.gap)
      if options.isTerminal, Width.isUncertain(row.label) || Width.isUncertain(row.course) {
        line += "\u{1b}[\(width - barWidth + 1)G"
      }
      line += bar
    }
    return line + "\n"
  }

  private func stacked(_ row: BarRow) -> String {
    let names = [row.label, row.course].filter { !$0.isEmpty }
      .map { Width.cut($0, to: width) + "\n" }.joined()
    let bar = self.bar(row)
    return names + (row.figure?.text ?? ValueText.missing) + "\n" + (bar.isEmpty ? "" : bar + "\n")
  }

  private func padded(_ text: String, to width: Int) -> String {
    guard width > 0 else { return "" }
    let text = Width.cut(text, to: width)
    return text + Width.spaces(width - displayWidth(text) + BarText.gap)
  }

  // MARK: Bars

  private func bar(_ row: BarRow) -> String {
    guard let figure = row.figure else { return "" }
    return BarShape(scale: scale, width: barWidth, hasMarks: hasMarks).bar(figure) {
      options.styling.paint($0, course: row.number)
    }
  }
}

extension ChartScale {
  /// From 0 to the longest bar.
  static func bars(_ values: [Double]) -> ChartScale {
    var low = 0.0
    var high = 0.0
    for value in values {
      low = min(low, value)
      high = max(high, value)
    }
    return ChartScale(exactlyFrom: low, to: low == high ? 1 : high)
  }
}
