import Records
import Syntax

extension Checker {
  /// Checks an expression that must be yes or no.
  mutating func condition(_ expr: Expr) throws(Diagnostic) -> TypedExpr {
    switch expr.kind {
    case .infix(let op, let opRange, let left, let right):
      switch op {
      case .and:
        let a = try condition(left)
        let b = try condition(right)
        return TypedExpr(.both(a, b), .yesNo, at: expr.range)
      case .or: return try disjunction(left, right, at: expr.range)
      case .equal: return try comparison(.equal, op, left, right, at: expr.range, opRange)
      case .unequal:
        return complementOfEqual(
          try comparison(.unequal, op, left, right, at: expr.range, opRange))
      case .less: return try comparison(.less, op, left, right, at: expr.range, opRange)
      case .lessOrEqual:
        return try comparison(.lessOrEqual, op, left, right, at: expr.range, opRange)
      case .greater: return try comparison(.greater, op, left, right, at: expr.range, opRange)
      case .greaterOrEqual:
        return try comparison(.greaterOrEqual, op, left, right, at: expr.range, opRange)
      case .plus, .minus, .times, .divide, .power, .join: break
      }
    case .prefix(.not, let operand):
      let checked = try condition(operand)
      watchMissing(under: checked, in: operand)
      return TypedExpr(.complement(checked), .yesNo, at: expr.range)
    case .test(let subject, let test, let isNegated, let wordRange):
      return try self.test(subject, test, isNegated: isNegated, expr, wordRange)
    case .name(let name, nil):
      if let misplaced = strayValue(name) { throw misplaced }
    case .number, .text, .period, .pattern, .name, .parameter, .list, .range, .prefix, .aggregate,
      .call, .conditional, .defaulting, .converting, .query:
      break
    }
    let checked = try check(expr)
    guard checked.type == .yesNo else { throw notACondition(expr, checked.type) }
    return checked
  }

  /// `!=` is the exact complement of `=`, so it holds where a side is missing.
  private func complementOfEqual(_ condition: TypedExpr) -> TypedExpr {
    guard case .comparison(.unequal, let left, let right) = condition.kind else { return condition }
    let equal = TypedExpr(.comparison(.equal, left, right), .yesNo, at: condition.range)
    return TypedExpr(.complement(equal), .yesNo, at: condition.range)
  }

  private func notACondition(_ expr: Expr, _ type: ValueType) -> Diagnostic {
    let text = Printer.text(of: expr)
    let example =
      switch type {
      case .number: "\(text) > 0"
      case .text: "\(text) = \"…\""
      case .list: "\(text) has …"
      case .date, .dateTime: "\(text) in 2010"
      case .yesNo: text
      }
    return Diagnostic(
      "\(text) is \(type.described), not a condition", at: expr.range,
      notes: ["a condition compares it, as in \(example)"])
  }

  // MARK: Comparisons

  private mutating func comparison(
    _ comparison: Comparison, _ op: InfixOperator, _ leftExpr: Expr, _ rightExpr: Expr,
    at range: SourceRange, _ opRange: SourceRange
  ) throws(Diagnostic) -> TypedExpr {
    lastComparison = (
      Expr(.infix(op, operatorRange: opRange, leftExpr, rightExpr), at: range), op, range
    )
    if case .name(let name, nil) = leftExpr.kind, case .name(let field, _) = rightExpr.kind,
      isStrayValue(leftExpr), scope.index(of: name) == nil, let index = scope.index(of: field)
    {
      let swapped = "\(field.text.asName) \(op.rawValue) \(name.text)"
      throw Diagnostic(
        "no field is named \(name.text); a value stands after the field it is compared with",
        at: name.range,
        fixes: scope.fields[index].type == .text || scope.fields[index].type == .list
          ? [.init(range: range, replacement: swapped)] : [])
    }
    let left = try check(leftExpr)
    switch left.type {
    case .text: return try textComparison(comparison, leftExpr, left, rightExpr, at: range)
    case .list: return try listComparison(comparison, leftExpr, left, rightExpr, at: range)
    case .yesNo:
      let right = try yesNoOperand(rightExpr)
      guard right.type == .yesNo else {
        throw mismatch(leftExpr, left.type, rightExpr, right.type)
      }
      guard comparison == .equal || comparison == .unequal else {
        throw Diagnostic("yes and no have no order", at: opRange)
      }
      let result = compared(comparison, left, right, at: range)
      watchMissing(result, left)
      return result
    case .number: return try numberComparison(comparison, leftExpr, left, rightExpr, at: range)
    case .date, .dateTime:
      return try dateComparison(comparison, leftExpr, left, rightExpr, at: range)
    }
  }

  private func compared(
    _ comparison: Comparison, _ left: TypedExpr, _ right: TypedExpr, at range: SourceRange
  ) -> TypedExpr {
    TypedExpr(.comparison(comparison, left, right), .yesNo, at: range)
  }

  mutating func yesNoOperand(_ expr: Expr) throws(Diagnostic) -> TypedExpr {
    if case .name(let name, nil) = expr.kind, let value = Checker.yesNo(name.text) {
      return TypedExpr(.constant(.yesNo(value)), .yesNo, at: expr.range)
    }
    if case .text(let text) = expr.kind, let value = Checker.yesNo(text) {
      return TypedExpr(.constant(.yesNo(value)), .yesNo, at: expr.range)
    }
    return try check(expr)
  }

  static func yesNo(_ word: String) -> Bool? {
    switch word.lowercased() {
    case "yes", "true", "y", "是": true
    case "no", "false", "n", "否": false
    default: nil
    }
  }

