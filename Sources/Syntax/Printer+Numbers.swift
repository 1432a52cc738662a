import Numerals

extension Printer {
  mutating func write(_ number: NumberLiteral) {
    if number.bound != .exact { write(number.bound.words + " ") }
    let isPlain = number.isPercent || number.isFourDigits
    write(spellsDigits && !isPlain ? Self.digits(of: number) : Self.text(ofDigits: number))
    if let unit = number.unit {
      write(" ")
      write(unit)
    }
  }

  /// The number without bound and unit, with a scale word where that is much shorter.
  static func text(ofDigits number: NumberLiteral) -> String {
    if number.isPercent {
      return plain(number.coefficient, exponent: number.exponent + 2) + "%"
    }
    if number.isFourDigits {
      let digits = plain(number.coefficient, exponent: number.exponent)
      return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
    let digits = digits(of: number)
    guard digits.utf8.count > 6, number.exponent >= 0 else { return digits }
    for (word, exponent) in [("trillion", 12), ("billion", 9), ("million", 6)] {
      let scaled = trimmed(number.coefficient, exponent: number.exponent - exponent)
      let mantissa = plain(scaled.coefficient, exponent: scaled.exponent)
      guard !mantissa.hasPrefix("0"), !mantissa.hasPrefix("-0"),
        mantissa.utf8.count + 3 <= digits.utf8.count
      else { continue }
      return "\(mantissa) \(word)"
    }
    return digits
  }

  /// Whether the last of some numbers alone would have a scale word, which reads in two ways.
  static func scalesOnlyLast(_ exprs: [Expr]) -> Bool {
    func isScaled(_ number: NumberLiteral) -> Bool { text(ofDigits: number).contains(" ") }
    guard case .number(let last) = exprs.last?.kind, isScaled(last) else { return false }
    var hasPlain = false
    for expr in exprs.dropLast() {
      guard case .number(let number) = expr.kind else { continue }
      if isScaled(number) { return false }
      if number.coefficient != 0, !number.isPercent { hasPlain = true }
    }
    return hasPlain
  }

  /// Writes the numbers of one list, range or `between`, none of them with a scale word where
  /// only the last would have one.
  mutating func writeScaled(_ exprs: [Expr], _ write: (inout Printer) -> Void) {
    let outer = spellsDigits
    spellsDigits = Self.scalesOnlyLast(exprs)
    write(&self)
    spellsDigits = outer
  }

  /// The number in digits that read as no year.
  static func digits(of number: NumberLiteral) -> String {
    let digits = plain(number.coefficient, exponent: number.exponent)
    guard digits.utf8.count == 4, digits.utf8.allSatisfy({ (48..<58).contains($0) }) else {
      return digits
    }
    return "\(digits.prefix(1))_\(digits.dropFirst())"
  }

  /// Digits after the point are kept as written: they say how exact a figure is meant.
  private static func plain(_ coefficient: Int128, exponent: Int) -> String {
    let sign = coefficient < 0 ? "-" : ""
    var digits = String(coefficient.magnitude)
    if exponent >= 0 {
      if coefficient != 0, exponent <= 60 { digits += String(repeating: "0", count: exponent) }
      return sign + digits
    }
    let places = min(-exponent, 400)
    if digits.utf8.count <= places {
      digits = String(repeating: "0", count: places - digits.utf8.count + 1) + digits
    }
    return sign + digits.dropLast(places) + "." + digits.suffix(places)
  }

  private static func trimmed(
    _ coefficient: Int128, exponent: Int
  ) -> (coefficient: Int128, exponent: Int) {
    var coefficient = coefficient
    var exponent = exponent
    while exponent < 0, coefficient != 0, coefficient % 10 == 0 {
      coefficient /= 10
      exponent += 1
    }
    return (coefficient, exponent)
  }

  mutating func write(_ unit: UnitPhrase) {
    write(scale: unit.scaleExponent)
    if unit.scaleExponent != 0, !unit.factors.isEmpty { write(" ") }
    for (index, factor) in unit.factors.enumerated() {
      if index > 0 { write(factor.power < 0 ? " / " : " * ") }
      write(factor.word)
      let power = abs(factor.power)
      if power != 1 { write(" ^ \(power)") }
    }
  }

  private mutating func write(scale exponent: Int) {
    switch exponent {
    case 0: break
    case 3: write("thousand")
    case 6: write("million")
    case 9: write("billion")
    case 12: write("trillion")
    case 4: write("万")
    case 8: write("亿")
    default:
      // 十 百 千 before 万 and 亿 make the powers that have no word of their own.
      let large = exponent >= 8 ? 8 : exponent >= 4 ? 4 : 0
      let small = ["", "十", "百", "千"]
      let rest = exponent - large
      if rest >= 4 { write(String(repeating: "万", count: rest / 4)) }
      write(small[rest % 4])
      write(large == 8 ? "亿" : large == 4 ? "万" : "")
    }
  }

  mutating func write(_ count: Clauses.Count) {
    switch count {
    case .number(let number, _): write(String(number))
    case .parameter(let name):
      write("$")
      write(name)
    }
  }

  static func text(ofPattern pattern: String, ignoresCase: Bool) -> String {
    var slashed = ""
    for scalar in pattern.unicodeScalars {
      if scalar == "/" { slashed += "\\" }
      slashed.unicodeScalars.append(scalar)
    }
    return "/\(slashed)/\(ignoresCase ? "i" : "")"
  }
}
