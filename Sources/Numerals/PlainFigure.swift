/// Reads digits with groups, a point, an exponent or a fraction sign, and nothing else.
package enum PlainFigure {
  /// `1,234.5`, `.5`, `1e6`, `2½`.
  package static func read(_ scalars: [Unicode.Scalar], _ index: inout Int) -> Figure? {
    var digits: [Int] = []
    var groups: [Int] = [0]
    var cursor = index
    func digit(at place: Int) -> Int? {
      place < scalars.count ? WrittenScalars.digit(scalars[place]) : nil
    }
    while cursor < scalars.count {
      if let next = digit(at: cursor) {
        digits.append(next)
        groups[groups.count - 1] += 1
      } else if scalars[cursor] == ",", digit(at: cursor + 1) != nil {
        groups.append(0)
      } else {
        break
      }
      cursor += 1
    }
    if groups.count > 1 {
      // `0,123` is a decimal comma somewhere, so it is no number here.
      guard let first = groups.first, first >= 1, first <= 3, digits.first != 0,
        groups.dropFirst().allSatisfy({ $0 == 3 })
      else { return nil }
    }
    var figure = Figure(0)
    figure.isWholeDigits = groups.count == 1
    figure.isGrouped = groups.count > 1
    figure.hasLeadingZero = digits.count > 1 && digits[0] == 0
    var scale = 0
    if cursor + 1 < scalars.count, scalars[cursor] == ".", digit(at: cursor + 1) != nil {
      cursor += 1
      figure.isWholeDigits = false
      while let next = digit(at: cursor) {
        digits.append(next)
        scale += 1
        cursor += 1
      }
    }
    if cursor < scalars.count, scale == 0, let part = fractions[scalars[cursor]] {
      figure.isWholeDigits = false
      digits += part
      scale = part.count
      cursor += 1
    }
    guard !digits.isEmpty, let coefficient = coefficient(of: digits) else { return nil }
    scale -= takeExponent(scalars, &cursor, &figure)
    guard scale.magnitude <= 60 else { return nil }
    figure.coefficient = coefficient
    figure.exponent = -scale
    guard figure.fits else { return nil }
    figure.digitCount = digits.count
    index = cursor
    return figure
  }

  /// `nil` past 38 digits.
  static func coefficient(of digits: [Int]) -> Int128? {
    let significant = digits.drop { $0 == 0 }
    guard significant.count <= 38 else { return nil }
    return significant.reduce(Int128(0)) { $0 * 10 + Int128($1) }
  }

  private static func takeExponent(
    _ scalars: [Unicode.Scalar], _ cursor: inout Int, _ figure: inout Figure
  ) -> Int {
    guard cursor < scalars.count, scalars[cursor] == "e" || scalars[cursor] == "E" else { return 0 }
    var place = cursor + 1
    let sign = place < scalars.count ? scalars[place] : " "
    if sign == "+" || sign == "-" { place += 1 }
    var exponent = 0
    let first = place
    while place < scalars.count, let digit = WrittenScalars.digit(scalars[place]) {
      exponent = min(1000, exponent * 10 + digit)
      place += 1
    }
    guard place > first else { return 0 }
    figure.isWholeDigits = false
    figure.hasScale = true
    cursor = place
    return sign == "-" ? -exponent : exponent
  }

  /// The fractions that are finite decimals.
  private static let fractions: [Unicode.Scalar: [Int]] = [
    "½": [5], "¼": [2, 5], "¾": [7, 5], "⅕": [2], "⅖": [4], "⅗": [6], "⅘": [8], "⅒": [1],
    "⅛": [1, 2, 5], "⅜": [3, 7, 5], "⅝": [6, 2, 5], "⅞": [8, 7, 5],
  ]
}
