/// An expression that means the same in a sentence and in SQL.
///
/// It is written in each language by itself, so neither text is made from the other.
indirect enum Phrase: Equatable, Sendable {
  case column(Column)
  /// `integer × 10^-scale`
  case number(Int, scale: Int)
  case quoted(String)
  /// `2010-05-17`
  case date(String)
  case yes(Bool)
  case math(Sign, Phrase, Phrase)
  case raised(Phrase, Int)
  case negative(Phrase)
  case choice(Phrase, Phrase, Phrase)
  /// `x default y`
  case filled(Phrase, Phrase)
  case joined(Phrase, Phrase)
  case call(Call, [Phrase])
  case compared(Phrase, Relation, Phrase)
  case both(Phrase, Phrase)
  case either(Phrase, Phrase)
  case opposite(Phrase)
  case between(Phrase, Phrase, Phrase, isNegated: Bool)
  /// `x in low..high`
  case within(Phrase, Phrase, Phrase, isNegated: Bool)
  case among(Phrase, [Phrase], isNegated: Bool)
  case isMissing(Phrase, isNegated: Bool)
  case looks(Phrase, Look, String, isNegated: Bool)
  case matches(Phrase, Pattern)
  /// A day against a period.
  case during(Phrase, Relation, Span)
  case amongAnswer(Phrase, Question, isNegated: Bool)
  case figure(Figure)
  /// In a `show`: of the whole set.
  case figureOfAll(Figure)
  /// `average(amount per kind)`
  case figurePer(Figure, [Column])
  case window(Window)
  /// `(average amount from gifts where …)`
  case answer(Question)

  enum Sign: String, Sendable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"
  }

  enum Relation: String, Sendable, CaseIterable {
    case equal = "="
    case unequal = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
  }

  enum Look: String, Sendable, CaseIterable {
    case contains
    case starts = "starts with"
    case ends = "ends with"
  }

  enum Call: String, Sendable {
    case abs, round, floor, ceiling, mod, larger, smaller, total, bin
    case lower, upper, left, right, replace, length, trim, text
    case year, quarter, month, week, day, weekday
    case monthNumber = "month_number"
    case quarterNumber = "quarter_number"
    case weekNumber = "week_number"
    /// `date + 3 days`, `date - 2 months`, `date - date`
    case addDays, addMonths, daysBetween
  }

  /// A pattern in the notation of either language.
  struct Pattern: Equatable, Sendable {
    var written: String
    var glob: String
  }

  /// A period as it is written, its first day, and the first day behind it.
  struct Span: Equatable, Sendable {
    var written: String
    var start: String
    var end: String
  }
}

/// A function over the rows of an answer.
struct Window: Equatable, Sendable {
  enum Function: String, Sendable {
    case running, previous, next, change, growth, rank, share
    case rowNumber = "row_number"
    case movingAverage = "moving_average"
  }

  var function: Function
  var operand: Phrase?
  /// How many rows away, and of how many rows an average is.
  var count: Int
  var along: Column?
  var per: [Column]
  var isPerWritten: Bool
}

/// An aggregate.
struct Figure: Equatable, Sendable {
  enum Function: String, Sendable {
    case sum, average, min, max, median, count, first, last, mode, percentile
    case stddev, variance
    /// `town at max amount`
    case atMax, atMin
    case countDistinct
  }

  var function: Function
  /// None for `count`.
  var operands: [Phrase]
  var filter: Phrase?
  var isCall = false
}

extension Phrase {
  var shape: Shape {
    switch self {
    case .column(let column): column.shape
    case .number(let whole, let scale): .exact(scale: scale, reach: Double(whole.magnitude))
    case .quoted, .joined: .text
    case .date: .day
    case .math(let sign, let a, let b): Phrase.shape(of: sign, a, b)
    case .raised(let base, let power): Phrase.shape(of: base, raisedTo: power)
    case .negative(let a): a.shape
    case .choice(_, let a, let b), .filled(let a, let b): Phrase.aligned(a.shape, b.shape)
    case .call(let call, let arguments): Phrase.shape(of: call, arguments)
    case .figure(let figure), .figureOfAll(let figure), .figurePer(let figure, _): figure.shape
    case .window(let window): window.shape
    case .answer(let question): question.columns.first?.shape ?? .real
    case .yes, .compared, .both, .either, .opposite, .between, .within, .among, .isMissing, .looks,
      .matches, .during, .amongAnswer:
      .yesNo
    }
  }

