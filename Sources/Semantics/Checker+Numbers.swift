package import Records
import Syntax

extension Checker {
  func numberType(
    of checked: TypedExpr, _ expr: Expr, for operation: String
  ) throws(Diagnostic) -> NumberType {
    if let type = checked.type.numberType { return type }
    throw Diagnostic(
      "\(operation) needs numbers, and \(Printer.text(of: expr)) is \(checked.type.described)",
      at: expr.range)
  }

  // MARK: Arithmetic

  mutating func arithmetic(
    _ op: InfixOperator, _ leftExpr: Expr, _ rightExpr: Expr, at range: SourceRange
  ) throws(Diagnostic) -> TypedExpr {
    if op == .times || op == .divide { try refuseBareFactor(op, leftExpr, rightExpr, at: range) }
    var left = try check(leftExpr)
    var right = try check(rightExpr)
    if let dated = try dateArithmetic(op, (leftExpr, left), (rightExpr, right), at: range) {
      return dated
    }
    let leftType = try numberType(of: left, leftExpr, for: op.rawValue)
    let rightType = try numberType(of: right, rightExpr, for: op.rawValue)
    switch op {
    case .plus, .minus:
      (left, right) = try aligned((leftExpr, left), (rightExpr, right), for: op.rawValue)
      var type = left.type.numberType ?? leftType
      if type.style == .year || right.type.numberType?.style != type.style { type.style = .plain }
      if leftType.style == .year, rightType.style == .plain { type.style = .year }
      let kind: Arithmetic = op == .plus ? .add : .subtract
      return TypedExpr(.arithmetic(kind, left, right), .number(type), at: range)
    case .times:
      let style: NumberType.Style =
        leftType.style == .percent && rightType.style == .percent ? .percent : .plain
      let type = NumberType(unit: leftType.unit.multiplied(by: rightType.unit), style: style)
      return TypedExpr(.arithmetic(.multiply, left, right), .number(type), at: range)
    case .divide:
      // mu / hectare is a plain number: what measures the same thing is first said in one unit.
      if leftType.unit != rightType.unit, !leftType.unit.isNone,
        let ratio = rightType.unit.ratio(to: leftType.unit)
      {
        right = scaled(right, by: ratio, to: leftType.unit)
      }
      let unit = leftType.unit.divided(by: right.type.numberType?.unit ?? rightType.unit)
      let style: NumberType.Style =
        leftType.style == .percent && rightType.style == .plain ? .percent : .plain
      let type = ValueType.number(NumberType(unit: unit, style: style))
      if let inverse = finiteInverse(of: right) {
        let factor = TypedExpr(
          .constant(.number(.exact(inverse), .exact)), right.type, at: right.range)
        return TypedExpr(.arithmetic(.multiply, left, factor), type, at: range)
      }
      return TypedExpr(.arithmetic(.divide, left, right), type, at: range)
    case .power:
      return try power((leftExpr, left), (rightExpr, right), at: range)
    case .join, .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual, .and, .or:
      preconditionFailure("only arithmetic operators come here")
    }
  }

  private func power(
    _ base: (Expr, TypedExpr), _ exponent: (Expr, TypedExpr), at range: SourceRange
  ) throws(Diagnostic) -> TypedExpr {
    let baseType = try numberType(of: base.1, base.0, for: "^")
    let exponentType = try numberType(of: exponent.1, exponent.0, for: "^")
    guard exponentType.unit.isNone else {
      throw Diagnostic("an exponent has no unit", at: exponent.0.range)
    }
    var type = NumberType.plain
    if !baseType.unit.isNone {
      guard case .constant(.number(.exact(let decimal), .exact)) = exponent.1.kind,
        let whole = decimal.rescaled(to: 0), whole >= 1, whole <= 9
      else {
        throw Diagnostic(
          "a number with a unit can only be raised to a whole number from 1 to 9",
          at: exponent.0.range)
      }
      type.unit = baseType.unit.raised(to: Int(whole))
    }
    return TypedExpr(.arithmetic(.power, base.1, exponent.1), .number(type), at: range)
  }

