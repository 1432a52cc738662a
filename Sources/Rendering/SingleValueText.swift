package import Records

/// The answer that is one value, as a sentence would say it: `2,000,000 yuan`, `13 people`, `none`.
package enum SingleValueText {
  package static func text(value: Value, type: ValueType, reason: String? = nil) -> String {
    switch value {
    case .missing: return reason.map { "none: \(printable($0))" } ?? "none"
    case .number(let number, let qualifier):
      let numberType = type.numberType ?? .plain
      let figure = NumberParts(number, qualifier, numberType).text
      let isOne = number == .exact(FixedDecimal(1)) && qualifier == .exact
      let words = printable(numberType.unit.words(isOne: isOne))
      let rounded = numberType.style == .plain ? inWords(number) : nil
      return figure + (words.isEmpty ? "" : " " + words) + (rounded.map { " (about \($0))" } ?? "")
    case .text, .list, .yesNo, .period, .moment: return ValueText.text(value, type: type)
    }
  }

  /// From ten digits on commas are hard to count: `12,345,678,901` is about 12.3 billion.
  private static func inWords(_ number: Number) -> String? {
    let magnitude = number.double.magnitude
    guard magnitude >= 1e9, magnitude < 1e15 else { return nil }
    let (word, exponent) = magnitude < 1e12 ? ("billion", 9) : ("trillion", 12)
    let decimal: FixedDecimal? =
      switch number {
      case .exact(let decimal): decimal
      case .double(let double): FixedDecimal(Int128(double))
      }
    guard let decimal,
      let rounded = FixedDecimal(decimal.coefficient, scale: decimal.scale + exponent).rounded(
        to: 1)
    else { return nil }
    return "\(Number.exact(rounded).text()) \(word)"
  }
}
