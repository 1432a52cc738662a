import Records
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
      throw wrongStep(stepSide, isMoved: op == .plus || op == .minus, at: range)
    }
    var amount = stepSide.1
    if case .constant(.number(.exact(let decimal), _)) = amount.kind,
      decimal.rescaled(to: 0) == nil
    {
      throw Diagnostic(
        "a date moves by whole days, weeks, months or years, and \(Printer.text(of: stepSide.0)) "
          + "is no whole number of them", at: stepSide.0.range)
    }
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

  /// A plain number is so many of something.
  private func wrongStep(
    _ step: (Expr, TypedExpr), isMoved: Bool, at range: SourceRange
  ) -> Diagnostic {
    var diagnostic = Diagnostic(
      "a date takes + and - with days, weeks, months or years, as in + 3 months", at: range)
    guard isMoved, step.1.type == .number(.plain) else { return diagnostic }
    let text = Printer.text(of: step.0)
    if case .number = step.0.kind {
      diagnostic.fixes = ["days", "months"].map {
        .init(range: step.0.range, replacement: "\(text) \($0)")
      }
    } else {
      let isSimple = if case .name = step.0.kind { true } else { false }
      diagnostic.fixes = ["day", "month"].map {
        .init(
          range: step.0.range, replacement: "\(isSimple ? text : "(\(text))") * 1 \($0)")
      }
    }
    return diagnostic
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

  // MARK: Two sides of one kind

  /// The sides of `if`, `default`, `larger`: one type, one unit.
  mutating func agreeing(
    _ leftExpr: Expr, _ rightExpr: Expr, joinedBy word: String
  ) throws(Diagnostic) -> (TypedExpr, TypedExpr) {
    let left = try check(leftExpr)
    if left.type == .yesNo { return (left, try yesNoSide(rightExpr, word, leftExpr)) }
    if left.type == .text { try refuseBareText(rightExpr) }
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

  private mutating func yesNoSide(
    _ expr: Expr, _ word: String, _ leftExpr: Expr
  ) throws(Diagnostic) -> TypedExpr {
    let checked = try yesNoOperand(expr)
    guard checked.type == .yesNo else {
      throw Diagnostic(
        "the sides of \(word) are not of one kind: \(Printer.text(of: leftExpr)) is yes or no, "
          + "\(Printer.text(of: expr)) is \(checked.type.described)",
        at: leftExpr.range.joined(with: expr.range))
    }
    return checked
  }

  /// After `else` and `default` a word is a field or a `let`; a text there stands in quotes.
  private func refuseBareText(_ expr: Expr) throws(Diagnostic) {
    guard case .name(let name, nil) = expr.kind, !name.isQuoted,
      Catalog.find(name.text, in: definitions.keys) == nil, scope.index(of: name) == nil,
      !aliases.contains(where: { $0.name == name.text }),
      place != .group || records.index(of: name) == nil
    else { return }
    let quoted = Printer.text(of: Expr(.text(name.text), at: expr.range))
    throw Diagnostic(
      "no field is named \(name.text); a text stands in quotes here", at: expr.range,
      fixes: [.init(range: expr.range, replacement: quoted)])
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
