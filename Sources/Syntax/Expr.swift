package import Numerals

/// An expression as written: no name is resolved and no type is known.
package struct Expr: Sendable {
  package let kind: Kind
  package let range: SourceRange

  package init(_ kind: Kind, at range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  package indirect enum Kind: Sendable {
    /// `59`, `2.16 million yuan`, `15%`
    case number(NumberLiteral)
    /// `"rural roads"`
    case text(String)
    /// `2010-05`, `2010-Q3`, `2010-05-17T08:30`; a four-digit number alone is `.number`
    case period(PeriodLiteral)
    /// `/mobile|telecom/i`, only after `matches`
    case pattern(String, ignoresCase: Bool)
    /// `county`, `counties.population`
    case name(Name, qualifier: Name?)
    /// `$county`
    case parameter(Name)
    /// `(Daning, Yonghe)` where a list of values may stand
    case list([Expr])
    /// `2008..2010`
    case range(Expr, Expr)
    /// `-x`, `not c`
    case prefix(PrefixOperator, Expr)
    /// `a + b`, `a = b`, `a and b`
    case infix(InfixOperator, operatorRange: SourceRange, Expr, Expr)
    /// `x between a and b`, `x not in (…)`, `x is missing`; the range is that of the condition word
    case test(Expr, Test, isNegated: Bool, wordRange: SourceRange)
    /// `sum funds`, `count distinct donor`, `county at max funds`
    case aggregate(Aggregate)
    /// `round(x, 2)`, `running(x along year per county)`
    case call(Call)
    /// `if c then a else b`
    case conditional(Expr, Expr, Expr)
    /// `x default y`
    case defaulting(Expr, Expr)
    /// `area to hectare`
    case converting(Expr, UnitPhrase)
    /// `(average funds from grants)`
    case query(Query)
  }
}

/// A name as written; backquotes are not part of the text.
package struct Name: Sendable, Hashable {
  package let text: String
  package let isQuoted: Bool
  package let range: SourceRange

  package init(_ text: String, isQuoted: Bool = false, at range: SourceRange) {
    self.text = text
    self.isQuoted = isQuoted
    self.range = range
  }

  package static func == (lhs: Name, rhs: Name) -> Bool { lhs.text == rhs.text }
  package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

/// A number as written: `coefficient × 10^exponent`, a qualifier in words (`at least 59 million`,
/// `> 59` only in cells), and one unit.
package struct NumberLiteral: Sendable, Equatable {
  package var coefficient: Int128
  package var exponent: Int
  package var bound: Bound
  package var isPercent: Bool
  /// Whether it was four digits and nothing else, which is a year beside a date.
  package var isFourDigits: Bool
  package var unit: UnitPhrase?

  package init(
    coefficient: Int128, exponent: Int, bound: Bound = .exact, isPercent: Bool = false,
    isFourDigits: Bool = false, unit: UnitPhrase? = nil
  ) {
    self.coefficient = coefficient
    self.exponent = exponent
    self.bound = bound
    self.isPercent = isPercent
    self.isFourDigits = isFourDigits
    self.unit = unit
  }
}

/// A unit as written, with the scale word before it: `million yuan`, `yuan / person`, `hectares`.
package struct UnitPhrase: Sendable, Equatable {
  package struct Factor: Sendable, Equatable {
    package var word: Name
    package var power: Int

    package init(word: Name, power: Int) {
      self.word = word
      self.power = power
    }
  }

  /// The power of ten of the scale word; 0 without one.
  package var scaleExponent: Int
  package var factors: [Factor]
  package var range: SourceRange

  package init(scaleExponent: Int = 0, factors: [Factor], range: SourceRange) {
    self.scaleExponent = scaleExponent
    self.factors = factors
    self.range = range
  }

  package static func == (lhs: UnitPhrase, rhs: UnitPhrase) -> Bool {
    lhs.scaleExponent == rhs.scaleExponent && lhs.factors == rhs.factors
  }
}

/// A date as written; it stands for the whole period.
package enum PeriodLiteral: Sendable, Equatable {
  case year(Int)
  case quarter(Int, Int)
  case month(Int, Int)
  /// ISO week
  case week(Int, Int)
  case day(Int, Int, Int)
  /// seconds are nil where only hours and minutes are written
  case moment(Int, Int, Int, hour: Int, minute: Int, second: Int?)
}

package enum PrefixOperator: String, Sendable, CaseIterable {
  case minus = "-"
  case not
}

package enum InfixOperator: String, Sendable, CaseIterable {
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divide = "/"
  case power = "^"
  case join = "&"
  case equal = "="
  case unequal = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case and
  case or
}

/// What a condition word asks of the expression before it.
package enum Test: Sendable {
  case between(Expr, Expr)
  /// the operand is `.list`, `.range`, `.query`, a period or a name
  case isIn(Expr)
  case contains(Expr)
  case startsWith(Expr)
  case endsWith(Expr)
  case matches(Expr)
  case isMissing
  case isExact
  case has(Expr)
  case hasAny([Expr])
  case hasAll([Expr])
  case within([Expr])
}

package enum AggregateFunction: String, Sendable, CaseIterable {
  case sum, average, min, max, median, count, stddev, variance, mode, first, last, list
  case percentile, correlation
}

/// A prefix aggregate and all it may carry.
package struct Aggregate: Sendable {
  /// `max` or `min` in `county at max funds`
  package enum Extremum: String, Sendable { case max, min }

  package var function: AggregateFunction
  package var functionRange: SourceRange
  /// Empty for the number of records: `count` and `count (*)`, told apart by `isCall`, since a field
  /// named `count` wins over the bare word where no measure stands. `county at max funds` has the
  /// operands county and funds.
  package var operands: [Expr]
  package var at: Extremum?
  package var isDistinct: Bool
  package var isEvery: Bool
  /// `sum (funds where year = 2010)`
  package var filter: Expr?
  /// `sum value once per gift`
  package var oncePer: [Name]
  /// `average(funds per sector)`
  package var per: [Expr]
  /// Whether brackets followed the word directly, as in `count (*)` and `percentile(x, 90)`.
  package var isCall: Bool

  package init(
    _ function: AggregateFunction, functionRange: SourceRange, operands: [Expr],
    at: Extremum? = nil, isDistinct: Bool = false, isEvery: Bool = false, filter: Expr? = nil,
    oncePer: [Name] = [], per: [Expr] = [], isCall: Bool = false
  ) {
    self.function = function
    self.functionRange = functionRange
    self.operands = operands
    self.at = at
    self.isDistinct = isDistinct
    self.isEvery = isEvery
    self.filter = filter
    self.oncePer = oncePer
    self.per = per
    self.isCall = isCall
  }
}

/// A function or window call; which one it is, the checker says.
package struct Call: Sendable {
  package var name: Name
  package var arguments: [Expr]
  package var along: [Expr]
  package var per: [Expr]

  package init(name: Name, arguments: [Expr], along: [Expr] = [], per: [Expr] = []) {
    self.name = name
    self.arguments = arguments
    self.along = along
    self.per = per
  }
}
