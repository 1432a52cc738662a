import Records
import Syntax

extension Checker {
  /// `sum funds to million yuan`
  mutating func converted(
    _ operand: Expr, to phrase: UnitPhrase, at range: SourceRange
  ) throws(Diagnostic) -> TypedExpr {
    let checked = try check(operand)
    let type = try numberType(of: checked, operand, for: "to")
    var unit = try self.unit(phrase)
    // `to million` alone keeps the unit and changes the scale.
    if phrase.factors.isEmpty { unit = type.unit.scaled(by: phrase.scaleExponent) ?? unit }
    guard !type.unit.isNone || type.style == .percent else {
      let wanted = unit.isNone ? "that" : unit.text
      throw Diagnostic(
        "\(Printer.text(of: operand)) is a plain number, so it has no value in \(wanted)",
        at: range)
    }
    guard let ratio = type.unit.ratio(to: unit) else {
      throw Diagnostic(
        "\(Printer.text(of: operand)) is in \(type.unit.text), which has no value in \(unit.text)",
        at: range)
    }
    return scaled(checked, by: ratio, to: unit)
  }

  func unit(_ phrase: UnitPhrase) throws(Diagnostic) -> Unit {
    var factors: [Unit.Factor] = []
    for factor in phrase.factors {
      if let atom = catalog.units.atom(named: factor.word.text) {
        factors.append(Unit.Factor(atom: atom, power: factor.power))
        continue
      }
      // `m2` and its kin, as cells are read.
      guard let reading = catalog.units.unit(words: factor.word.text), reading.unknown.isEmpty,
        reading.scaleExponent == 0, reading.style == .plain, !reading.unit.isNone
      else { throw unknownUnit(factor.word) }
      factors += reading.unit.factors.map {
        Unit.Factor(atom: $0.atom, power: $0.power * factor.power)
      }
    }
    let unit = Unit(factors)
    return unit.scaled(by: phrase.scaleExponent) ?? unit
  }

  /// One word for each unit near a mistyped one.
  private func nearestUnits(to word: String) -> [String] {
    let words = Suggestion.nearest(
      to: word, among: Set(catalog.units.atoms.keys).sorted(), atMost: 9)
    var seen: Set<String> = []
    return words.filter { word in
      catalog.units.atom(named: word).map { seen.insert($0.symbol).inserted } ?? false
    }.prefix(3).map(\.self)
  }

  private func unknownUnit(_ word: Name) -> Diagnostic {
    let nearest = nearestUnits(to: word.text)
    var notes: [String] = []
    if let index = records.index(of: word) {
      notes.append(
        "\(records.fields[index].name) is a field; * stands between a number and a field")
    }
    let message = "no unit is named \(word.text)"
    return Diagnostic(
      nearest.isEmpty ? message : "\(message); nearest: \(nearest.joined(separator: ", "))",
      at: word.range, notes: notes,
      fixes: nearest.prefix(1).map { .init(range: word.range, replacement: $0) })
  }

  /// Both sides in one unit: a plain literal takes the other's, unlike dimensions are an error.
  mutating func aligned(
    _ left: (expr: Expr, checked: TypedExpr), _ right: (expr: Expr, checked: TypedExpr),
    for operation: String
  ) throws(Diagnostic) -> (TypedExpr, TypedExpr) {
    let leftType = try numberType(of: left.checked, left.expr, for: operation)
    let rightType = try numberType(of: right.checked, right.expr, for: operation)
    if leftType.unit == rightType.unit { return (left.checked, right.checked) }
    if rightType.unit.isNone, isPlainLiteral(right.expr) {
      return (left.checked, adopting(leftType, right.checked, text: right.expr))
    }
    if leftType.unit.isNone, isPlainLiteral(left.expr) {
      return (adopting(rightType, left.checked, text: left.expr), right.checked)
    }
    guard let ratio = rightType.unit.ratio(to: leftType.unit) else {
      throw unlike(left, leftType, right, rightType)
    }
    return (left.checked, scaled(right.checked, by: ratio, to: leftType.unit))
  }

  private func unlike(
    _ left: (expr: Expr, checked: TypedExpr), _ leftType: NumberType,
    _ right: (expr: Expr, checked: TypedExpr), _ rightType: NumberType
  ) -> Diagnostic {
    func described(_ expr: Expr, _ type: NumberType) -> String {
      let text = Printer.text(of: expr)
      if type.unit.isNone { return "\(text) is a plain number" }
      if case .number = expr.kind {
        return "\(text) is a number of \(type.unit.words(isOne: false))"
      }
      return "\(text) is in \(type.unit.text)"
    }
    let range = left.expr.range.joined(with: right.expr.range)
    return Diagnostic(
      "\(described(left.expr, leftType)) and \(described(right.expr, rightType)), "
        + "which neither add nor compare", at: range)
  }

  private mutating func adopting(
    _ type: NumberType, _ literal: TypedExpr, text: Expr
  ) -> TypedExpr {
    if type.unit.isScaled {
      let written = Printer.text(of: text)
      note(.scaleOfLiteral, "\(written) is read as \(written) \(type.unit.text)")
    }
    return TypedExpr(literal.kind, .number(type), at: literal.range)
  }

  func scaled(_ expr: TypedExpr, by ratio: Ratio, to unit: Unit) -> TypedExpr {
    var type = expr.type.numberType ?? .plain
    type.unit = unit
    if ratio == .one { return TypedExpr(expr.kind, .number(type), at: expr.range) }
    if let factor = ratio.decimal, case .constant(.number(.exact(let decimal), let q)) = expr.kind {
      let (product, overflow) = decimal.coefficient.multipliedReportingOverflow(
        by: factor.coefficient)
      if !overflow {
        let value = FixedDecimal(product, scale: decimal.scale + factor.scale)
        return TypedExpr(.constant(.number(.exact(value), q)), .number(type), at: expr.range)
      }
    }
    return TypedExpr(.scaled(expr, by: ratio), .number(type), at: expr.range)
  }

  /// A literal without unit, or arithmetic of such.
  func isPlainLiteral(_ expr: Expr) -> Bool {
    switch expr.kind {
    case .number(let literal): literal.unit == nil && !literal.isPercent
    case .parameter(let name):
      catalog.parameters[name.text]?.type.numberType?.unit.isNone ?? false
    case .prefix(.minus, let operand): isPlainLiteral(operand)
    case .infix(let op, _, let left, let right):
      [.plus, .minus, .times, .divide].contains(op) && isPlainLiteral(left)
        && isPlainLiteral(right)
    case .text, .period, .pattern, .name, .list, .range, .prefix, .test, .aggregate, .call,
      .conditional, .defaulting, .converting, .query:
      false
    }
  }
}
