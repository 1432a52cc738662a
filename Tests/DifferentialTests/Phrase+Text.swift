/// Phrases as a sentence has them, with as few brackets as its grammar asks for.
extension Phrase {
  var text: String { written(above: 0) }

  /// The operators from the loosest to the tightest.
  private var level: Int {
    switch self {
    case .choice: 0
    case .either: 1
    case .both: 2
    case .opposite: 3
    case .compared, .between, .within, .among, .isMissing, .looks, .matches, .during,
      .amongAnswer:
      4
    case .joined: 5
    case .math(.plus, _, _), .math(.minus, _, _), .call(.addDays, _), .call(.addMonths, _),
      .call(.daysBetween, _):
      6
    case .math: 7
    case .negative: 8
    case .number(let whole, _): whole < 0 ? 8 : 11
    case .raised: 9
    case .filled: 10
    case .figure(let figure), .figureOfAll(let figure):
      figure.function == .atMax || figure.function == .atMin ? 10 : 11
    case .column, .quoted, .date, .yes, .call, .answer, .figurePer, .window: 11
    }
  }

  func written(above lowest: Int) -> String {
    level < lowest ? "(\(bare))" : bare
  }

  private var bare: String {
    switch self {
    case .column(let column): column.written
    case .number(let whole, let scale): Phrase.decimal(whole, scale: scale)
    case .quoted(let text): Phrase.quote(text)
    case .date(let text): text
    case .yes(let isYes): isYes ? "yes" : "no"
    case .math(let sign, let a, let b):
      "\(a.written(above: level)) \(sign.rawValue) \(b.written(above: level + 1))"
    case .raised(let base, let power): "\(base.written(above: 10)) ^ \(power)"
    case .negative(let a): "-\(a.written(above: 9))"
    case .choice(let c, let a, let b):
      "if \(c.written(above: 1)) then \(a.written(above: 1)) else \(b.written(above: 1))"
    case .filled(let a, let b): "\(a.asCall.written(above: 10)) default \(b.filler)"
    case .joined(let a, let b): "\(a.written(above: 5)) & \(b.written(above: 6))"
    case .call(let call, let arguments): Phrase.written(call, arguments)
    case .compared(let a, let relation, let b):
      "\(a.written(above: 5)) \(relation.rawValue) \(b.besideText ?? b.written(above: 5))"
    case .both(let a, let b): "\(a.written(above: 2)) and \(b.written(above: 3))"
    case .either(let a, let b): "\(a.written(above: 1)) or \(b.written(above: 2))"
    case .opposite(let a): "not \(a.written(above: 3))"
    case .between(let a, let low, let high, let isNegated):
      "\(a.written(above: 5)) \(isNegated ? "not " : "")between \(low.written(above: 5)) "
        + "and \(high.written(above: 5))"
    case .within(let a, let low, let high, let isNegated):
      "\(a.written(above: 5)) \(isNegated ? "not " : "")in \(low.written(above: 5))"
        + "..\(high.written(above: 5))"
    case .among(let a, let values, let isNegated):
      "\(a.written(above: 5)) \(isNegated ? "not " : "")in "
        + "(\(values.map(\.text).joined(separator: ", ")))"
    case .isMissing(let a, let isNegated):
      "\(a.written(above: 5)) is \(isNegated ? "not " : "")missing"
    case .looks(let a, let look, let part, let isNegated):
      "\(a.written(above: 5)) \(isNegated ? "not " : "")\(look.rawValue) \(Phrase.quote(part))"
    case .matches(let a, let pattern): "\(a.written(above: 5)) matches /\(pattern.written)/"
    case .during(let a, let relation, let span):
      "\(a.written(above: 5)) \(relation == .equal ? "in" : relation.rawValue) \(span.written)"
    case .amongAnswer(let a, let question, let isNegated):
      "\(a.written(above: 5)) \(isNegated ? "not " : "")in (\(question.text))"
    case .figure(let figure), .figureOfAll(let figure): figure.text
    case .figurePer(let figure, let per): figure.written(per: per)
    case .window(let window): window.text
    case .answer(let question): "(\(question.text))"
    }
  }

