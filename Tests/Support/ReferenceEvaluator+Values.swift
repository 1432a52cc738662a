import Records
import Semantics
import Syntax

/// What an expression is of one row.
extension ReferenceEvaluator {
  func isTrue(_ expr: TypedExpr, _ row: [Value]) -> Bool { value(expr, row) == .yesNo(true) }

  func value(_ expr: TypedExpr, _ row: [Value]) -> Value {
    switch expr.kind {
    case .column(let index): return row[index]
    case .constant(let value): return value
    case .negate(let a): return negated(value(a, row))
    case .arithmetic(let operation, let a, let b):
      return arithmetic(operation, value(a, row), value(b, row))
    case .scaled(let a, let ratio): return scaled(value(a, row), by: ratio)
    case .concatenated(let a, let b):
      guard let x = written(value(a, row)), let y = written(value(b, row)) else { return .missing }
      return .text(x + y)
    case .conditional(let c, let a, let b): return isTrue(c, row) ? value(a, row) : value(b, row)
    case .defaulting(let a, let b):
      let own = value(a, row)
      return own == .missing ? value(b, row) : own
    case .atDigits(let a, let digits):
      let own = value(a, row)
      guard case .number(.double, _) = own else { return own }
      return rounded(own, places: digits, .nearest)
    case .call(let function, let arguments):
      return call(function, arguments.map { value($0, row) })
    case .scalar(let plan):
      return interpreter.answer(plan, enclosing: stageInput).rows.first?.cells.first ?? .missing
    case .comparison, .both, .either, .complement, .isIn, .isWithin, .isInAnswer, .textTest,
      .matches, .listTest, .isMissing, .isExact, .isUndecided, .isLonger:
      return .yesNo(holds(expr, row))
    }
  }

  /// Conditions are true or false, never missing.
  private func holds(_ expr: TypedExpr, _ row: [Value]) -> Bool {
    switch expr.kind {
    case .both(let a, let b): return isTrue(a, row) && isTrue(b, row)
    case .either(let a, let b): return isTrue(a, row) || isTrue(b, row)
    case .complement(let a): return !isTrue(a, row)
    case .isMissing(let a): return value(a, row) == .missing
    case .isExact(let a):
      if case .number(_, .exact) = value(a, row) { return true }
      return false
    case .comparison(let comparison, let a, let b):
      return holds(comparison, value(a, row), value(b, row))
    case .isIn(let a, let values):
      let own = value(a, row)
      return values.contains { holds(.equal, own, $0) }
    case .isInAnswer(let a, let plan):
      let own = value(a, row)
      let answer = interpreter.answer(plan, enclosing: stageInput)
      return answer.rows.contains { holds(.equal, own, $0.cells[0]) }
    case .isWithin(let a, let low, let high, let opensAtMissing):
      let own = value(a, row)
      let (low, high) = (value(low, row), value(high, row))
      if own == .missing || (low == .missing && high == .missing) { return false }
      let above = low == .missing ? opensAtMissing : isWithin(own, low, isLow: true)
      let below = high == .missing ? opensAtMissing : isWithin(own, high, isLow: false)
      return above && below
    case .textTest(let test, let a, let b):
      guard case .text(let text) = value(a, row), case .text(let part) = value(b, row) else {
        return false
      }
      let (whole, wanted) = (Array(text.lowercased().utf8), Array(part.lowercased().utf8))
      switch test {
      case .startsWith: return whole.starts(with: wanted)
      case .endsWith: return whole.reversed().starts(with: wanted.reversed())
      case .contains:
        return (0...whole.count).contains { whole[$0...].starts(with: wanted) }
      }
    case .matches(let a, let pattern, let ignoresCase):
      guard case .text(let text) = value(a, row), let regex = try? Regex(pattern) else {
        return false
      }
      return ((try? regex.ignoresCase(ignoresCase).firstMatch(in: text)) ?? nil) != nil
    case .listTest(let test, let a, let texts):
      guard case .list(let members) = value(a, row) else { return false }
      switch test {
      case .has, .hasAll: return Set(texts).isSubset(of: members)
      case .hasAny: return !Set(texts).isDisjoint(with: members)
      case .within: return Set(members).isSubset(of: texts)
      }
    case .isUndecided, .isLonger: preconditionFailure("these only count beside a filter")
    case .column, .constant, .negate, .arithmetic, .scaled, .concatenated, .conditional,
      .defaulting, .atDigits, .call, .scalar:
      preconditionFailure("a value is no condition by itself")
    }
  }

  // MARK: Comparing

  private func holds(_ comparison: Comparison, _ x: Value, _ y: Value) -> Bool {
    if x == .missing || y == .missing { return false }
    if case .number(_, let p) = x, case .number(_, let q) = y, p != q {
      if comparison == .equal { return false }
      if comparison == .unequal { return true }
    }
    if let a = span(x), let b = span(y) {
      let isWithin = a.start >= b.start && a.end <= b.end
      switch comparison {
      case .equal: return isWithin
      case .unequal: return !isWithin
      case .less: return a.end <= b.start
      case .lessOrEqual: return a.end <= b.start || isWithin
      case .greater: return a.start >= b.end
      case .greaterOrEqual: return a.start >= b.end || isWithin
      }
    }
    let order = order(x, y)
    switch comparison {
    case .equal: return order == 0
    case .unequal: return order != 0
    case .less: return order < 0
    case .lessOrEqual: return order <= 0
    case .greater: return order > 0
    case .greaterOrEqual: return order >= 0
    }
  }

  private func isWithin(_ own: Value, _ end: Value, isLow: Bool) -> Bool {
    if let a = span(own), let b = span(end) { return isLow ? a.start >= b.start : a.end <= b.end }
    return isLow ? order(own, end) >= 0 : order(own, end) <= 0
  }

  /// The first second of a date or a moment, and the first one behind it.
  private func span(_ value: Value) -> (start: Int64, end: Int64)? {
    switch value {
    case .period(let period): (Int64(period.start) * 86_400, Int64(period.end) * 86_400)
    case .moment(let second): (second, second + 1)
    case .missing, .number, .text, .list, .yesNo: nil
    }
  }

  func order(_ x: Value, _ y: Value) -> Int {
    func three<Ordered: Comparable>(_ a: Ordered, _ b: Ordered) -> Int {
      a < b ? -1 : a > b ? 1 : 0
    }
    switch (x, y) {
    case (.number(.exact(let a), _), .number(.exact(let b), _)): return a.order(to: b)
    case (.number(let a, _), .number(let b, _)): return three(a.double, b.double)
    case (.text(let a), .text(let b)):
      return a == b ? 0 : a.utf8.lexicographicallyPrecedes(b.utf8) ? -1 : 1
    case (.list(let a), .list(let b)):
      return order(.text(a.joined(separator: " + ")), .text(b.joined(separator: " + ")))
    case (.yesNo(let a), .yesNo(let b)): return three(a ? 1 : 0, b ? 1 : 0)
    case (.period(let a), .period(let b)):
      return a.start == b.start
        ? three(b.grain.rawValue, a.grain.rawValue) : three(a.start, b.start)
    case (.moment(let a), .moment(let b)): return three(a, b)
    default: return 0
    }
  }
}
