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
      return figure + (words.isEmpty ? "" : " " + words)
    case .text, .list, .yesNo, .period, .moment: return ValueText.text(value, type: type)
    }
  }

  /// From a million on commas are hard to count: `12,345,678` yuan is about `12.3 million yuan`,
  /// and `> 59,000,000` is `more than 59 million`. `nil` for what is no such figure.
  package static func words(value: Value, type: ValueType) -> String? {
    guard case .number(let number, let qualifier) = value,
      let numberType = type.numberType, numberType.style == .plain,
      let (short, isWhole) = inWords(number)
    else { return nil }
    let unit = printable(numberType.unit.words(isOne: false))
    let figure = short + (unit.isEmpty ? "" : " " + unit)
    switch qualifier {
    case .exact: return isWhole ? figure : "about \(figure)"
    // What was rounded up is not known to be passed.
    case .atLeast: return isWhole ? "more than \(figure)" : "more than about \(figure)"
    case .atMost: return isWhole ? "less than \(figure)" : "less than about \(figure)"
    case .about: return "about \(figure)"
    }
  }

  /// The figure with one place behind its point and a word, and whether nothing of it was left out.
  private static func inWords(_ number: Number) -> (text: String, isWhole: Bool)? {
    guard number.double.isFinite, number.double.magnitude < 1e15 else { return nil }
    let decimal: FixedDecimal
    switch number {
    case .exact(let exact): decimal = exact
    case .double(let double): decimal = FixedDecimal(Int128(double))
    }
    guard number.double.magnitude >= 1e6 else { return nil }
    // The word by the rounded figure, so that no 1,000 million stands for a billion.
    for (word, exponent) in [("million", 6), ("billion", 9), ("trillion", 12)] {
      let shifted = FixedDecimal(decimal.coefficient, scale: decimal.scale + exponent)
      guard let rounded = shifted.rounded(to: 1) else { continue }
      let shown = Number.exact(rounded)
      guard shown.double.magnitude < 1_000 || exponent == 12 else { continue }
      var isWhole = rounded.normalized == shifted.normalized
      if case .double(let double) = number { isWhole = isWhole && double == double.rounded() }
      return ("\(shown.text()) \(word)", isWhole)
    }
    return nil
  }
}
