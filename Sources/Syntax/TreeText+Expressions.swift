import Numerals

extension TreeText {
  static func parts(of expr: Expr) -> (label: String, parts: [Part]) {
    switch expr.kind {
    case .number(let number): return ("number \(text(of: number))", [])
    case .text(let text): return ("text \(Printer.quoted(text))", [])
    case .period(let period): return ("period \(period.text)", [])
    case .pattern(let pattern, let ignoresCase):
      return ("pattern \(Printer.text(ofPattern: pattern, ignoresCase: ignoresCase))", [])
    case .name(let name, let qualifier):
      return ("name \(qualifier.map { text(of: $0) + "." } ?? "")\(text(of: name))", [])
    case .parameter(let name): return ("parameter \(text(of: name))", [])
    case .list(let elements): return ("list", elements.map(Part.expr))
    case .range(let low, let high): return ("range", [.expr(low), .expr(high)])
    case .prefix(let prefix, let operand): return ("prefix \(prefix.rawValue)", [.expr(operand)])
    case .infix(let infix, _, let left, let right):
      return ("infix \(infix.rawValue)", [.expr(left), .expr(right)])
    case .test(let subject, let test, let isNegated, _):
      let (label, parts) = parts(of: test)
      return ("test \(isNegated ? "not " : "")\(label)", [.expr(subject)] + parts)
    case .aggregate(let aggregate): return parts(of: aggregate)
    case .call(let call):
      return (
        "call \(text(of: call.name))",
        call.arguments.map(Part.expr) + group("along", call.along) + group("per", call.per)
      )
    case .conditional(let condition, let first, let second):
      return ("if", [.expr(condition), .expr(first), .expr(second)])
    case .defaulting(let value, let fallback): return ("default", [.expr(value), .expr(fallback)])
    case .converting(let value, let unit): return ("to \(text(of: unit))", [.expr(value)])
    case .query(let query): return ("brackets", [.query(query)])
    }
  }

  private static func parts(of test: Test) -> (label: String, parts: [Part]) {
    switch test {
    case .between(let low, let high): ("between", [.expr(low), .expr(high)])
    case .isIn(let set): ("in", [.expr(set)])
    case .contains(let operand): ("contains", [.expr(operand)])
    case .startsWith(let operand): ("starts with", [.expr(operand)])
    case .endsWith(let operand): ("ends with", [.expr(operand)])
    case .matches(let pattern): ("matches", [.expr(pattern)])
    case .isMissing: ("is missing", [])
    case .isExact: ("is exact", [])
    case .has(let operand): ("has", [.expr(operand)])
    case .hasAny(let values): ("has any", values.map(Part.expr))
    case .hasAll(let values): ("has all", values.map(Part.expr))
    case .within(let values): ("within", values.map(Part.expr))
    }
  }

  private static func parts(of aggregate: Aggregate) -> (label: String, parts: [Part]) {
    var label = "aggregate \(aggregate.function.rawValue)"
    if let at = aggregate.at { label = "aggregate at \(at.rawValue)" }
    if aggregate.isDistinct { label += " distinct" }
    if aggregate.isEvery { label += " every" }
    var parts = aggregate.operands.map(Part.expr)
    parts += group("where", aggregate.filter.map { [$0] } ?? [])
    parts += group("per", aggregate.per)
    if !aggregate.oncePer.isEmpty {
      parts.append(.line("once per " + aggregate.oncePer.map(text).joined(separator: ", ")))
    }
    // Brackets only group, except that `count (*)` is never a field.
    if aggregate.isCall, parts.isEmpty { label += " (*)" }
    return (label, parts)
  }

  static func group(_ label: String, _ exprs: [Expr]) -> [Part] {
    exprs.isEmpty ? [] : [.group(label, exprs.map(Part.expr))]
  }

  static func text(of name: Name) -> String { name.isQuoted ? "`\(name.text)`" : name.text }

  static func text(of number: NumberLiteral) -> String {
    var text = number.bound == .exact ? "" : number.bound.words + " "
    var coefficient = number.coefficient
    var exponent = number.exponent
    // Zeros before the point are only a way to write; zeros after it say how exact it is.
    while exponent < 0, coefficient != 0, coefficient % 10 == 0, coefficientIsWhole(number) {
      coefficient /= 10
      exponent += 1
    }
    while exponent >= 0, coefficient != 0, coefficient % 10 == 0 {
      coefficient /= 10
      exponent += 1
    }
    text += "\(coefficient)e\(coefficient == 0 ? min(exponent, 0) : exponent)"
    if number.isPercent { text += " percent" }
    if number.isFourDigits { text += " year" }
    if let unit = number.unit { text += " \(Self.text(of: unit))" }
    return text
  }

  private static func coefficientIsWhole(_ number: NumberLiteral) -> Bool { number.isPercent }

  static func text(of unit: UnitPhrase) -> String {
    var words = unit.scaleExponent == 0 ? [] : ["10^\(unit.scaleExponent)"]
    words += unit.factors.map { text(of: $0.word) + ($0.power == 1 ? "" : "^\($0.power)") }
    return "unit(\(words.joined(separator: " ")))"
  }
}
