/// What a calculation makes of the qualifiers of its operands, by interval arithmetic.
///
/// At least v is [v, ∞). At most v is [0, v] where v is above 0, as amounts are, and (-∞, v] where
/// it is not: a sum or a negation may have made it, and then nothing says where it ends below. Both
/// ends of the result at the stated figure make it exact, the lower one alone at least, the upper one
/// alone at most, neither about; anything with about is about.
///
/// Only signs are needed, not figures: every end of an interval is the stated figure, 0 or infinite,
/// so no rounding can make a bound look exact.
package enum Bounds {
  /// An operand: the sign of its stated figure, and its qualifier.
  package struct Operand: Sendable {
    package var sign: Int
    package var qualifier: Qualifier

    package init(sign: Int, _ qualifier: Qualifier) {
      self.sign = sign.signum()
      self.qualifier = qualifier
    }
  }

  // MARK: sums

  package static func sum(_ left: Qualifier, _ right: Qualifier) -> Qualifier {
    QualifierSet([left, right]).ofSum
  }

  package static func difference(_ left: Qualifier, _ right: Qualifier) -> Qualifier {
    sum(left, negated(right))
  }

  package static func negated(_ qualifier: Qualifier) -> Qualifier {
    switch qualifier {
    case .atLeast: .atMost
    case .atMost: .atLeast
    case .exact, .about: qualifier
    }
  }

  // MARK: products

  package static func product(_ left: Operand, _ right: Operand) -> Qualifier {
    combined(left, right) { a, b in a.multiplied(by: b) }
  }

  package static func quotient(_ left: Operand, _ right: Operand) -> Qualifier {
    combined(left, right) { a, b in b.reciprocal.map(a.multiplied) }
  }

  private static func combined(
    _ left: Operand, _ right: Operand, _ body: (Interval, Interval) -> Interval?
  ) -> Qualifier {
    if left.qualifier == .exact, right.qualifier == .exact { return .exact }
    if left.qualifier == .about || right.qualifier == .about { return .about }
    guard let result = body(Interval(left), Interval(right)) else { return .about }
    return result.qualifier(stated: left.sign * right.sign)
  }

  /// A power with an exact exponent; `isEven` and `isWhole` speak of the exponent.
  package static func power(
    _ base: Operand, exponentSign: Int, isEven: Bool, isWhole: Bool
  ) -> Qualifier {
    if exponentSign == 0 || base.qualifier == .exact { return .exact }
    if base.qualifier == .about { return .about }
    var sign = base.sign
    var qualifier = base.qualifier
    if isEven {
      qualifier = absolute(base)
      sign = abs(sign)
    } else if !isWhole, sign < 0 {
      return .about
    }
    guard exponentSign < 0 else { return qualifier }
    return quotient(Operand(sign: 1, .exact), Operand(sign: sign, qualifier))
  }

  /// A power with a bound as exponent and an exact base.
  ///
  /// - Shape: `baseOrder` is -1, 0 or 1 as the base is below, at or above 1
  package static func power(baseSign: Int, baseOrder: Int, exponent: Qualifier) -> Qualifier {
    if exponent == .exact { return .exact }
    if exponent == .about || baseSign <= 0 { return .about }
    return baseOrder == 0 ? .exact : baseOrder > 0 ? exponent : negated(exponent)
  }

  // MARK: functions of one figure

  /// `sqrt`, `ln`, `log10`, `exp`, and conversion to another unit.
  package static func increasing(_ qualifier: Qualifier) -> Qualifier { qualifier }

  /// `round`, `floor`, `ceiling` and `bin`: a bound between 0 and a figure rounded to 0 is 0.
  package static func stepped(_ operand: Operand, resultSign: Int) -> Qualifier {
    let isZero = operand.qualifier == .atMost && operand.sign > 0 && resultSign == 0
    return isZero ? .exact : operand.qualifier
  }

  package static func absolute(_ operand: Operand) -> Qualifier {
    guard operand.qualifier == .atLeast || operand.qualifier == .atMost, operand.sign <= 0 else {
      return operand.qualifier
    }
    // Below 0 a lower bound reaches over to the other side, an upper bound becomes a lower one.
    return operand.qualifier == .atLeast && operand.sign < 0 ? .about : .atLeast
  }

  /// A function that rises and falls: `mod`, `stddev`, `variance`, `correlation`.
  package static func unordered(_ qualifiers: [Qualifier]) -> Qualifier {
    qualifiers.allSatisfy { $0 == .exact } ? .exact : .about
  }

  // MARK: whole intervals, where figures decide

  /// The ends of a figure, for a percentile of lower and of upper ends.
  package static func ends(of figure: Double, _ qualifier: Qualifier) -> (low: Double, high: Double)
  {
    switch qualifier {
    case .exact: (figure, figure)
    case .atLeast: (figure, .infinity)
    case .atMost: (figure > 0 ? 0 : -.infinity, figure)
    case .about: (-.infinity, .infinity)
    }
  }

  /// - Shape: `low <= stated <= high`
  package static func qualifier(stated: Double, low: Double, high: Double) -> Qualifier {
    qualifier(isLowStated: low == stated, isHighStated: high == stated)
  }

  static func qualifier(isLowStated: Bool, isHighStated: Bool) -> Qualifier {
    switch (isLowStated, isHighStated) {
    case (true, true): .exact
    case (true, false): .atLeast
    case (false, true): .atMost
    case (false, false): .about
    }
  }
}

extension Bounds {
  /// An interval whose ends are known by sign alone: ±1 is the stated figure, ±2 is infinite.
  fileprivate struct Interval {
    var low: Int
    var high: Int

    init(low: Int, high: Int) {
      self.low = low
      self.high = high
    }

    init(_ operand: Operand) {
      switch operand.qualifier {
      case .exact: self.init(low: operand.sign, high: operand.sign)
      case .atLeast: self.init(low: operand.sign, high: 2)
      case .atMost: self.init(low: operand.sign > 0 ? 0 : -2, high: operand.sign)
      case .about: self.init(low: -2, high: 2)
      }
    }

    func multiplied(by other: Interval) -> Interval {
      func corner(_ a: Int, _ b: Int) -> Int {
        if a == 0 || b == 0 { return 0 }
        return a.signum() * b.signum() * (abs(a) == 2 || abs(b) == 2 ? 2 : 1)
      }
      let corners = [
        corner(low, other.low), corner(low, other.high), corner(high, other.low),
        corner(high, other.high),
      ]
      return Interval(low: corners.min() ?? 0, high: corners.max() ?? 0)
    }

    /// `nil` where 0 lies inside, or is all there is.
    var reciprocal: Interval? {
      if low < 0, high > 0 { return nil }
      if low == 0, high == 0 { return nil }
      func turned(_ end: Int, besideZero infinite: Int) -> Int {
        switch abs(end) {
        case 0: infinite
        case 1: end
        default: 0
        }
      }
      return low >= 0
        ? Interval(low: turned(high, besideZero: 2), high: turned(low, besideZero: 2))
        : Interval(low: turned(high, besideZero: -2), high: turned(low, besideZero: -2))
    }

    func qualifier(stated sign: Int) -> Qualifier {
      Bounds.qualifier(isLowStated: low == sign, isHighStated: high == sign)
    }
  }
}
