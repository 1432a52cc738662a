/// An exact decimal: `coefficient × 10^-scale`, of at most 38 digits.
package struct FixedDecimal: Sendable, Equatable {
  package var coefficient: Int128
  package var scale: Int

  package init(_ coefficient: Int128, scale: Int = 0) {
    self.coefficient = coefficient
    self.scale = scale
  }

  /// The largest coefficient: 38 nines.
  package static let largest: Int128 = 99_999_999_999_999_999_999_999_999_999_999_999_999

  /// Whether the coefficient has at most 38 digits, beyond which sums and products are errors.
  package var fits: Bool { coefficient.magnitude <= FixedDecimal.largest.magnitude }

  /// The coefficient at another scale, or `nil` where digits would be lost or do not fit.
  package func rescaled(to wanted: Int) -> Int128? {
    if coefficient == 0 || wanted == scale { return coefficient }
    let (distance, overflow) = wanted.subtractingReportingOverflow(scale)
    guard !overflow, let factor = FixedDecimal.powerOfTen(abs(distance)) else { return nil }
    if distance > 0 {
      let (product, overflow) = coefficient.multipliedReportingOverflow(by: factor)
      return overflow ? nil : product
    }
    let (quotient, remainder) = coefficient.quotientAndRemainder(dividingBy: factor)
    return remainder == 0 ? quotient : nil
  }

  /// The same number without trailing zeros behind the point, and with none hidden before it.
  package var normalized: FixedDecimal {
    var result = self
    if result.coefficient == 0 { return FixedDecimal(0) }
    while result.scale > 0, result.coefficient % 10 == 0 {
      result.coefficient /= 10
      result.scale -= 1
    }
    if result.scale < 0, let whole = result.rescaled(to: 0) { return FixedDecimal(whole) }
    return result
  }

  /// The nearest double.
  package var double: Double {
    if scale >= 0, scale <= 22, coefficient.magnitude < 1 << 53 {
      return Double(coefficient) / FixedDecimal.doublePowersOfTen[scale]
    }
    return Double("\(coefficient)e\(-scale)") ?? 0
  }

  private static let doublePowersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  private static let powersOfTen: [Int128] = {
    var powers: [Int128] = [1]
    for exponent in 1...38 { powers.append(powers[exponent - 1] * 10) }
    return powers
  }()

  /// 10^exponent, or `nil` past 38 digits.
  package static func powerOfTen(_ exponent: Int) -> Int128? {
    exponent >= 0 && exponent <= 38 ? powersOfTen[exponent] : nil
  }
}

extension FixedDecimal: CustomStringConvertible {
  /// Plain digits with a point: `-12.50`.
  package var description: String {
    var digits = String(coefficient.magnitude)
    if scale > 0 {
      let lacking = scale + 1 - digits.utf8.count
      if lacking > 0 { digits = String(repeating: "0", count: lacking) + digits }
      let point = digits.index(digits.endIndex, offsetBy: -scale)
      digits = digits[..<point] + "." + digits[point...]
    } else if scale < 0, coefficient != 0 {
      digits += String(repeating: "0", count: -scale)
    }
    return coefficient < 0 ? "-" + digits : digits
  }
}
