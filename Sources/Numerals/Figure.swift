/// A figure as its digits and numerals say: `coefficient × 10^exponent`.
package struct Figure: Sendable, Equatable {
  package var coefficient: Int128
  package var exponent: Int
  /// `多` and `余` inside the figure: `5900多万`.
  package var bound: Bound = .exact
  /// Whether 万, 亿 or the like stood in it.
  package var hasScale = false
  /// Nothing but ASCII digits.
  package var isWholeDigits = false
  package var hasLeadingZero = false
  package var digitCount = 0
  /// Commas parted its digits by threes.
  package var isGrouped = false
  /// More than one run of digits, or a bound, stands in it: `2亿3000万`, `300多`.
  package var isComposite = false

  package init(_ coefficient: Int128, exponent: Int = 0) {
    self.coefficient = coefficient
    self.exponent = exponent
  }

  /// The largest coefficient: 38 nines.
  static let largest: Int128 = 99_999_999_999_999_999_999_999_999_999_999_999_999

  /// 10^exponent, or `nil` past 38 digits.
  static func powerOfTen(_ exponent: Int) -> Int128? {
    guard exponent >= 0, exponent <= 38 else { return nil }
    var power: Int128 = 1
    for _ in 0..<exponent { power *= 10 }
    return power
  }

  /// The coefficient at another exponent, or `nil` where it does not fit.
  private func coefficient(at wanted: Int) -> Int128? {
    if coefficient == 0 { return 0 }
    guard let factor = Figure.powerOfTen(exponent - wanted) else { return nil }
    let (product, overflow) = coefficient.multipliedReportingOverflow(by: factor)
    return overflow || product > Figure.largest ? nil : product
  }

  /// The whole number that it is, where it is one.
  package var whole: Int128? { exponent < 0 ? nil : coefficient(at: 0) }

  /// Whether it has at most 38 digits before its point.
  package var fits: Bool { exponent <= 0 || coefficient(at: 0) != nil }

  /// The exact sum of two figures; `nil` past 38 digits.
  func adding(_ other: Figure?) -> Figure? {
    guard let other else { return self }
    let wanted = min(exponent, other.exponent)
    guard let left = coefficient(at: wanted), let right = other.coefficient(at: wanted) else {
      return nil
    }
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow || sum > Figure.largest ? nil : Figure(sum, exponent: wanted)
  }

  package func scaled(byPowerOfTen power: Int) -> Figure {
    var result = self
    result.exponent += power
    return result
  }

  /// Whether the figure is below 10^power.
  func isBelow(powerOfTen power: Int) -> Bool {
    guard let limit = Figure(1, exponent: power).coefficient(at: min(power, exponent)),
      let own = coefficient(at: min(power, exponent))
    else { return false }
    return own < limit
  }
}
