import Records

/// How one figure becomes a bar of block letters on a scale that others share.
struct BarShape {
  let scale: ChartScale
  /// Columns of the screen, with the room for marks and the line at 0.
  let width: Int
  /// Whether some figure is a bound or about, whose mark stands at the end of its bar.
  let hasMarks: Bool

  /// Empty for 0 where no bar goes left of it.
  func bar(_ figure: ChartFigure, paint: (String) -> String) -> String {
    let lead = hasMarks ? 1 : 0
    let room = max(2, width - lead - (scale.low < 0 ? lead + 1 : 0))
    let mark = figure.qualifier.chartMark.map(String.init) ?? ""
    if scale.low >= 0 {
      return paint(BarShape.blocks(scale.place(of: figure.value) * Double(room), figure.value))
        + mark
    }
    // The mark of a bar to the left takes the room before it.
    let middle = Int((scale.place(of: 0) * Double(room)).rounded())
    let zero = max(1, min(scale.high > 0 ? room - 1 : room, middle))
    if figure.value < 0 {
      let length = (scale.place(of: 0) - scale.place(of: figure.value)) * Double(room)
      let halves = max(1, min(2 * zero, Int((length * 2).rounded())))
      let bar = (halves % 2 == 1 ? "▐" : "") + String(repeating: "█", count: halves / 2)
      let before = lead + zero - (halves + 1) / 2 - mark.count
      return Width.spaces(before) + mark + paint(bar) + "│"
    }
    let length = (scale.place(of: figure.value) - scale.place(of: 0)) * Double(room)
    let bar = BarShape.blocks(min(length, Double(room - zero)), figure.value)
    return Width.spaces(lead + zero) + "│" + paint(bar) + mark
  }

  /// Blocks of an eighth; what is not 0 has one at least.
  static func blocks(_ length: Double, _ value: Double) -> String {
    let eighths = max(value == 0 ? 0 : 1, Int((length * 8).rounded()))
    let rest = eighths % 8
    return String(repeating: "█", count: eighths / 8)
      + (rest == 0 ? "" : String(["▏", "▎", "▍", "▌", "▋", "▊", "▉"][rest - 1]))
  }
}
