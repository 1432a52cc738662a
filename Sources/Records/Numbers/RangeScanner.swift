import Numerals

/// Reads a range that stands for one figure: `20-30`, `2 to 3 million yuan`, `between 20 and 30`,
/// `20至30万元`, `七八百人`. The stated figure is the middle, and it is about.
///
/// What stands behind the high end holds for both. Years, codes and what does not rise are no range.
struct RangeScanner {
  private let scalars: [Unicode.Scalar]
  private let units: UnitTable

  init(_ scalars: [Unicode.Scalar], units: UnitTable) {
    self.scalars = scalars
    self.units = units
  }

  func cell() -> NumberCell? {
    guard scalars.count <= 60 else { return nil }
    var rest = scalars[...]
    while rest.last == " " { rest = rest.dropLast() }
    let before = BoundWord.prefix(of: rest)
    if let before {
      guard before.bound == .about else { return nil }
      rest = rest.dropFirst(before.count).drop { $0 == " " }
    }
    if let behind = BoundWord.suffix(of: rest), behind.bound == .about {
      rest = rest.dropLast(behind.count)
    }
    if let ends = spokenEnds(rest) { return joined(ends.low, ends.high) }
    guard let (low, high) = parts(rest) else { return nil }
    return joined(String(low), String(high))
  }

  /// The two ends as they are written.
  private func parts(
    _ scalars: ArraySlice<Unicode.Scalar>
  ) -> (String.UnicodeScalarView, String.UnicodeScalarView)? {
    var rest = scalars
    var words = RangeScanner.separators
    if let inner = RangeScanner.dropping("between ", of: rest) {
      (rest, words) = (inner, [" and "])
    } else if let inner = RangeScanner.dropping("from ", of: rest) {
      (rest, words) = (inner, [" to "])
    }
    var found: (low: ArraySlice<Unicode.Scalar>, high: ArraySlice<Unicode.Scalar>)?
    for word in words {
      let letters = Array(word.unicodeScalars)
      var place = rest.startIndex + 1
      while place + letters.count < rest.endIndex {
        if rest[place...].starts(with: letters) {
          // A second separator makes it something else: a date, a telephone number.
          guard found == nil else { return nil }
          found = (rest[..<place], rest[(place + letters.count)...])
          place += letters.count
        } else {
          place += 1
        }
      }
    }
    return found.map { (String.UnicodeScalarView($0.low), String.UnicodeScalarView($0.high)) }
  }

  private static let separators = ["-", "–", "—", "~", "至", "到", " to "]

  private static func dropping(
    _ word: String, of scalars: ArraySlice<Unicode.Scalar>
  ) -> ArraySlice<Unicode.Scalar>? {
    let start = String(String.UnicodeScalarView(scalars.prefix(word.count))).lowercased()
    return start == word ? scalars.dropFirst(word.count) : nil
  }

  private func joined(_ lowText: String, _ highText: String) -> NumberCell? {
    guard let high = exact(highText),
      let low = RangeScanner.tail(of: highText).flatMap({ end in
        isBare(lowText) ? exact(lowText + end) : nil
      }) ?? exact(lowText),
      low.isPercent == high.isPercent, !isYear(low) || !isYear(high),
      low.unit == nil || high.unit == nil || low.unit == high.unit,
      low.unit == nil || high.unit != nil || UnitTable.isCurrency(low.unit),
      let sum = low.decimal.adding(high.decimal),
      let distance = high.decimal.subtracting(low.decimal), distance.sign > 0,
      let middle = sum.multiplied(by: FixedDecimal(5, scale: 1))
    else { return nil }
    var cell = high
    cell.decimal = middle.normalized
    cell.qualifier = .about
    cell.unit = high.unit ?? low.unit
    cell.isFourDigits = false
    cell.isRange = true
    return cell
  }

  private func isYear(_ cell: NumberCell) -> Bool {
    guard cell.isFourDigits, let whole = cell.decimal.rescaled(to: 0) else { return false }
    return whole >= 1500 && whole <= 2200
  }

  /// An end by itself, which is no bound, not negative, and no code.
  private func exact(_ text: String) -> NumberCell? {
    var scanner = NumberScanner(WrittenScalars.normalized(text), units: units)
    guard let first = scanner.scalars.first, first != "-", first != "(", first != "+",
      let cell = scanner.cell(), cell.qualifier == .exact, !cell.hasLeadingZero,
      cell.decimal.sign >= 0
    else { return nil }
    return cell
  }

  /// Whether an end is a figure without scale and unit, which those of the other end then follow.
  private func isBare(_ text: String) -> Bool {
    guard let cell = exact(text) else { return false }
    if RangeScanner.tail(of: text)?.isEmpty == true { return true }
    return !cell.hasScale && !cell.isPercent
      && (cell.unit == nil || UnitTable.isCurrency(cell.unit))
  }

  /// What stands behind the digits at the start of an end: ` million yuan`, `万元`.
  private static func tail(of text: String) -> String? {
    let scalars = WrittenScalars.normalized(text)
    let digits = scalars.prefix {
      WrittenScalars.digit($0) != nil || $0 == "." || $0 == "," || NumeralReader.digit($0) != nil
    }
    return digits.isEmpty
      ? nil : String(String.UnicodeScalarView(scalars.dropFirst(digits.count)))
  }

  /// `七八百`, `三四万`, `两三个`: two digits one after the other where one belongs.
  private func spokenEnds(_ scalars: ArraySlice<Unicode.Scalar>) -> (low: String, high: String)? {
    for place in scalars.indices.dropLast() {
      guard let low = NumeralReader.digit(scalars[place]), low > 0,
        let high = NumeralReader.digit(scalars[place + 1]), high == low + 1
      else { continue }
      let isInRun =
        place > scalars.startIndex && NumeralReader.digit(scalars[place - 1]) != nil
        || place + 2 < scalars.endIndex && NumeralReader.digit(scalars[place + 2]) != nil
      guard !isInRun else { return nil }
      func without(_ dropped: Int) -> String {
        var rest = Array(scalars)
        rest.remove(at: dropped - scalars.startIndex)
        return String(String.UnicodeScalarView(rest))
      }
      return (without(place + 1), without(place))
    }
    return nil
  }
}

extension UnitTable {
  fileprivate static func isCurrency(_ unit: Unit?) -> Bool {
    guard let unit, unit.factors.count == 1 else { return false }
    return isCurrency(unit.factors[0].atom)
  }
}
