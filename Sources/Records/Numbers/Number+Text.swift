extension Number {
  /// Plain digits as people read them: no trailing zeros, a double at 15 significant digits. A bound
  /// is rounded outward.
  package func text(_ qualifier: Qualifier = .exact) -> String {
    switch self {
    case .exact(let decimal): decimal.normalized.description
    case .double(let double): DoubleDigits(double)?.text(digits: 15, qualifier) ?? "missing"
    }
  }

  /// Digits that read back as the same number; `nil` for a double that is no number.
  package var exactText: String? {
    switch self {
    case .exact(let decimal): decimal.description
    case .double(let double): DoubleDigits(double)?.text
    }
  }

  package var sign: Int {
    switch self {
    case .exact(let decimal): decimal.sign
    case .double(let double): double < 0 ? -1 : double > 0 ? 1 : 0
    }
  }
}

/// The shortest decimal digits that read back as a double: `digits × 10^exponent`.
struct DoubleDigits: Equatable {
  var isNegative: Bool
  var digits: [UInt8]
  var exponent: Int

  /// `nil` for what is no finite number.
  init?(_ double: Double) {
    guard double.isFinite else { return nil }
    isNegative = double < 0
    digits = []
    exponent = 0
    var isBehindPoint = false
    var bytes = Array(double.magnitude.description.utf8)[...]
    while let byte = bytes.popFirst() {
      if byte == UInt8(ascii: ".") {
        isBehindPoint = true
      } else if byte == UInt8(ascii: "e") {
        exponent += Int(String(decoding: bytes, as: UTF8.self)) ?? 0
        break
      } else {
        digits.append(byte - 48)
        if isBehindPoint { exponent -= 1 }
      }
    }
    trim()
  }

  private mutating func trim() {
    let leading = digits.prefix { $0 == 0 }.count
    digits.removeFirst(leading)
    while digits.last == 0 {
      digits.removeLast()
      exponent += 1
    }
    if digits.isEmpty {
      exponent = 0
      isNegative = false
    }
  }

  func text(digits count: Int, _ qualifier: Qualifier) -> String {
    var shortened = self
    if digits.count > count {
      let rest = digits[count...]
      shortened.digits = Array(digits[..<count])
      shortened.exponent += rest.count
      let isAwayFromZero =
        switch qualifier {
        case .exact, .about: digits[count] >= 5
        case .atLeast: isNegative
        case .atMost: !isNegative
        }
      if isAwayFromZero { shortened.increment() }
      shortened.trim()
    }
    return shortened.text
  }

  private mutating func increment() {
    var place = digits.count - 1
    while place >= 0, digits[place] == 9 {
      digits[place] = 0
      place -= 1
    }
    if place >= 0 {
      digits[place] += 1
    } else {
      digits.insert(1, at: 0)
    }
  }

  /// `0.15`, `1234.5`; from 21 digits before the point, or 7 zeros behind it, `1.5e21`.
  var text: String {
    if digits.isEmpty { return "0" }
    let sign = isNegative ? "-" : ""
    let shown = String(decoding: digits.map { $0 + 48 }, as: UTF8.self)
    let point = digits.count + exponent
    if point > 21 || point < -6 {
      let first = shown.prefix(1)
      let rest = shown.dropFirst()
      return "\(sign)\(first)\(rest.isEmpty ? "" : ".")\(rest)e\(point - 1)"
    }
    if exponent >= 0 { return sign + shown + String(repeating: "0", count: exponent) }
    if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + shown }
    return sign + shown.prefix(point) + "." + shown.dropFirst(point)
  }
}
