/// What names mean in one place of a translation, and phrases as SQL there.
struct SQLScope {
  let translation: Translation
  /// What queries in brackets read.
  let input: String
  /// Names that are no columns of their own.
  var names: [String: String] = [:]
  /// In a summary, where aggregates are columns.
  var figures: FigureColumns?
  /// Aggregates with `per`, which are columns beside the records.
  var perFigures: [Phrase] = []

  struct Value {
    var text: String
    var shape: Shape
  }

  init(translation: Translation, input: String) {
    self.translation = translation
    self.input = input
  }

  static func power(_ exponent: Int) -> String { "1" + String(repeating: "0", count: exponent) }

  static func quoted(_ text: String) -> String {
    "'" + text.map { $0 == "'" ? "''" : String($0) }.joined() + "'"
  }

  /// A phrase that may be missing.
  func value(_ phrase: Phrase) -> Value {
    Value(text: bare(phrase), shape: phrase.shape)
  }

  /// A condition: 1 or 0.
  func truth(_ phrase: Phrase) -> String {
    switch phrase {
    case .column, .choice, .filled, .figure, .figureOfAll, .figurePer, .window, .answer:
      return "COALESCE(\(bare(phrase)), 0)"
    default: return bare(phrase)
    }
  }

  private func bare(_ phrase: Phrase) -> String {
    switch phrase {
    case .column(let column): return names[column.name] ?? Translation.quoted(column.name)
    case .number(let whole, _): return "(\(whole))"
    case .quoted(let text): return SQLScope.quoted(text)
    case .date(let text): return "'\(text)'"
    case .yes(let isYes): return isYes ? "1" : "0"
    case .negative(let a): return "(-\(bare(a)))"
    case .raised(let base, let power):
      let factors = Array(repeating: bare(base), count: power)
      return "(\(factors.joined(separator: " * ")))"
    case .choice(let c, let a, let b):
      let (x, y, _) = aligned(a, b)
      return "(CASE WHEN \(truth(c)) THEN \(x) ELSE \(y) END)"
    case .filled(let a, let b):
      let (x, y, _) = aligned(a, b)
      return "COALESCE(\(x), \(y))"
    case .joined(let a, let b): return "(\(written(a)) || \(written(b)))"
    case .math(let sign, let a, let b): return math(sign, a, b)
    case .call(let call, let arguments): return self.call(call, arguments)
    case .figure(let figure):
      return figures?.column(of: figure) ?? "NULL"
    case .figureOfAll(let figure):
      let records = SQLScope(translation: translation, input: input)
      let sql = FigureSQL(figure: figure, index: 0, records)
      return "(SELECT \(sql.aggregate) FROM (SELECT *\(sql.valueColumns) FROM \(input)))"
    case .figurePer:
      return perFigures.firstIndex(of: phrase).map { "_p\($0)" } ?? "NULL"
    case .window(let window): return self.window(window)
    case .answer(let question):
      let table = translation.table(of: question, around: input)
      let column = Translation.quoted(question.columns.first?.name ?? "")
      return "(SELECT \(column) FROM \(table))"
    case .compared, .both, .either, .opposite, .between, .within, .among, .isMissing, .looks,
      .matches, .during, .amongAnswer:
      return condition(phrase)
    }
  }

  // MARK: Numbers

  /// Both sides at one scale, or as doubles.
  func aligned(_ a: Phrase, _ b: Phrase) -> (String, String, Shape) {
    let shape = Phrase.aligned(a.shape, b.shape)
    return (at(shape, a), at(shape, b), shape)
  }

  func at(_ shape: Shape, _ phrase: Phrase) -> String {
    switch (shape, phrase.shape) {
    case (.exact(let scale, _), .exact(let own, _)) where scale > own:
      return "(\(bare(phrase)) * \(SQLScope.power(scale - own)))"
    case (.real, _): return real(phrase)
    default: return bare(phrase)
    }
  }

  private func real(_ phrase: Phrase) -> String {
    guard case .exact(let scale, _) = phrase.shape else { return bare(phrase) }
    return "(\(bare(phrase)) / \(SQLScope.power(scale)).0)"
  }

  private func math(_ sign: Phrase.Sign, _ a: Phrase, _ b: Phrase) -> String {
    switch sign {
    case .plus, .minus:
      let (x, y, _) = aligned(a, b)
      return "(\(x) \(sign.rawValue) \(y))"
    case .times:
      if case .exact = a.shape, case .exact = b.shape { return "(\(bare(a)) * \(bare(b)))" }
      return "(\(real(a)) * \(real(b)))"
    case .over:
      if case .exact = a.shape, let inverse = b.finiteInverse {
        return "(\(bare(a)) * \(inverse.whole))"
      }
      let (x, y, shape) = aligned(a, b)
      if case .exact = shape { return "(CAST(\(x) AS REAL) / \(y))" }
      // A division by a literal is a multiplication where its inverse is a decimal.
      if let inverse = b.finiteInverse {
        let decimal = Phrase.decimal(inverse.whole, scale: inverse.scale)
        return "(\(x) * \(inverse.scale > 0 ? decimal : decimal + ".0"))"
      }
      return "(\(x) / \(y))"
    }
  }

