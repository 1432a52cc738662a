import Records
import Semantics

/// A checked expression in the words of the language, for notes and errors at run time.
struct ExprText {
  /// As they stand in a sentence.
  let names: [String]

  func text(of expr: TypedExpr) -> String {
    switch expr.kind {
    case .column(let index): return index < names.count ? names[index] : "a column"
    case .constant(let value): return literal(value)
    case .negate(let x): return "-\(inner(x))"
    case .arithmetic(.power, let a, let b): return "\(base(a)) ^ \(inner(b))"
    case .arithmetic(let op, let a, let b): return "\(inner(a)) \(op.rawValue) \(inner(b))"
    case .scaled(let x, _): return text(of: x)
    case .concatenated(let a, let b): return "\(inner(a)) & \(inner(b))"
    case .comparison(let op, let a, let b), .isUndecided(let op, let a, let b):
      return "\(inner(a)) \(op.rawValue) \(inner(b))"
    case .both(let a, let b): return "\(inner(a)) and \(inner(b))"
    case .either(let a, let b): return "\(inner(a)) or \(inner(b))"
    case .complement(let x): return "not \(inner(x))"
    case .isIn(let x, let values):
      return "\(inner(x)) in (\(values.map(literal).joined(separator: ", ")))"
    case .isWithin(let x, let low, let high, _):
      return "\(inner(x)) between \(inner(low)) and \(inner(high))"
    case .isInAnswer(let x, let plan): return "\(inner(x)) in (\(plan.text))"
    case .textTest(let test, let a, let b): return "\(inner(a)) \(test.rawValue) \(inner(b))"
    case .matches(let x, let pattern, let ignoresCase):
      return "\(inner(x)) matches /\(pattern)/\(ignoresCase ? "i" : "")"
    case .listTest(let test, let x, let texts):
      let values = texts.map(\.asValue).joined(separator: ", ")
      return test == .has ? "\(inner(x)) has \(values)" : "\(inner(x)) \(test.rawValue) (\(values))"
    case .isMissing(let x): return "\(inner(x)) is missing"
    case .isExact(let x): return "\(inner(x)) is exact"
    case .isLonger(let x, let other): return "\(inner(x)) = \(inner(other))"
    case .call(let function, let arguments): return call(function, arguments)
    case .conditional(let c, let a, let b):
      return "if \(text(of: c)) then \(text(of: a)) else \(text(of: b))"
    case .defaulting(let x, let other): return "\(inner(x)) default \(inner(other))"
    case .atDigits(let x, _): return text(of: x)
    case .scalar(let plan): return "(\(plan.text))"
    }
  }

  private func call(_ function: Function, _ arguments: [TypedExpr]) -> String {
    // Beside nothing a bare word would be a name.
    let texts = arguments.map { argument in
      if case .constant(.text(let text)) = argument.kind {
        "\"\(text)\""
      } else {
        text(of: argument)
      }
    }
    switch function {
    case .addDays, .addMonths: return moved(function, arguments)
    case .daysBetween: return texts.joined(separator: " - ")
    case .binEdges:
      return "bin(\(texts.first ?? ""), (\(texts.dropFirst().joined(separator: ", "))))"
    default: return "\(function.rawValue)(\(texts.joined(separator: ", ")))"
    }
  }

  /// `opened - 2 years`, which is held as a negative number of months.
  private func moved(_ function: Function, _ arguments: [TypedExpr]) -> String {
    var amount = arguments[1]
    var unit = function == .addDays ? "days" : "months"
    if case .arithmetic(.multiply, let count, let factor) = amount.kind,
      case .constant(.number(.exact(let decimal), .exact)) = factor.kind
    {
      let larger =
        switch (function, decimal.rescaled(to: 0)) {
        case (.addMonths, 12): "years"
        case (.addMonths, 3): "quarters"
        case (.addDays, 7): "weeks"
        default: String?.none
        }
      if let larger { (amount, unit) = (count, larger) }
    }
    var sign = "+"
    if case .negate(let count) = amount.kind { (amount, sign) = (count, "-") }
    if case .constant(.number(.exact(let one), .exact)) = amount.kind, one == FixedDecimal(1) {
      unit.removeLast()
    }
    return "\(text(of: arguments[0])) \(sign) \(text(of: amount)) \(unit)"
  }

  private func literal(_ value: Value) -> String {
    if case .text(let text) = value { return text.asValue }
    return ValueText.plain(value)
  }

  /// What a power is of: `-8 ^ x` would be a negative power of 8.
  private func base(_ expr: TypedExpr) -> String {
    let text = inner(expr)
    return text.hasPrefix("-") ? "(\(text))" : text
  }

  /// In brackets where it would not bind as it is meant.
  private func inner(_ expr: TypedExpr) -> String {
    switch expr.kind {
    case .arithmetic, .concatenated, .comparison, .both, .either, .conditional, .defaulting:
      "(\(text(of: expr)))"
    default: text(of: expr)
    }
  }
}
