/// How tightly an operator binds, from the loosest to the tightest.
enum Precedence: Int, Comparable {
  case conditional, disjunction, conjunction, negation, comparison, joining, sum, product, minus,
    power
  case postfix, primary

  static func < (lhs: Precedence, rhs: Precedence) -> Bool { lhs.rawValue < rhs.rawValue }

  /// The next tighter level, which the right operand of a left-grouping operator has.
  var next: Precedence { Precedence(rawValue: rawValue + 1) ?? .primary }
}

extension InfixOperator {
  var precedence: Precedence {
    switch self {
    case .or: .disjunction
    case .and: .conjunction
    case .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual: .comparison
    case .join: .joining
    case .plus, .minus: .sum
    case .times, .divide: .product
    case .power: .power
    }
  }
}