  /// Before `default` an aggregate is written as a call, so that it is clear what is filled.
  private var asCall: Phrase {
    switch self {
    case .figure(var figure):
      figure.isCall = true
      return .figure(figure)
    case .figureOfAll(var figure):
      figure.isCall = true
      return .figureOfAll(figure)
    default: return self
    }
  }

  /// Beside a text a bare word is a value, so a field stands in backquotes.
  private var besideText: String? {
    if case .column(let column) = self, column.shape == .text { "`\(column.name)`" } else { nil }
  }

  private var filler: String {
    if case .number = self { bare } else { written(above: 11) }
  }

  private static func written(_ call: Call, _ arguments: [Phrase]) -> String {
    switch call {
    case .addDays: stepped(arguments, "days")
    case .addMonths: stepped(arguments, "months")
    case .daysBetween: "\(arguments[0].written(above: 6)) - \(arguments[1].written(above: 7))"
    case .abs, .round, .floor, .ceiling, .mod, .larger, .smaller, .total, .bin, .lower, .upper,
      .left, .right, .replace, .length, .trim, .text, .year, .quarter, .month, .week,
      .monthNumber, .day, .weekday, .quarterNumber, .weekNumber:
      "\(call.rawValue)(\(arguments.map(\.text).joined(separator: ", ")))"
    }
  }

  private static func stepped(_ arguments: [Phrase], _ unit: String) -> String {
    guard case .number(let whole, _) = arguments[1] else { return "" }
    let sign = whole < 0 ? "-" : "+"
    return "\(arguments[0].written(above: 6)) \(sign) \(whole.magnitude) \(unit)"
  }

  static func decimal(_ whole: Int, scale: Int) -> String {
    var digits = String(whole.magnitude)
    if scale > 0 {
      digits = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
      digits = digits.dropLast(scale) + "." + digits.suffix(scale)
    }
    return (whole < 0 ? "-" : "") + digits
  }

  static func quote(_ text: String) -> String {
    let escaped = text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }
    return "\"\(escaped.joined())\""
  }
}

extension Window {
  var text: String {
    var arguments = operand.map { [$0.text] } ?? []
    if function == .movingAverage || count != 1 { arguments.append(String(count)) }
    var words = arguments.isEmpty ? [] : [arguments.joined(separator: ", ")]
    if let along { words.append("along \(along.written)") }
    if isPerWritten, !per.isEmpty {
      words.append("per \(per.map(\.written).joined(separator: ", "))")
    }
    return "\(function.rawValue)(\(words.joined(separator: " ")))"
  }
}

extension Figure {
  func written(per columns: [Column]) -> String {
    var words = operands.isEmpty ? [] : [operands.map(\.text).joined(separator: ", ")]
    if let filter { words.append("where \(filter.written(above: 1))") }
    words.append("per \(columns.map(\.written).joined(separator: ", "))")
    return "\(function.rawValue)(\(words.joined(separator: " ")))"
  }

  var text: String {
    let own = filter.map { " where \($0.written(above: 1))" } ?? ""
    let inside = operands.map(\.text).joined(separator: ", ") + own
    switch function {
    case .count: return filter == nil ? "count" : "count (\(own.dropFirst()))"
    case .countDistinct:
      if filter == nil, isPlain, !isCall { return "count distinct \(inside)" }
      return "count (distinct \(inside))"
    case .atMax: return "\(operands[0].text) at max \(operands[1].text)"
    case .atMin: return "\(operands[0].text) at min \(operands[1].text)"
    case .percentile: return "percentile(\(inside))"
    case .sum, .average, .min, .max, .median, .first, .last, .mode, .stddev, .variance:
      if filter == nil, isPlain, !isCall { return "\(function.rawValue) \(inside)" }
      return "\(function.rawValue) (\(inside))"
    }
  }

  private var isPlain: Bool {
    if case .column = operands.first { true } else { false }
  }
}
