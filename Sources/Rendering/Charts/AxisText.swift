import Records

/// What stands at the ticks of an axis, and its title with unit and scale word.
struct AxisText {
  let title: String
  private let divisor: Double
  private let places: Int
  private let style: NumberType.Style

  init(_ name: String, _ type: ValueType, _ scale: ChartScale) {
    let name = printable(name)
    let number = type.numberType ?? .plain
    style = number.style
    let highest = max(scale.low.magnitude, scale.high.magnitude)
    let words = AxisText.words(for: name)
    let word = style == .plain ? words.first { highest > $0.scale && highest < 1e21 } : nil
    divisor = word?.scale ?? 1
    places = AxisText.places(of: scale.step * (number.style == .percent ? 100 : 1) / divisor)
    let unit = [word?.text, number.unit.isNone ? nil : printable(number.unit.text)]
      .compactMap { $0 }.joined(separator: " ")
    title = unit.isEmpty ? name : "\(name) [\(unit)]"
  }

  func text(_ tick: Double) -> String {
    let shown = style == .percent ? tick * 100 : tick / divisor
    let sign = style == .percent ? "%" : ""
    guard shown.magnitude < 1e15, places <= 9 else {
      return Number.double(shown).text() + sign
    }
    var digits = shown.magnitude
    for _ in 0..<places { digits *= 10 }
    guard digits < 9e18 else { return Number.double(shown).text() + sign }
    let whole = FixedDecimal(Int128(digits.rounded()), scale: places)
    let text = Number.exact(whole).text()
    let point = text.firstIndex(of: ".") ?? text.endIndex
    let front = style == .year ? String(text[..<point]) : grouped(text[..<point])
    return (tick < 0 && whole.coefficient != 0 ? "-" : "") + front + text[point...] + sign
  }

  /// The words of the field's own script.
  private static func words(for name: String) -> [(scale: Double, text: String)] {
    let isHan = name.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    return isHan
      ? [(1e8, "亿"), (1e4, "万")]
      : [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")]
  }

  private static func places(of step: Double) -> Int {
    var places = 0
    var step = step
    while places < 10, (step - step.rounded()).magnitude > step * 1e-6 {
      step *= 10
      places += 1
    }
    return places
  }
}
