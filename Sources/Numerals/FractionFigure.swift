/// Reads a part of a whole in Chinese words: `四分之三`, `千分之五`, `一半`.
///
/// `百分之十五` is a percentage, which is told by its reader and not here.
package enum FractionFigure {
  package enum Reading: Equatable {
    case finite(Figure)
    /// As `三分之一`, which no decimal tells to its last digit.
    case endless(numerator: Int128, denominator: Int128)
  }

  /// The fraction at a place, which moves behind it; `nil` where none stands there.
  package static func read(_ scalars: [Unicode.Scalar], _ index: inout Int) -> Reading? {
    guard index < scalars.count, !scalars[index].isASCII else { return nil }
    if let half = half(scalars, index) {
      index += half
      return .finite(Figure(5, exponent: -1))
    }
    var place = index
    guard let denominator = denominator(scalars, &place), take(scalars, &place, "分之") else {
      return nil
    }
    guard let figure = NumeralReader.read(scalars, &place), figure.bound == .exact,
      let numerator = figure.whole
    else { return nil }
    index = place
    return reading(numerator, denominator)
  }

  /// How many letters say a half: `一半`, and `半` before what it is half of.
  private static func half(_ scalars: [Unicode.Scalar], _ index: Int) -> Int? {
    let rest = scalars[index...]
    if rest.starts(with: "一半".unicodeScalars) { return 2 }
    return rest.first == "半" && rest.count > 1 ? 1 : nil
  }

  /// 千分之 and 万分之 need no 一.
  private static func denominator(_ scalars: [Unicode.Scalar], _ place: inout Int) -> Int128? {
    if place + 1 < scalars.count, scalars[place + 1] == "分",
      let power = ScaleWord.exponent(of: scalars[place]), power >= 3
    {
      place += 1
      return Figure.powerOfTen(power)
    }
    guard let figure = NumeralReader.read(scalars, &place), figure.bound == .exact else {
      return nil
    }
    return figure.whole.flatMap { $0 > 1 ? $0 : nil }
  }

  private static func take(
    _ scalars: [Unicode.Scalar], _ place: inout Int, _ word: String
  ) -> Bool {
    guard place < scalars.count, scalars[place...].starts(with: word.unicodeScalars) else {
      return false
    }
    place += word.unicodeScalars.count
    return true
  }

  private static func reading(_ numerator: Int128, _ denominator: Int128) -> Reading {
    var rest = numerator
    var quotient: Int128 = 0
    for exponent in 0...38 {
      let (digit, remainder) = rest.quotientAndRemainder(dividingBy: denominator)
      let (scaled, overflow) = quotient.multipliedReportingOverflow(by: 10)
      let (sum, carry) = scaled.addingReportingOverflow(digit)
      if overflow || carry || sum > Figure.largest { break }
      quotient = sum
      if remainder == 0 { return .finite(Figure(quotient, exponent: -exponent)) }
      let (next, isTooLarge) = remainder.multipliedReportingOverflow(by: 10)
      if isTooLarge { break }
      rest = next
    }
    return .endless(numerator: numerator, denominator: denominator)
  }
}
