import Records
import Semantics

/// Where the true figure lies; an end that is `nil` is open to infinity.
struct Interval {
  let lower: Number?
  let upper: Number?
  let stated: Number

  /// About says nothing of how far; it counts as open on both sides of its figure only there.
  init(_ number: Number, _ qualifier: Qualifier) {
    stated = number
    switch qualifier {
    case .exact: (lower, upper) = (number, number)
    case .atLeast: (lower, upper) = (number, nil)
    case .atMost: (lower, upper) = (number.sign > 0 ? .exact(FixedDecimal(0)) : nil, number)
    case .about: (lower, upper) = (number, number)
    }
    isAbout = qualifier == .about
  }

  private let isAbout: Bool

  /// Whether some of the figures meant make the comparison true and others false.
  func leavesOpen(_ comparison: Comparison, _ other: Interval) -> Bool {
    if isAbout || other.isAbout { return Interval.order(stated, other.stated) == 0 }
    let canBeLess = Interval.isBelow(lower, other.upper)
    let canBeGreater = Interval.isBelow(other.lower, upper)
    // Two ends at one figure can be equal; so can any two intervals that overlap.
    let canBeEqual =
      !Interval.isBelowStrictly(upper, other.lower)
      && !Interval.isBelowStrictly(other.upper, lower)
    switch comparison {
    case .less: return canBeLess && (canBeEqual || canBeGreater)
    case .lessOrEqual: return (canBeLess || canBeEqual) && canBeGreater
    case .greater: return canBeGreater && (canBeEqual || canBeLess)
    case .greaterOrEqual: return (canBeGreater || canBeEqual) && canBeLess
    case .equal, .unequal: return canBeEqual && (canBeLess || canBeGreater)
    }
  }

  /// Whether a lower end lies below an upper end.
  private static func isBelow(_ lower: Number?, _ upper: Number?) -> Bool {
    guard let lower, let upper else { return true }
    return order(lower, upper) < 0
  }

  /// Whether an upper end lies below a lower end.
  private static func isBelowStrictly(_ upper: Number?, _ lower: Number?) -> Bool {
    guard let upper, let lower else { return false }
    return order(upper, lower) < 0
  }

  static func order(_ a: Number, _ b: Number) -> Int {
    if case .exact(let x) = a, case .exact(let y) = b { return x.order(to: y) }
    return a.double < b.double ? -1 : a.double > b.double ? 1 : 0
  }
}
