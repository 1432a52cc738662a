import Records
import Semantics
import Syntax

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Arithmetic and the functions of the language.
extension ReferenceEvaluator {
  // MARK: Arithmetic

  func arithmetic(_ operation: Arithmetic, _ x: Value, _ y: Value) -> Value {
    guard case .number(let a, let p) = x, case .number(let b, let q) = y else { return .missing }
    let left = Bounds.Operand(sign: a.sign, p)
    let right = Bounds.Operand(sign: b.sign, q)
    let qualifier =
      switch operation {
      case .add: Bounds.sum(p, q)
      case .subtract: Bounds.difference(p, q)
      case .multiply: Bounds.product(left, right)
      case .divide: Bounds.quotient(left, right)
      case .power: p
      }
    if case .exact(let m) = a, case .exact(let n) = b {
      switch operation {
      case .add: return exact(m.adding(n), qualifier)
      case .subtract: return exact(m.subtracting(n), qualifier)
      case .multiply: return exact(m.multiplied(by: n), qualifier)
      case .divide: return double(m.quotient(by: n), qualifier)
      case .power:
        if let whole = n.rescaled(to: 0), (0...38).contains(whole), m.scale * Int(whole) <= 8 {
          let factors = Array(repeating: m, count: Int(whole))
          return exact(
            factors.reduce(FixedDecimal(1)) { $0?.multiplied(by: $1) }, qualifier)
        }
      }
    }
    switch operation {
    case .add: return double(a.double + b.double, qualifier)
    case .subtract: return double(a.double - b.double, qualifier)
    case .multiply: return double(a.double * b.double, qualifier)
    case .divide: return double(b.double == 0 ? nil : a.double / b.double, qualifier)
    case .power: return double(pow(a.double, b.double), qualifier)
    }
  }

  private func exact(_ decimal: FixedDecimal?, _ qualifier: Qualifier) -> Value {
    decimal.map { .number(.exact($0), qualifier) } ?? .missing
  }

  private func double(_ double: Double?, _ qualifier: Qualifier) -> Value {
    guard let double, double.isFinite else { return .missing }
    return .number(.double(double), qualifier)
  }

  func negated(_ value: Value) -> Value {
    arithmetic(.subtract, .number(.exact(FixedDecimal(0)), .exact), value)
  }

  func scaled(_ value: Value, by ratio: Ratio) -> Value {
    guard case .number(let number, let qualifier) = value else { return .missing }
    if case .exact(let decimal) = number {
      if let product = decimal.multiplied(by: ratio) { return exact(product, qualifier) }
      let top = decimal.multiplied(by: FixedDecimal(ratio.numerator))
      return double(top?.quotient(by: FixedDecimal(ratio.denominator)), qualifier)
    }
    let factor = Double(ratio.numerator) / Double(ratio.denominator)
    return double(number.double * factor, qualifier)
  }

  // MARK: Functions

  func call(_ function: Function, _ arguments: [Value]) -> Value {
    if function == .total { return total(arguments) }
    if arguments.contains(.missing) { return .missing }
    switch function {
    case .abs, .round, .floor, .ceiling, .sqrt, .ln, .log10, .exp, .mod, .larger, .smaller, .bin,
      .binEdges:
      return ofNumbers(function, arguments)
    case .year, .quarter, .month, .week, .monthNumber, .quarterNumber, .weekNumber, .day,
      .weekday, .addDays, .addMonths, .daysBetween:
      return ofDates(function, arguments)
    case .lower, .upper, .trim, .length, .left, .right, .replace, .split, .number, .text, .size,
      .date:
      return ofTexts(function, arguments)
    case .total, .today: return .missing
    }
  }

  private func total(_ arguments: [Value]) -> Value {
    let there = arguments.filter { $0 != .missing }
    guard let first = there.first else { return .missing }
    return there.dropFirst().reduce(first) { arithmetic(.add, $0, $1) }
  }

  private func ofNumbers(_ function: Function, _ arguments: [Value]) -> Value {
    guard case .number(let x, let qualifier) = arguments[0] else { return .missing }
    switch function {
    case .abs: return x.sign < 0 ? negated(arguments[0]) : arguments[0]
    case .round:
      return rounded(arguments[0], places: arguments.count > 1 ? whole(arguments[1]) : 0, .nearest)
    case .floor: return rounded(arguments[0], places: 0, .down)
    case .ceiling: return rounded(arguments[0], places: 0, .up)
    case .sqrt: return double(x.double.squareRoot(), qualifier)
    case .ln: return double(log(x.double), qualifier)
    case .log10: return double(decimalLogarithm(x.double), qualifier)
    case .exp: return double(exponential(x.double), qualifier)
    case .larger, .smaller:
      let isFirst = order(arguments[0], arguments[1]) * (function == .larger ? 1 : -1) >= 0
      return isFirst ? arguments[0] : arguments[1]
    case .mod, .bin:
      guard case .number(let y, _) = arguments[1], y.sign != 0 else { return .missing }
      let steps: Value
      if case .exact(let a) = x, case .exact(let b) = y {
        // How often b goes into a, from below.
        let scale = max(a.scale, b.scale)
        let (m, n) = (a.rescaled(to: scale) ?? 0, b.rescaled(to: scale) ?? 1)
        let isBetween = m % n != 0 && (m < 0) != (n < 0)
        steps = exact(FixedDecimal(m / n - (isBetween ? 1 : 0)), .exact)
      } else {
        steps = double((x.double / y.double).rounded(.down), .exact)
      }
      let multiple = arithmetic(.multiply, steps, arguments[1])
      return function == .bin ? multiple : arithmetic(.subtract, arguments[0], multiple)
    default: return arguments.dropFirst().last { order($0, arguments[0]) <= 0 } ?? .missing
    }
  }

