/// An exact decimal: `coefficient × 10^-scale`, of at most 38 digits.
package struct FixedDecimal: Sendable, Equatable {
  package var coefficient: Int128
  package var scale: Int

  package init(_ coefficient: Int128, scale: Int = 0) {
    self.coefficient = coefficient
    self.scale = scale
  }

  /// The coefficient at another scale, or `nil` where digits would be lost or do not fit.
  package func rescaled(to wanted: Int) -> Int128? {
    var result = coefficient
    var current = scale
    while current < wanted {
      let (product, overflow) = result.multipliedReportingOverflow(by: 10)
      if overflow { return result == 0 ? 0 : nil }
      result = product
      current += 1
    }
    while current > wanted {
      let (quotient, remainder) = result.quotientAndRemainder(dividingBy: 10)
      if remainder != 0 { return nil }
      result = quotient
      current -= 1
    }
    return result
  }

  /// The same number without trailing zeros behind the point.
  package var normalized: FixedDecimal {
    var result = self
    while result.scale > 0, result.coefficient % 10 == 0 {
      result.coefficient /= 10
      result.scale -= 1
    }
    return result
  }

  /// The nearest double.
  package var double: Double {
    if scale <= 22, coefficient.magnitude < 1 << 53 {
      return Double(coefficient) / FixedDecimal.powersOfTen[max(0, scale)]
    }
    return Double(description) ?? 0
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// 10^exponent, or `nil` past 38 digits.
  package static func powerOfTen(_ exponent: Int) -> Int128? {
    guard exponent >= 0, exponent <= 38 else { return nil }
    var result: Int128 = 1
    for _ in 0..<exponent { result *= 10 }
    return result
  }

  package static func == (left: FixedDecimal, right: FixedDecimal) -> Bool {
    left.isOrdered(before: right) == false && right.isOrdered(before: left) == false
  }

  package func isOrdered(before other: FixedDecimal) -> Bool {
    if scale == other.scale { return coefficient < other.coefficient }
    let wanted = max(scale, other.scale)
    if let a = rescaled(to: wanted), let b = other.rescaled(to: wanted) { return a < b }
    // One side does not fit at the finer scale, so it is far larger than the other.
    return double < other.double
  }
}

extension FixedDecimal: CustomStringConvertible {
  /// Plain digits with a point: `-12.50`.
  package var description: String {
    var digits = String(coefficient.magnitude)
    if scale > 0 {
      while digits.utf8.count <= scale { digits = "0" + digits }
      let point = digits.index(digits.endIndex, offsetBy: -scale)
      digits = digits[..<point] + "." + digits[point...]
    } else if scale < 0, coefficient != 0 {
      digits += String(repeating: "0", count: -scale)
    }
    return coefficient < 0 ? "-" + digits : digits
  }
}

/// A number of an answer: an exact decimal, or a double where division or a function made it.
package enum Number: Sendable, Equatable {
  case exact(FixedDecimal)
  case double(Double)

  package var double: Double {
    switch self {
    case .exact(let decimal): decimal.double
    case .double(let double): double
    }
  }
}
