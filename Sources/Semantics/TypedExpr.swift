package import Records
package import Syntax

/// An expression as checked: every name is a column of the step's input, every node has a type,
/// units are settled, and a literal has the unit and scale of what stands beside it.
package struct TypedExpr: Sendable, Equatable {
  package let kind: Kind
  package let type: ValueType
  /// Where it was written, for errors at run time; not part of its identity.
  package let range: SourceRange

  package init(_ kind: Kind, _ type: ValueType, at range: SourceRange) {
    self.kind = kind
    self.type = type
    self.range = range
  }

  package static func == (left: TypedExpr, right: TypedExpr) -> Bool {
    left.type == right.type && left.kind == right.kind
  }

  package indirect enum Kind: Sendable, Equatable {
    /// A column of the input by index.
    case column(Int)
    case constant(Value)
    case negate(TypedExpr)
    /// Both sides are numbers in agreeing units; `divide` gives a double, the rest exact numbers
    /// where both sides are. A division by a literal with a finite decimal inverse was made a
    /// multiplication.
    case arithmetic(Arithmetic, TypedExpr, TypedExpr)
    /// A number in another unit; exact where the ratio is a finite decimal.
    case scaled(TypedExpr, by: Ratio)
    /// `a & b`
    case concatenated(TypedExpr, TypedExpr)
    /// False where a side is missing. Both sides are of one type, but that a date also meets a
    /// datetime; periods compare as intervals, numbers by their stated figure, and `equal` of
    /// numbers also asks for the same qualifier.
    case comparison(Comparison, TypedExpr, TypedExpr)
    case both(TypedExpr, TypedExpr)
    case either(TypedExpr, TypedExpr)
    /// The exact complement: true where the operand is false.
    case complement(TypedExpr)
    /// `x in (a, b)` with constants of x's type.
    case isIn(TypedExpr, [Value])
    /// `x between low and high`, both ends belong to it. An end that is missing in a record is open
    /// where `opensAtMissing` and the other is there, else makes it false.
    case isWithin(TypedExpr, low: TypedExpr, high: TypedExpr, opensAtMissing: Bool)
    /// `x in (show y …)`: the plan's answer has one column; missing values in it are ignored.
    case isInAnswer(TypedExpr, Plan)
    case textTest(TextTest, TypedExpr, TypedExpr)
    /// `x matches /…/i`
    case matches(TypedExpr, pattern: String, ignoresCase: Bool)
    case listTest(ListTest, TypedExpr, [String])
    case isMissing(TypedExpr)
    case isExact(TypedExpr)
    /// Whether the bound of a number leaves the comparison open; only in a `Watch`.
    case isUndecided(Comparison, TypedExpr, TypedExpr)
    /// Whether the left period only overlaps the right one; only in a `Watch`.
    case isLonger(TypedExpr, than: TypedExpr)
    case call(Function, [TypedExpr])
    case conditional(TypedExpr, then: TypedExpr, else: TypedExpr)
    /// `x default y`
    case defaulting(TypedExpr, TypedExpr)
    /// A double at this many digits behind the point; an exact number stays as it is.
    case atDigits(TypedExpr, Int)
    /// The single value of a bracketed query, the same for every record.
    case scalar(Plan)
  }
}

package enum Arithmetic: String, Sendable, Equatable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case power = "^"
}

package enum Comparison: String, Sendable, Equatable, CaseIterable {
  case equal = "="
  case unequal = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="

  /// The comparison with its sides exchanged.
  package var mirrored: Comparison {
    switch self {
    case .equal, .unequal: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}

/// Without regard to letter case.
package enum TextTest: String, Sendable, Equatable {
  case contains
  case startsWith = "starts with"
  case endsWith = "ends with"
}

package enum ListTest: String, Sendable, Equatable {
  case has
  case hasAny = "has any"
  case hasAll = "has all"
  case within
}

/// The functions of the language, after overloads were told apart.
package enum Function: String, Sendable, Equatable, CaseIterable {
  // text; positions count characters
  case lower, upper, trim, length, left, right, replace, split
  // numbers
  case abs, round, floor, ceiling, sqrt, ln, log10, exp, mod, larger, smaller, total
  /// `bin(x, width)`: the multiple of width at or below x
  case bin
  /// `bin(x, (e0, e1, …))`: the last edge at or below x; below the first it is missing
  case binEdges
  // lists
  case size
  // conversions
  case number, text, date
  case today
  /// the year of a date or datetime, as a number
  case year
  // periods of a date or datetime; the numbers below are of its first day
  case quarter, month, week
  case monthNumber = "month_number"
  case quarterNumber = "quarter_number"
  case weekNumber = "week_number"
  case day, weekday
  /// a date and a whole number of days or of calendar months
  case addDays, addMonths
  /// the days from the second date's start to the first's
  case daysBetween
}