  func rounded(_ value: Value, places: Int, _ rounding: FixedDecimal.Rounding) -> Value {
    guard case .number(let number, let qualifier) = value else { return .missing }
    if case .exact(let decimal) = number {
      return exact(decimal.rounded(to: places, rounding), qualifier)
    }
    let power = pow(10, Double(places))
    let scaled = number.double * power
    let rule: FloatingPointRoundingRule =
      switch rounding {
      case .nearest: .toNearestOrAwayFromZero
      case .down: .down
      case .up: .up
      }
    return double(scaled.rounded(rule) / power, qualifier)
  }

  private func whole(_ value: Value) -> Int {
    guard case .number(let number, _) = value else { return 0 }
    return Int(number.double)
  }

  private func ofTexts(_ function: Function, _ arguments: [Value]) -> Value {
    if case .list(let members) = arguments[0], function == .size {
      return exact(FixedDecimal(Int128(members.count)), .exact)
    }
    if function == .text { return written(arguments[0]).map { .text($0) } ?? .missing }
    guard case .text(let text) = arguments[0] else { return .missing }
    switch function {
    case .lower: return .text(text.lowercased())
    case .upper: return .text(text.uppercased())
    case .trim:
      let body = text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace)
      return .text(String(body.reversed()))
    case .length: return exact(FixedDecimal(Int128(text.count)), .exact)
    case .left: return .text(String(text.prefix(whole(arguments[1]))))
    case .right: return .text(String(text.suffix(whole(arguments[1]))))
    case .replace:
      guard case .text(let old) = arguments[1], case .text(let new) = arguments[2] else {
        return .missing
      }
      if old.isEmpty { return .text(text) }
      return .text(
        text.split(separator: old, omittingEmptySubsequences: false)
          .joined(separator: new))
    case .split:
      guard case .text(let separator) = arguments[1] else { return .missing }
      let parts = text.split(separator: separator).map { String($0) }.filter { !$0.isEmpty }
      return parts.isEmpty ? .missing : .list(parts.sorted())
    case .number:
      guard let cell = NumberText.read(text, units: UnitTable()), cell.unit == nil else {
        return .missing
      }
      return .number(.exact(cell.decimal), cell.qualifier)
    case .date: return DateText.period(text).map { .period($0) } ?? .missing
    default: return .missing
    }
  }

  /// A value as a text; `nil` where it is missing.
  func written(_ value: Value) -> String? {
    switch value {
    case .missing: nil
    case .number(let number, let qualifier):
      switch qualifier {
      case .exact: number.text()
      case .atLeast: "> \(number.text())"
      case .atMost: "< \(number.text())"
      case .about: "~ \(number.text())"
      }
    case .text(let text): text
    case .list(let members): members.joined(separator: " + ")
    case .yesNo(let isYes): isYes ? "yes" : "no"
    case .period(let period): period.text
    case .moment(let seconds): DateText.text(ofMoment: seconds)
    }
  }

  private func ofDates(_ function: Function, _ arguments: [Value]) -> Value {
    guard case .period(let period) = arguments[0] else { return .missing }
    let civil = CivilDay(period.start)
    func number(_ figure: Int) -> Value { exact(FixedDecimal(Int128(figure)), .exact) }
    func containing(_ grain: Grain) -> Value {
      period.grain.rawValue > grain.rawValue
        ? .missing : .period(.containing(day: period.start, grain: grain))
    }
    switch function {
    case .year: return containing(.year) == .missing ? .missing : number(civil.year)
    case .quarter: return containing(.quarter)
    case .month: return containing(.month)
    case .week: return containing(.week)
    case .monthNumber: return number(civil.month)
    case .quarterNumber: return number((civil.month + 2) / 3)
    case .weekNumber: return number(Period(start: period.start, grain: .day).isoWeek.week)
    case .day: return number(civil.day)
    case .weekday: return number(((Int(period.start) + 3) % 7 + 7) % 7 + 1)
    case .daysBetween:
      guard case .period(let other) = arguments[1] else { return .missing }
      return number(Int(period.start - other.start))
    case .addDays:
      return .period(
        Period(start: period.start + Int32(whole(arguments[1])), grain: period.grain))
    default:
      let moved = civil.addingMonths(whole(arguments[1])).dayNumber
      return .period(Period(start: moved, grain: period.grain))
    }
  }
}

private func decimalLogarithm(_ x: Double) -> Double { log10(x) }
private func exponential(_ x: Double) -> Double { exp(x) }
