/// Where an axis begins and ends, and its ticks in steps of 1, 2 or 5 times a power of ten.
struct ChartScale: Equatable {
  private(set) var low: Double
  private(set) var high: Double
  private(set) var step: Double
  private(set) var ticks: [Double] = []

  /// - Parameters:
  ///   - count: about how many steps there are at most.
  ///   - isWhole: no step is a part of 1.
  ///   - isTight: it begins and ends where the values do, with the ticks between.
  init(
    from lowest: Double, to highest: Double, atMost count: Int, isWhole: Bool = false,
    isTight: Bool = false
  ) {
    low = ChartScale.bounded(min(lowest, highest))
    high = ChartScale.bounded(max(lowest, highest))
    if low == high {
      let around = isWhole ? 1 : max(low.magnitude / 10, low == 0 ? 1 : .leastNormalMagnitude)
      low -= around
      high += around
    }
    step = ChartScale.step(over: (high - low) / Double(max(1, count)))
    if isWhole { step = max(1, step) }
    let first = (low / step).rounded(isTight ? .up : .down)
    let last = (high / step).rounded(isTight ? .down : .up)
    // Beyond that doubles have no digits for steps.
    guard step > 0, last - first <= 1_000, max(first.magnitude, last.magnitude) < 1e14 else {
      step = high - low
      ticks = [low, high]
      return
    }
    ticks = (0...Int(max(0, last - first))).map { ChartScale.multiple(step, first + Double($0)) }
    if !isTight {
      low = ticks.first ?? low
      high = ticks.last ?? high
    }
  }

  /// Bins of one width; the highest number may be the lower end of one of its own.
  init(bins width: Double, from lowest: Double, to highest: Double) {
    self.init(exactlyFrom: lowest, to: highest)
    let first = (low / width).rounded(.down)
    let last = (high / width).rounded(.down) + 1
    guard last - first <= 1_000, max(first.magnitude, last.magnitude) < 1e14 else {
      if low == high { high = low + max(1, low.magnitude / 10) }
      ticks = [low, high]
      step = high - low
      return
    }
    step = width
    ticks = (0...Int(last - first)).map { ChartScale.multiple(width, first + Double($0)) }
    low = ticks[0]
    high = ticks[ticks.count - 1]
  }

  /// Without steps.
  init(exactlyFrom lowest: Double, to highest: Double) {
    low = ChartScale.bounded(lowest)
    high = ChartScale.bounded(highest)
    step = high - low
    ticks = [low, high]
  }

  /// The scale of an axis that figures are read from: it begins at 0 unless they are far from it.
  static func reading(_ values: [Double], atMost count: Int, fromZero: Bool) -> ChartScale {
    var low = values.first ?? 0
    var high = low
    for value in values {
      low = min(low, value)
      high = max(high, value)
    }
    if low > 0, fromZero || low < 0.75 * high || low == high { low = 0 }
    if high < 0, fromZero || high > 0.75 * low || low == high { high = 0 }
    return ChartScale(from: low, to: high, atMost: count)
  }

  var hasZero: Bool { low <= 0 && high >= 0 }

  /// 0 at the low end, 1 at the high end.
  func place(of value: Double) -> Double {
    let place = (value - low) / (high - low)
    return place.isFinite ? max(0, min(1, place)) : 0
  }

  private static func bounded(_ value: Double) -> Double { max(-1e300, min(1e300, value)) }

  /// The least of 1, 2 or 5 times a power of ten that is no smaller.
  static func step(over least: Double) -> Double {
    guard least > 0, least.isFinite else { return 1 }
    var exponent = Int((Double(least.exponent) * 0.30103).rounded(.down)) - 1
    while exponent < 308 {
      for factor in [1.0, 2, 5] {
        let step = multiple(power(exponent), factor)
        // A step that is a hair too small is the one that was meant.
        if step >= least * 0.999_999 { return step }
      }
      exponent += 1
    }
    return least
  }

  private static func power(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? 0 }

  /// The product without the last digit's noise: 3 × 0.1 is 0.3.
  private static func multiple(_ step: Double, _ factor: Double) -> Double {
    guard step < 1, step > 1e-300 else { return step * factor }
    let parts = (1 / step).rounded()
    return parts > 0 && (1 / parts - step).magnitude <= step * 1e-12
      ? factor / parts : step * factor
  }
}
