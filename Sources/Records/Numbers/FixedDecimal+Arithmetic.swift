extension FixedDecimal {
  /// `nil` past 38 digits.
  package func adding(_ other: FixedDecimal) -> FixedDecimal? {
    let wanted = max(scale, other.scale)
    guard let left = rescaled(to: wanted), let right = other.rescaled(to: wanted) else {
      return addingShortest(other)
    }
    let (sum, overflow) = left.addingReportingOverflow(right)
    let result = FixedDecimal(sum, scale: wanted)
    return overflow || !result.fits ? nil : result
  }

  /// `nil` past 38 digits.
  package func subtracting(_ other: FixedDecimal) -> FixedDecimal? {
    other.negated.flatMap(adding)
  }

  package var negated: FixedDecimal? {
    coefficient == .min ? nil : FixedDecimal(-coefficient, scale: scale)
  }

  package var absolute: FixedDecimal? { coefficient < 0 ? negated : self }

  /// `nil` past 38 digits; trailing zeros give way first.
  package func multiplied(by other: FixedDecimal) -> FixedDecimal? {
    if let product = plainProduct(other) { return product }
    return trimmed.plainProduct(other.trimmed)?.withoutHiddenZeros
  }

  /// The quotient where it is a finite decimal of at most 38 digits; `nil` otherwise and at zero.
  package func dividedExactly(by other: FixedDecimal) -> FixedDecimal? {
    guard other.coefficient != 0 else { return nil }
    if coefficient == 0 { return FixedDecimal(0) }
    let top = trimmed
    let bottom = other.trimmed
    guard top.fits, bottom.fits else { return nil }
    let isNegative = (top.coefficient < 0) != (bottom.coefficient < 0)
    let ratio = Ratio(Int128(top.coefficient.magnitude), Int128(bottom.coefficient.magnitude))
    guard var result = ratio.decimal else { return nil }
    result.scale += top.scale - bottom.scale
    if isNegative { result.coefficient = -result.coefficient }
    return result.fits ? result.normalized.withoutHiddenZeros : nil
  }

  /// The exact product with a ratio of units, where it is a finite decimal.
  package func multiplied(by ratio: Ratio) -> FixedDecimal? {
    if ratio == .one { return self }
    guard let product = multiplied(by: FixedDecimal(ratio.numerator)) else { return nil }
    return product.dividedExactly(by: FixedDecimal(ratio.denominator))
  }

  /// The figure times a power of ten; `nil` past 38 digits.
  package func scaled(byPowerOfTen exponent: Int) -> FixedDecimal? {
    FixedDecimal(coefficient, scale: scale - exponent).withoutHiddenZeros
  }

  /// -1, 0 or 1.
  package var sign: Int { Int(coefficient.signum()) }

  private func aligned(to wanted: Int) -> Int128? { rescaled(to: wanted) }

  private func plainProduct(_ other: FixedDecimal) -> FixedDecimal? {
    let (product, overflow) = coefficient.multipliedReportingOverflow(by: other.coefficient)
    let (scale, scaleOverflow) = scale.addingReportingOverflow(other.scale)
    let result = FixedDecimal(product, scale: scale)
    return overflow || scaleOverflow || !result.fits ? nil : result
  }

  /// One side does not fit at the finer scale: it may be that its zeros are for show.
  private func addingShortest(_ other: FixedDecimal) -> FixedDecimal? {
    let left = trimmed
    let right = other.trimmed
    if left.coefficient == 0 { return right.withoutHiddenZeros }
    if right.coefficient == 0 { return left.withoutHiddenZeros }
    let wanted = max(left.scale, right.scale)
    guard let a = left.rescaled(to: wanted), let b = right.rescaled(to: wanted) else { return nil }
    let (sum, overflow) = a.addingReportingOverflow(b)
    let result = FixedDecimal(sum, scale: wanted)
    return overflow || !result.fits ? nil : result.withoutHiddenZeros
  }

  /// The shortest coefficient; the scale may be negative.
  private var trimmed: FixedDecimal {
    if coefficient == 0 { return FixedDecimal(0) }
    var result = self
    while result.coefficient % 10 == 0 {
      result.coefficient /= 10
      result.scale -= 1
    }
    return result
  }

  private var withoutHiddenZeros: FixedDecimal? {
    guard scale < 0 else { return fits ? self : nil }
    guard let whole = rescaled(to: 0) else { return nil }
    let result = FixedDecimal(whole)
    return result.fits ? result : nil
  }
}
