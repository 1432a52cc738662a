package import Records

/// One value as a person reads it: `> 59,000,000`, `15%`, `2010-05-17`, `Daning + Yonghe`.
package enum ValueText {
  /// The unit is not part of it: it stands in a header, or behind.
  package static func text(_ value: Value, type: ValueType) -> String {
    switch value {
    case .missing: missing
    case .number(let number, let qualifier):
      NumberParts(number, qualifier, type.numberType ?? .plain).text
    case .text(let text): quotedWhereUnclear(text)
    case .list(let members): members.map(member).joined(separator: " + ")
    case .yesNo(let isYes): isYes ? "yes" : "no"
    case .period(let period): period.text
    case .moment(let seconds): DateText.text(ofMoment: seconds)
    }
  }

  static let missing = "missing"

  /// Texts that would look like nothing, like a missing cell or like one without its spaces stand in
  /// quotes.
  private static func quotedWhereUnclear(_ text: String) -> String {
    let isUnclear =
      text.isEmpty || text == missing || text.first?.isWhitespace == true
      || text.last?.isWhitespace == true
    return isUnclear ? "\"\(printable(text))\"" : printable(text)
  }

  private static func member(_ text: String) -> String {
    text.contains(" + ") ? "\"\(printable(text))\"" : quotedWhereUnclear(text)
  }
}

/// A figure in the two halves that a column of figures aligns.
struct NumberParts: Equatable {
  /// Qualifier, sign and digits before the point.
  var left: String
  /// The point, what is behind it, and `%`.
  var right: String

  var text: String { left + right }

  init(_ number: Number, _ qualifier: Qualifier, _ type: NumberType) {
    var digits: String
    switch (number, type.style) {
    case (.exact(let decimal), .percent):
      digits = Number.exact(FixedDecimal(decimal.coefficient, scale: decimal.scale - 2)).text()
    case (.double, .percent): digits = NumberParts.hundredfold(number.text(qualifier))
    default: digits = number.text(qualifier)
    }
    let whole = digits.prefix { $0 != "." && $0 != "e" }
    let rest = digits.dropFirst(whole.count)
    left = NumberParts.sign(qualifier) + (type.style == .year ? String(whole) : grouped(whole))
    right = rest + (type.style == .percent ? "%" : "")
  }

  private static func sign(_ qualifier: Qualifier) -> String {
    switch qualifier {
    case .exact: ""
    case .atLeast: "> "
    case .atMost: "< "
    case .about: "~ "
    }
  }

  /// The point of `0.15` moved two places, so that no digit changes.
  private static func hundredfold(_ digits: String) -> String {
    let sign = digits.hasPrefix("-") ? "-" : ""
    let parts = digits.dropFirst(sign.count).split(separator: "e", maxSplits: 1)
    guard let mantissa = parts.first else { return digits }
    if parts.count == 2, let exponent = Int(parts[1]) {
      return "\(sign)\(mantissa)e\(exponent + 2)"
    }
    let halves = mantissa.split(separator: ".", maxSplits: 1)
    guard let whole = halves.first else { return digits }
    let behind = halves.count == 2 ? String(halves[1]) : ""
    let filled = behind + String(repeating: "0", count: max(0, 2 - behind.utf8.count))
    let moved = (whole + filled.prefix(2)).drop { $0 == "0" }
    let rest = filled.dropFirst(2)
    return sign + (moved.isEmpty ? "0" : moved) + (rest.isEmpty ? "" : "." + rest)
  }
}

/// Separators between the thousands of whole digits.
func grouped(_ digits: Substring) -> String {
  let sign = digits.hasPrefix("-") ? "-" : ""
  let whole = Array(digits.utf8.dropFirst(sign.utf8.count))
  guard whole.count > 3, whole.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return String(digits) }
  var result: [UInt8] = []
  for (index, digit) in whole.enumerated() {
    if index > 0, (whole.count - index) % 3 == 0 { result.append(UInt8(ascii: ",")) }
    result.append(digit)
  }
  return sign + String(decoding: result, as: UTF8.self)
}
