/// What the qualifier of a largest or smallest figure depends on; partial results merge in any
/// order.
package struct ExtremumBounds: Sendable, Equatable {
  /// All figures met.
  package private(set) var all: QualifierSet = []
  /// Whether some `at most` is above 0, and whether some is not: they end below at 0 or nowhere.
  private var hasAmountAtMost = false
  private var hasOpenAtMost = false
  /// The figures that are the extremum itself.
  private var hasTightLow = false
  private var hasTightHigh = false

  package init() {}

  package enum Place: Sendable {
    /// beyond the extremum so far, at it, or short of it
    case beyond, at, short
  }

  /// Takes a figure in, whose place among those before is known.
  package mutating func add(_ figure: Bounds.Operand, _ place: Place) {
    all.formUnion(QualifierSet(figure.qualifier))
    if figure.qualifier == .atMost {
      if figure.sign > 0 { hasAmountAtMost = true } else { hasOpenAtMost = true }
    }
    if place == .beyond {
      hasTightLow = false
      hasTightHigh = false
    }
    guard place != .short else { return }
    if figure.qualifier == .exact || figure.qualifier == .atLeast { hasTightLow = true }
    if figure.qualifier == .exact || figure.qualifier == .atMost { hasTightHigh = true }
  }

  /// Takes in a partial result, whose extremum has that place beside this one's.
  package mutating func merge(_ other: ExtremumBounds, _ place: Place) {
    all.formUnion(other.all)
    hasAmountAtMost = hasAmountAtMost || other.hasAmountAtMost
    hasOpenAtMost = hasOpenAtMost || other.hasOpenAtMost
    switch place {
    case .short: break
    case .at:
      hasTightLow = hasTightLow || other.hasTightLow
      hasTightHigh = hasTightHigh || other.hasTightHigh
    case .beyond:
      hasTightLow = other.hasTightLow
      hasTightHigh = other.hasTightHigh
    }
  }

  package var ofLargest: Qualifier {
    if all.contains(.about) { return .about }
    return Bounds.qualifier(isLowStated: hasTightLow, isHighStated: !all.contains(.atLeast))
  }

  /// - Shape: `sign` is that of the smallest figure
  package func ofSmallest(sign: Int) -> Qualifier {
    if all.contains(.about) { return .about }
    let reachesBelow = hasOpenAtMost || hasAmountAtMost && sign > 0
    return Bounds.qualifier(isLowStated: !reachesBelow, isHighStated: hasTightHigh)
  }
}

extension Bounds {
  /// - Shape: `order` is -1, 0 or 1 as the left stated figure is smaller, equal or larger
  package static func larger(_ left: Operand, _ right: Operand, order: Int) -> Qualifier {
    extremum(left, right, order: order).ofLargest
  }

  /// - Shape: `order` is -1, 0 or 1 as the left stated figure is smaller, equal or larger
  package static func smaller(_ left: Operand, _ right: Operand, order: Int) -> Qualifier {
    extremum(left, right, order: -order).ofSmallest(sign: order > 0 ? right.sign : left.sign)
  }

  private static func extremum(
    _ left: Operand, _ right: Operand, order: Int
  ) -> ExtremumBounds {
    var bounds = ExtremumBounds()
    bounds.add(left, .beyond)
    bounds.add(right, order > 0 ? .short : order == 0 ? .at : .beyond)
    return bounds
  }
}
