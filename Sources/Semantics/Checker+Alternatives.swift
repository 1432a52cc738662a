import Records
import Syntax

extension Checker {
  /// `county = Daning or Yonghe`, alone or in brackets, is `county in (Daning, Yonghe)`.
  mutating func disjunction(
    _ left: Expr, _ right: Expr, at range: SourceRange
  ) throws(Diagnostic) -> TypedExpr {
    var operands: [Expr] = [right]
    var first = left
    while case .infix(.or, _, let a, let b) = first.kind {
      operands.insert(b, at: 0)
      first = a
    }
    if operands.allSatisfy(isStrayValue) {
      if case .infix(.equal, _, let field, let value) = first.kind,
        case .name = field.kind
      {
        let members = [value] + operands
        let reading = Expr(
          .test(
            field, .isIn(Expr(.list(members), at: range)), isNegated: false, wordRange: range),
          at: range)
        note(.echo, "read as: \(Printer.text(of: reading))")
        return try condition(reading)
      }
    }
    let a = try condition(left)
    let b = try condition(right)
    return TypedExpr(.either(a, b), .yesNo, at: range)
  }

  /// A bare word or literal that stands where a condition should.
  func isStrayValue(_ expr: Expr) -> Bool {
    switch expr.kind {
    case .name(let name, nil):
      guard !name.isQuoted, definitions[name.text] == nil else { return false }
      if let index = scope.index(of: name) { return scope.fields[index].type != .yesNo }
      return true
    case .text, .number, .period: return true
    case .name, .pattern, .parameter, .list, .range, .prefix, .infix, .test, .aggregate, .call,
      .conditional, .defaulting, .converting, .query:
      return false
    }
  }

  /// `Yonghe` beside `or` or `and`, after a comparison that it probably belongs to.
  func strayValue(_ name: Name) -> Diagnostic? {
    guard isStrayValue(Expr(.name(name, qualifier: nil), at: name.range)),
      let last = lastComparison, case .infix(_, _, let field, let value) = last.field.kind,
      case .name = field.kind
    else { return nil }
    let subject = Printer.text(of: field)
    let word = last.comparison == .unequal ? "not in" : "in"
    let form = "\(subject) \(word) (\(Printer.text(of: value)), \(name.text.asValue))"
    let isList = (try? typeOf(field)) == .list
    var notes: [String] = []
    if isList { notes.append("records that name one of them among others: \(subject) has any (…)") }
    return Diagnostic(
      "\(name.text) is no condition of its own; several values of \(subject) are \(form)",
      at: name.range, notes: notes,
      fixes: [.init(range: last.range.joined(with: name.range), replacement: form)])
  }

  private func typeOf(_ expr: Expr) throws(Diagnostic) -> ValueType {
    var copy = self
    // A stray word inside the field itself would ask for the field's type again, without end.
    copy.lastComparison = nil
    return try copy.check(expr).type
  }
}
