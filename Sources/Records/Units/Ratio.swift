/// An exact positive fraction in lowest terms.
package struct Ratio: Sendable, Hashable {
  package let numerator: Int128
  package let denominator: Int128

  package static let one = Ratio(1)

  package init(_ numerator: Int128, _ denominator: Int128 = 1) {
    precondition(numerator > 0 && denominator > 0, "a ratio of units is positive")
    var (a, b) = (numerator, denominator)
    while b != 0 { (a, b) = (b, a % b) }
    self.numerator = numerator / a
    self.denominator = denominator / a
  }

  /// `nil` past 38 digits.
  package func multiplied(by other: Ratio) -> Ratio? {
    let crossed = (Ratio(numerator, other.denominator), Ratio(other.numerator, denominator))
    let (top, o1) = crossed.0.numerator.multipliedReportingOverflow(by: crossed.1.numerator)
    let (bottom, o2) = crossed.0.denominator.multipliedReportingOverflow(by: crossed.1.denominator)
    return o1 || o2 ? nil : Ratio(top, bottom)
  }

  package var inverse: Ratio { Ratio(denominator, numerator) }

  /// `nil` past 38 digits.
  package func raised(to power: Int) -> Ratio? {
    if self == .one { return self }
    guard power.magnitude <= 128 else { return nil }
    let base = power > 0 ? self : inverse
    var result = Ratio.one
    for _ in 0..<power.magnitude {
      guard let next = result.multiplied(by: base) else { return nil }
      result = next
    }
    return result
  }

  /// The fraction of a positive decimal: `0.5` is 1/2; `nil` at zero, below it and past 38 digits.
  package init?(_ decimal: FixedDecimal) {
    let shortest = decimal.normalized
    guard shortest.coefficient > 0 else { return nil }
    if shortest.scale <= 0 {
      guard let whole = shortest.rescaled(to: 0) else { return nil }
      self.init(whole)
    } else {
      guard let power = FixedDecimal.powerOfTen(shortest.scale) else { return nil }
      self.init(shortest.coefficient, power)
    }
  }

  /// The ratio as an exact decimal where it has one: 15, 0.0001, but not 1/15.
  package var decimal: FixedDecimal? {
    var rest = denominator
    var scale = 0
    while rest % 10 == 0 {
      rest /= 10
      scale += 1
    }
    var twos = 0
    var fives = 0
    while rest % 2 == 0 {
      rest /= 2
      twos += 1
    }
    while rest % 5 == 0 {
      rest /= 5
      fives += 1
    }
    guard rest == 1, let factor = FixedDecimal.powerOfTen(max(twos, fives)) else { return nil }
    var coefficient = numerator
    var filler = factor
    for _ in 0..<twos { filler /= 2 }
    for _ in 0..<fives { filler /= 5 }
    let (product, overflow) = coefficient.multipliedReportingOverflow(by: filler)
    if overflow { return nil }
    coefficient = product
    return FixedDecimal(coefficient, scale: scale + max(twos, fives)).normalized
  }

  package var double: Double { Double(numerator) / Double(denominator) }
}