  /// 1 / x as a whole number of `10^-scale`, where x is a literal and that is a finite decimal.
  var finiteInverse: (whole: Int, scale: Int)? {
    guard case .number(let whole, let scale) = self, whole > 0 else { return nil }
    var power = 1
    for _ in 0..<scale { power *= 10 }
    for digits in 0..<12 {
      if power % whole == 0 { return (power / whole, digits) }
      power *= 10
    }
    return nil
  }

  private static func shape(of sign: Sign, _ a: Phrase, _ b: Phrase) -> Shape {
    switch (sign, a.shape, b.shape) {
    case (.plus, .exact, .exact), (.minus, .exact, .exact):
      if case .exact(let scale, let reach) = aligned(a.shape, b.shape) {
        return .exact(scale: scale, reach: reach * 2)
      }
      return .real
    case (.times, .exact(let s, let x), .exact(let t, let y)):
      return .exact(scale: s + t, reach: x * y)
    case (.over, .exact(let s, let x), .exact):
      guard let inverse = b.finiteInverse else { return .real }
      return .exact(scale: s + inverse.scale, reach: x * Double(inverse.whole))
    default: return .real
    }
  }

  private static func shape(of base: Phrase, raisedTo power: Int) -> Shape {
    guard case .exact(let scale, let reach) = base.shape else { return .real }
    var whole = 1.0
    for _ in 0..<power { whole *= reach }
    return .exact(scale: scale * power, reach: whole)
  }

  static func aligned(_ a: Shape, _ b: Shape) -> Shape {
    guard case .exact(let s, let x) = a, case .exact(let t, let y) = b else {
      return a == b ? a : a.isNumber ? .real : a
    }
    let scale = max(s, t)
    return .exact(scale: scale, reach: max(x * tenTo(scale - s), y * tenTo(scale - t)))
  }

  static func tenTo(_ exponent: Int) -> Double {
    (0..<max(0, exponent)).reduce(1) { power, _ in power * 10 }
  }

  private static func shape(of call: Call, _ arguments: [Phrase]) -> Shape {
    let first = arguments.first?.shape ?? .real
    switch call {
    case .abs: return first
    case .round, .floor, .ceiling:
      guard case .exact(let scale, let reach) = first else { return first }
      var places = 0
      if arguments.count > 1, case .number(let whole, _) = arguments[1] { places = whole }
      return .exact(scale: max(0, min(scale, places)), reach: reach + tenTo(3 + scale))
    case .mod, .bin, .larger, .smaller:
      return aligned(first, arguments[1].shape)
    case .total:
      return arguments.dropFirst().reduce(first) {
        guard case .exact(let scale, let reach) = aligned($0, $1.shape) else { return .real }
        return .exact(scale: scale, reach: reach * 2)
      }
    case .lower, .upper, .left, .right, .replace, .trim, .text: return .text
    case .length, .monthNumber, .quarterNumber, .weekNumber, .day, .weekday:
      return .exact(scale: 0, reach: 100)
    case .year: return .exact(scale: 0, reach: 9_999)
    case .quarter: return .period(.quarter)
    case .month: return .period(.month)
    case .week: return .period(.week)
    case .addDays, .addMonths: return .day
    case .daysBetween: return .days
    }
  }
}

extension Window {
  var shape: Shape {
    switch function {
    case .rowNumber, .rank: return .exact(scale: 0, reach: 1_000)
    case .movingAverage: return .real
    case .growth, .share: return .percent
    case .previous, .next: return operand?.shape ?? .real
    case .running, .change:
      guard case .exact(let scale, let reach)? = operand?.shape else { return .real }
      return .exact(scale: scale, reach: reach * 50)
    }
  }
}

extension Figure {
  var shape: Shape {
    let operand = operands.first?.shape ?? .exact(scale: 0, reach: 1)
    switch function {
    case .count, .countDistinct: return .exact(scale: 0, reach: 1_000)
    case .average: return .real
    case .stddev, .variance: return .rough
    case .sum, .median, .percentile:
      guard case .exact(let scale, let reach) = operand else { return operand }
      let more = function == .sum ? 0 : 2
      return .exact(scale: scale + more, reach: reach * 100)
    case .min, .max, .first, .last, .mode, .atMax, .atMin: return operand
    }
  }
}
