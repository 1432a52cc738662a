package import Records

/// Figures, counts and lists of keys in the sentences of notes.
package enum NoteText {
  /// `1,234`
  package static func count(_ count: Int) -> String { grouped(String(count)) }

  /// `1 record`, `2,000 records`
  package static func records(_ count: Int) -> String {
    "\(NoteText.count(count)) \(count == 1 ? "record" : "records")"
  }

  /// `2,000,000 yuan`, `> 59,000,000 yuan`, `15%`
  package static func figure(_ value: Value, _ type: ValueType) -> String {
    guard case .number(let number, let qualifier) = value, let numberType = type.numberType else {
      return ValueText.plain(value)
    }
    let sign = ValueText.plain(.number(.exact(FixedDecimal(0)), qualifier)).dropLast()
    switch numberType.style {
    case .year: return sign + ValueText.plain(number)
    case .percent: return sign + grouped(ValueText.plain(percent(number))) + "%"
    case .plain:
      let digits = ValueText.plain(number)
      let words = numberType.unit.words(isOne: digits == "1")
      return sign + grouped(digits) + (words.isEmpty ? "" : " " + words)
    }
  }

  /// `PE03, PE04, PE05 and 4 more`
  static func keys(_ keys: [String], atMost limit: Int = 6) -> String {
    guard keys.count > limit else { return keys.joined(separator: ", ") }
    return keys.prefix(limit).joined(separator: ", ") + " and \(count(keys.count - limit)) more"
  }

  private static func percent(_ number: Number) -> Number {
    switch number {
    case .exact(let decimal): .exact(FixedDecimal(decimal.coefficient, scale: decimal.scale - 2))
    case .double(let double): .double(double * 100)
    }
  }

  /// Separators between thousands of the whole part.
  private static func grouped(_ digits: String) -> String {
    let sign = digits.hasPrefix("-") ? "-" : ""
    let rest = digits.dropFirst(sign.count)
    let whole = rest.prefix { $0 != "." }
    guard whole.allSatisfy(\.isNumber) else { return digits }
    var result = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return sign + result + rest.dropFirst(whole.count)
  }
}