  private func call(_ call: Phrase.Call, _ arguments: [Phrase]) -> String {
    let x = bare(arguments[0])
    switch call {
    case .abs: return "ABS(\(x))"
    case .round, .floor, .ceiling: return stepped(call, arguments)
    case .mod, .bin, .larger, .smaller:
      let (a, b, _) = aligned(arguments[0], arguments[1])
      switch call {
      case .mod: return "(((\(a) % \(b)) + \(b)) % \(b))"
      case .bin: return "(\(a) - (((\(a) % \(b)) + \(b)) % \(b)))"
      case .larger: return "MAX(\(a), \(b))"
      default: return "MIN(\(a), \(b))"
      }
    case .total:
      let shape = arguments.dropFirst().reduce(arguments[0].shape) {
        Phrase.aligned($0, $1.shape)
      }
      let sides = arguments.map { at(shape, $0) }
      let there = sides.map { "COALESCE(\($0), 0)" }.joined(separator: " + ")
      let none = sides.map { "\($0) IS NULL" }.joined(separator: " AND ")
      return "(CASE WHEN \(none) THEN NULL ELSE \(there) END)"
    case .lower: return "LOWER(\(x))"
    case .upper: return "UPPER(\(x))"
    case .trim: return "TRIM(\(x))"
    case .left: return "SUBSTR(\(x), 1, \(bare(arguments[1])))"
    case .right:
      let count = bare(arguments[1])
      return "(CASE WHEN \(count) = 0 THEN SUBSTR(\(x), 1, 0) ELSE SUBSTR(\(x), -\(count)) END)"
    case .replace: return "REPLACE(\(x), \(bare(arguments[1])), \(bare(arguments[2])))"
    case .length: return "LENGTH(\(x))"
    case .text: return written(arguments[0])
    case .year, .quarter, .month, .week, .monthNumber, .quarterNumber, .weekNumber, .day, .weekday,
      .addDays, .addMonths, .daysBetween:
      return ofDays(call, arguments.map { bare($0) })
    }
  }

  private func stepped(_ call: Phrase.Call, _ arguments: [Phrase]) -> String {
    guard case .exact(let scale, _) = arguments[0].shape else { return bare(arguments[0]) }
    var places = 0
    if arguments.count > 1, case .number(let whole, _) = arguments[1] { places = whole }
    if places >= scale { return bare(arguments[0]) }
    let x = bare(arguments[0])
    let step = SQLScope.power(scale - places)
    // A negative number of places keeps whole numbers.
    let back = places < 0 ? " * \(SQLScope.power(-places))" : ""
    switch call {
    case .floor: return "((\(x) / \(step) - (\(x) % \(step) < 0))\(back))"
    case .ceiling: return "((\(x) / \(step) + (\(x) % \(step) > 0))\(back))"
    default:
      return "(CASE WHEN \(x) < 0 THEN -((-\(x) + \(step) / 2) / \(step)) "
        + "ELSE (\(x) + \(step) / 2) / \(step) END\(back))"
    }
  }

  // MARK: Texts and days

  private func written(_ phrase: Phrase) -> String {
    guard case .exact(let scale, _) = phrase.shape, scale == 0 else { return bare(phrase) }
    return "CAST(\(bare(phrase)) AS TEXT)"
  }

  private func ofDays(_ call: Phrase.Call, _ x: [String]) -> String {
    let day = x[0]
    let month = "CAST(STRFTIME('%m', \(day)) AS INTEGER)"
    let thursday = "DATE(\(day), '-3 days', 'weekday 4')"
    let week = "((CAST(STRFTIME('%j', \(thursday)) AS INTEGER) - 1) / 7 + 1)"
    switch call {
    case .year: return "CAST(STRFTIME('%Y', \(day)) AS INTEGER)"
    case .month: return "STRFTIME('%Y-%m', \(day))"
    case .quarter: return "(STRFTIME('%Y-Q', \(day)) || ((\(month) + 2) / 3))"
    case .week: return "(STRFTIME('%Y-W', \(thursday)) || PRINTF('%02d', \(week)))"
    case .monthNumber: return month
    case .quarterNumber: return "((\(month) + 2) / 3)"
    case .weekNumber: return week
    case .day: return "CAST(STRFTIME('%d', \(day)) AS INTEGER)"
    case .weekday: return "((CAST(STRFTIME('%w', \(day)) AS INTEGER) + 6) % 7 + 1)"
    case .addDays: return "DATE(\(day), \(x[1]) || ' days')"
    case .addMonths:
      // The day of the other month, or its last one.
      let first = "\(day), 'start of month', \(x[1]) || ' months'"
      let last = "CAST(STRFTIME('%d', DATE(\(first), '+1 month', '-1 day')) AS INTEGER)"
      let own = "CAST(STRFTIME('%d', \(day)) AS INTEGER)"
      return "DATE(\(first), (MIN(\(own), \(last)) - 1) || ' days')"
    case .daysBetween: return "CAST(JULIANDAY(\(x[0])) - JULIANDAY(\(x[1])) AS INTEGER)"
    default: return "NULL"
    }
  }
}
