extension FixedDecimal {
  package enum Rounding: Sendable {
    /// half away from zero
    case nearest
    case down, up
  }

  /// The nearest figure with so many digits behind the point; a negative number of places rounds
  /// to tens, hundreds and so on. `nil` past 38 digits.
  package func rounded(to places: Int, _ rounding: Rounding = .nearest) -> FixedDecimal? {
    guard places < scale else { return self }
    let (distance, overflow) = scale.subtractingReportingOverflow(places)
    let factor = overflow ? nil : FixedDecimal.powerOfTen(distance)
    var quotient: Int128 = 0
    var remainder = coefficient
    if let factor {
      (quotient, remainder) = coefficient.quotientAndRemainder(dividingBy: factor)
    }
    switch rounding {
    case .nearest:
      // Past 38 digits even the half is out of reach.
      if let factor, remainder.magnitude >= factor.magnitude - remainder.magnitude {
        quotient += coefficient < 0 ? -1 : 1
      }
    case .down: if remainder < 0 { quotient -= 1 }
    case .up: if remainder > 0 { quotient += 1 }
    }
    let result = FixedDecimal(quotient, scale: places)
    if places >= 0 || quotient == 0 {
      return quotient == 0 ? FixedDecimal(0, scale: max(0, places)) : result
    }
    guard let whole = result.rescaled(to: 0) else { return nil }
    return FixedDecimal(whole).fits ? FixedDecimal(whole) : nil
  }

  /// The double nearest to the exact quotient; `nil` where the divisor is 0.
  package func quotient(by other: FixedDecimal) -> Double? {
    guard other.coefficient != 0 else { return nil }
    if coefficient == 0 { return 0 }
    let isNegative = (coefficient < 0) != (other.coefficient < 0)
    let shift = scale.subtractingReportingOverflow(other.scale)
    let exponent = shift.overflow ? 0 : shift.partialValue
    let top = FixedDecimal.times(coefficient.magnitude, tenTo: -exponent)
    let bottom = FixedDecimal.times(other.coefficient.magnitude, tenTo: exponent)
    guard !shift.overflow, let top, let bottom else { return double / other.double }
    let magnitude = FixedDecimal.nearestQuotient(top, bottom)
    return isNegative ? -magnitude : magnitude
  }

  private static func times(_ value: UInt128, tenTo exponent: Int) -> UInt128? {
    if exponent <= 0 { return value }
    guard let factor = powerOfTen(exponent) else { return nil }
    let (product, overflow) = value.multipliedReportingOverflow(by: factor.magnitude)
    return overflow ? nil : product
  }

  /// Long division to 64 bits and more, with a last bit that says whether anything is left over.
  private static func nearestQuotient(_ top: UInt128, _ bottom: UInt128) -> Double {
    let topBits = 128 - top.leadingZeroBitCount
    let bottomBits = 128 - bottom.leadingZeroBitCount
    let shift = max(0, 64 + bottomBits - topBits)
    let low = shift < 128 ? top << UInt128(shift) : 0
    let high =
      shift == 0 ? 0 : shift < 128 ? top >> UInt128(128 - shift) : top << UInt128(shift - 128)
    let (whole, rest) = bottom.dividingFullWidth((high, low))
    // Down to 64 bits, the last of which stays sticky; 53 of them decide.
    let surplus = max(0, 64 - whole.leadingZeroBitCount)
    var digits = UInt64(truncatingIfNeeded: whole >> UInt128(surplus))
    if rest != 0 || whole & ((1 << UInt128(surplus)) - 1) != 0 { digits |= 1 }
    return Double(sign: .plus, exponent: surplus - shift, significand: Double(digits))
  }
}