  /// `sum funds * rate` is `(sum funds) * rate`, which nobody means where rate is a field.
  private func refuseBareFactor(
    _ op: InfixOperator, _ left: Expr, _ right: Expr, at range: SourceRange
  ) throws(Diagnostic) {
    guard place == .group, case .aggregate(let aggregate) = left.kind, !aggregate.isCall,
      aggregate.operands.count == 1, case .name(let name, _) = right.kind,
      definitions[name.text] == nil, scope.index(of: name) == nil,
      records.index(of: name) != nil
    else { return }
    let operand = Printer.text(of: aggregate.operands[0])
    let word = aggregate.function.rawValue
    let meant = "\(word) (\(operand) \(op.rawValue) \(name.text.asName))"
    throw Diagnostic(
      "\(word) takes \(operand) alone, so this is (\(word) \(operand)) \(op.rawValue) \(name.text), "
        + "and \(name.text) is no key of this summary",
      at: range, fixes: [.init(range: range, replacement: meant)])
  }

  private func finiteInverse(of divisor: TypedExpr) -> FixedDecimal? {
    guard case .constant(.number(.exact(let decimal), .exact)) = divisor.kind,
      decimal.coefficient > 0
    else { return nil }
    let reduced = decimal.normalized
    guard let power = FixedDecimal.powerOfTen(reduced.scale) else { return nil }
    return Ratio(power, reduced.coefficient).decimal
  }

  private mutating func dateArithmetic(
    _ op: InfixOperator, _ left: (Expr, TypedExpr), _ right: (Expr, TypedExpr),
    at range: SourceRange
  ) throws(Diagnostic) -> TypedExpr? {
    let leftIsDate = left.1.type == .date || left.1.type == .dateTime
    let rightIsDate = right.1.type == .date || right.1.type == .dateTime
    guard leftIsDate || rightIsDate else { return nil }
    if leftIsDate, rightIsDate, op == .minus {
      let type = NumberType(unit: catalog.units.atom(named: "day").map { Unit($0) } ?? .none)
      return TypedExpr(.call(.daysBetween, [left.1, right.1]), .number(type), at: range)
    }
    let (dateSide, stepSide) = leftIsDate ? (left, right) : (right, left)
    guard op == .plus || (op == .minus && leftIsDate),
      let unit = stepSide.1.type.numberType?.unit, unit.factors.count == 1,
      let step = CalendarStep(unit.factors[0].atom.symbol), unit.factors[0].power == 1
    else {
      throw Diagnostic(
        "a date takes + and - with days, weeks, months or years, as in + 3 months", at: range)
    }
    var amount = stepSide.1
    if op == .minus { amount = TypedExpr(.negate(amount), amount.type, at: amount.range) }
    if step.factor != 1 {
      let factor = TypedExpr(
        .constant(.number(.exact(FixedDecimal(Int128(step.factor))), .exact)), .number(.plain),
        at: amount.range)
      amount = TypedExpr(.arithmetic(.multiply, amount, factor), amount.type, at: amount.range)
    }
    return TypedExpr(
      .call(step.isCalendar ? .addMonths : .addDays, [dateSide.1, amount]), dateSide.1.type,
      at: range)
  }

  mutating func joined(
    _ left: Expr, _ right: Expr, at range: SourceRange
  ) throws(Diagnostic) -> TypedExpr {
    let a = try asText(left)
    let b = try asText(right)
    return TypedExpr(.concatenated(a, b), .text, at: range)
  }

  private mutating func asText(_ expr: Expr) throws(Diagnostic) -> TypedExpr {
    let checked = try check(expr)
    if checked.type == .text { return checked }
    return TypedExpr(.call(.text, [checked]), .text, at: checked.range)
  }

