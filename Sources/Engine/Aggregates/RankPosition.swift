import Records

/// Where a percentile lies among sorted values: beside or between two of them.
struct RankPosition {
  let below: Int
  /// How far it is on the way to the next, an exact fraction below 1.
  private let fraction: FixedDecimal

  /// - Units: `share` is a percentage, from 0 to 100
  init(_ share: FixedDecimal, among count: Int) {
    let steps = FixedDecimal(Int128(count - 1))
    let place = share.multiplied(by: steps).map {
      FixedDecimal($0.coefficient, scale: $0.scale + 2)
    }
    let whole = place?.rounded(to: 0, .down) ?? FixedDecimal(0)
    below = max(0, min(count - 1, Int(clamping: whole.coefficient)))
    fraction = whole.negated.flatMap { place?.adding($0) }?.normalized ?? FixedDecimal(0)
  }

  /// Exact where 38 digits hold it.
  func interpolate(_ low: Int128, _ high: Int128, scale: Int) -> Number {
    if fraction.coefficient == 0 || low == high { return .exact(FixedDecimal(low, scale: scale)) }
    let start = FixedDecimal(low, scale: scale)
    let end = FixedDecimal(high, scale: scale)
    if let negated = start.negated, let way = end.adding(negated)?.multiplied(by: fraction),
      let result = start.adding(way)
    {
      return .exact(result.normalized)
    }
    return .double(interpolate(start.double, end.double))
  }

  func interpolate(_ low: Double, _ high: Double) -> Double {
    // An infinite end between itself and a finite one is infinite, not undefined.
    if fraction.coefficient == 0 || low == high { return low }
    if low == -.infinity { return -.infinity }
    return low + (high - low) * fraction.double
  }
}