  private func mismatch(
    _ left: Expr, _ leftType: ValueType, _ right: Expr, _ rightType: ValueType
  ) -> Diagnostic {
    Diagnostic(
      "\(Printer.text(of: left)) is \(leftType.described) and \(Printer.text(of: right)) is "
        + "\(rightType.described)", at: left.range.joined(with: right.range))
  }

  private mutating func numberComparison(
    _ comparison: Comparison, _ leftExpr: Expr, _ left: TypedExpr, _ rightExpr: Expr,
    at range: SourceRange
  ) throws(Diagnostic) -> TypedExpr {
    var right = try check(rightExpr)
    if right.type == .date || right.type == .dateTime {
      let left = asYear(left)
      guard left.type == .date else { throw yearAndDate(leftExpr, left.type, rightExpr, right) }
      return watchingDates(compared(comparison, left, right, at: range), left, right, range)
    }
    guard right.type.numberType != nil else {
      throw quotedNumber(leftExpr, left.type, rightExpr, right)
    }
    try refusePlainBesidePercent((leftExpr, left), (rightExpr, right))
    let pair = try aligned((leftExpr, left), (rightExpr, right), for: comparison.rawValue)
    var aligned = pair.0
    right = pair.1
    if isExpectation, comparison == .equal || comparison == .unequal {
      (aligned, right) = atLiteralDigits((leftExpr, aligned), (rightExpr, right))
    }
    let result = compared(comparison, aligned, right, at: range)
    watchNumbers(result, comparison, aligned, right, range)
    return result
  }

  /// In `expect` a double is compared at the literal's digits.
  private func atLiteralDigits(
    _ left: (Expr, TypedExpr), _ right: (Expr, TypedExpr)
  ) -> (TypedExpr, TypedExpr) {
    func digits(_ side: TypedExpr) -> Int? {
      if case .constant(.number(.exact(let decimal), _)) = side.kind { decimal.scale } else { nil }
    }
    if let scale = digits(right.1) {
      return (TypedExpr(.atDigits(left.1, scale), left.1.type, at: left.1.range), right.1)
    }
    if let scale = digits(left.1) {
      return (left.1, TypedExpr(.atDigits(right.1, scale), right.1.type, at: right.1.range))
    }
    return (left.1, right.1)
  }

  private func yearAndDate(
    _ leftExpr: Expr, _ leftType: ValueType, _ rightExpr: Expr, _ right: TypedExpr
  ) -> Diagnostic {
    var diagnostic = mismatch(leftExpr, leftType, rightExpr, right.type)
    if case .constant(.period(let period)) = right.kind, leftType.numberType?.style == .year {
      let year = CivilDay(period.start).year
      diagnostic.notes.append("\(Printer.text(of: leftExpr)) holds years only")
      diagnostic.fixes = [.init(range: rightExpr.range, replacement: String(year))]
    }
    return diagnostic
  }

  private func quotedNumber(
    _ leftExpr: Expr, _ leftType: ValueType, _ rightExpr: Expr, _ right: TypedExpr
  ) -> Diagnostic {
    var diagnostic = mismatch(leftExpr, leftType, rightExpr, right.type)
    if case .constant(.text(let text)) = right.kind,
      !text.isEmpty, text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") })
    {
      diagnostic.fixes = [.init(range: rightExpr.range, replacement: text)]
    }
    return diagnostic
  }

  /// 50 beside a percentage could be 50% or 0.5.
  func refusePlainBesidePercent(
    _ left: (Expr, TypedExpr), _ right: (Expr, TypedExpr)
  ) throws(Diagnostic) {
    let (percent, plain): ((Expr, TypedExpr), (Expr, TypedExpr))
    if left.1.type.numberType?.style == .percent {
      (percent, plain) = (left, right)
    } else if right.1.type.numberType?.style == .percent {
      (percent, plain) = (right, left)
    } else {
      return
    }
    guard isPlainLiteral(plain.0), case .constant(.number(.exact(let decimal), _)) = plain.1.kind,
      decimal.double.magnitude > 1
    else { return }
    let hundredth = FixedDecimal(decimal.coefficient, scale: decimal.scale + 2).normalized
    throw Diagnostic(
      "\(Printer.text(of: percent.0)) is a percentage, so \(decimal.normalized) could be "
        + "\(decimal.normalized)% (which is \(hundredth)) or \(decimal.normalized) times the whole",
      at: plain.0.range,
      fixes: [
        .init(range: plain.0.range, replacement: "\(decimal.normalized)%"),
        .init(range: plain.0.range, replacement: "\(hundredth)"),
      ])
  }

  private mutating func dateComparison(
    _ comparison: Comparison, _ leftExpr: Expr, _ left: TypedExpr, _ rightExpr: Expr,
    at range: SourceRange
  ) throws(Diagnostic) -> TypedExpr {
    let right = asYear(try check(rightExpr))
    guard right.type == .date || right.type == .dateTime else {
      var diagnostic = mismatch(leftExpr, left.type, rightExpr, right.type)
      if case .constant(.text(let text)) = right.kind {
        diagnostic.notes.append("a date is written without quotes, as in 2010-05-17")
        if DateText.period(text) != nil {
          diagnostic.fixes = [.init(range: rightExpr.range, replacement: text)]
        }
      }
      throw diagnostic
    }
    return watchingDates(compared(comparison, left, right, at: range), left, right, range)
  }

  private mutating func watchingDates(
    _ result: TypedExpr, _ left: TypedExpr, _ right: TypedExpr, _ range: SourceRange
  ) -> TypedExpr {
    watchMissing(result, left)
    watchSeeds.append(
      WatchSeed(
        kind: .longerPeriod(condition: heldText(at: range)),
        predicate: TypedExpr(.isLonger(left, than: right), .yesNo, at: range)))
    return result
  }
}