  // MARK: Units

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
    if let atom = type.unit.factors.first?.atom, atom.isScaled {
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

  /// `sum funds to million yuan`
  mutating func converted(
    _ operand: Expr, to phrase: UnitPhrase, at range: SourceRange
  ) throws(Diagnostic) -> TypedExpr {
    let checked = try check(operand)
    let type = try numberType(of: checked, operand, for: "to")
    var unit = try self.unit(phrase)
    // `to million` alone keeps the unit and changes the scale.
    if phrase.factors.isEmpty, let first = type.unit.factors.first, type.unit.factors.count == 1 {
      unit = Unit([.init(atom: first.atom.scaled(by: phrase.scaleExponent), power: first.power)])
    }
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
    if phrase.scaleExponent != 0, !factors.isEmpty {
      factors[0].atom = factors[0].atom.scaled(by: phrase.scaleExponent)
    }
    return Unit(factors)
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

  // MARK: Two sides of one kind

  /// The sides of `if`, `default`, `larger`: one type, one unit.
  mutating func agreeing(
    _ leftExpr: Expr, _ rightExpr: Expr, joinedBy word: String
  ) throws(Diagnostic) -> (TypedExpr, TypedExpr) {
    let left = try check(leftExpr)
    if left.type == .text, let value = try bareValue(rightExpr, beside: left, mustExist: false) {
      return (left, value)
    }
    var right = try check(rightExpr)
    if left.type.numberType != nil, right.type.numberType != nil {
      return try aligned((leftExpr, left), (rightExpr, right), for: word)
    }
    if left.type == .date { right = asYear(right) }
    guard left.type == right.type else {
      throw Diagnostic(
        "the sides of \(word) are not of one kind: \(Printer.text(of: leftExpr)) is "
          + "\(left.type.described), \(Printer.text(of: rightExpr)) is \(right.type.described)",
        at: leftExpr.range.joined(with: rightExpr.range))
    }
    return (left, right)
  }

  /// `average funds default 0` could fill before or after.
  func refuseAmbiguousDefault(
    _ operand: Expr, _ fallback: Expr, at range: SourceRange
  ) throws(Diagnostic) {
    guard case .aggregate(let aggregate) = operand.kind, !aggregate.isCall,
      aggregate.operands.count == 1, case .name = aggregate.operands[0].kind
    else { return }
    let word = aggregate.function.rawValue
    switch aggregate.function {
    case .sum, .count: if !isNonZero(fallback) { return }
    case .average, .min, .max, .median, .stddev, .variance, .mode, .first, .last, .list,
      .percentile, .correlation:
      break
    }
    let inner = Printer.text(of: aggregate.operands[0])
    let value = Printer.text(of: fallback)
    throw Diagnostic(
      "default can fill missing cells before \(word), or a missing \(word) after it", at: range,
      fixes: [
        .init(range: range, replacement: "\(word) (\(inner) default \(value))"),
        .init(range: range, replacement: "\(word)(\(inner)) default \(value)"),
      ])
  }

  private func isNonZero(_ expr: Expr) -> Bool {
    if case .number(let literal) = expr.kind { return literal.coefficient != 0 }
    return true
  }
}

/// A step of the calendar: `3 months`.
private struct CalendarStep {
  var isCalendar: Bool
  var factor: Int

  init?(_ symbol: String) {
    switch symbol {
    case "day": (isCalendar, factor) = (false, 1)
    case "week": (isCalendar, factor) = (false, 7)
    case "month": (isCalendar, factor) = (true, 1)
    case "quarter": (isCalendar, factor) = (true, 3)
    case "year": (isCalendar, factor) = (true, 12)
    default: return nil
    }
  }
}

extension UnitAtom {
  /// `million yuan`: the same thing in larger steps.
  package func scaled(by exponent: Int) -> UnitAtom {
    guard exponent != 0, let power = FixedDecimal.powerOfTen(abs(exponent)),
      let larger = ratio.multiplied(by: exponent > 0 ? Ratio(power) : Ratio(1, power))
    else { return self }
    let word = UnitAtom.scaleWords.first { $0.exponent == exponent }?.word ?? "10^\(exponent)"
    return UnitAtom(
      symbol: "\(word) \(symbol)", plural: "\(word) \(plural)", dimension: dimension,
      ratio: larger)
  }

  package var isScaled: Bool {
    UnitAtom.scaleWords.contains { symbol.hasPrefix("\($0.word) ") }
  }

  private static let scaleWords: [(word: String, exponent: Int)] = [
    ("thousand", 3), ("万", 4), ("million", 6), ("亿", 8), ("billion", 9), ("trillion", 12),
  ]
}
