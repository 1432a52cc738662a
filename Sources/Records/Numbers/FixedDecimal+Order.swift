extension FixedDecimal: Comparable {
  package static func == (left: FixedDecimal, right: FixedDecimal) -> Bool {
    left.order(to: right) == 0
  }

  package static func < (left: FixedDecimal, right: FixedDecimal) -> Bool {
    left.order(to: right) < 0
  }

  package func isOrdered(before other: FixedDecimal) -> Bool { order(to: other) < 0 }

  /// -1, 0 or 1, exactly and at any scales.
  package func order(to other: FixedDecimal) -> Int {
    if scale == other.scale {
      return coefficient < other.coefficient ? -1 : coefficient > other.coefficient ? 1 : 0
    }
    if sign != other.sign { return sign < other.sign ? -1 : 1 }
    if sign == 0 { return 0 }
    let (distance, overflow) = scale.subtractingReportingOverflow(other.scale)
    let isFiner = overflow ? scale > 0 : distance > 0
    let steps = overflow ? Int.max : Int(clamping: distance.magnitude)
    // The coarser side is multiplied up to the finer one's scale.
    let magnitudes =
      isFiner
      ? FixedDecimal.order(coefficient.magnitude, of: other.coefficient.magnitude, steps: steps)
      : -FixedDecimal.order(other.coefficient.magnitude, of: coefficient.magnitude, steps: steps)
    return sign * magnitudes
  }

  /// How `fine` stands to `coarse × 10^steps`; neither is 0.
  private static func order(_ fine: UInt128, of coarse: UInt128, steps: Int) -> Int {
    guard let factor = powerOfTen(steps) else { return -1 }
    let product = coarse.multipliedFullWidth(by: factor.magnitude)
    if product.high > 0 || product.low > fine { return -1 }
    return product.low < fine ? 1 : 0
  }
}
