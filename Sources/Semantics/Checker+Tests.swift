import Records
import Syntax

extension Checker {
  /// A condition word: `in`, `between`, `has`, `is missing` and their kin.
  mutating func test(
    _ subjectExpr: Expr, _ test: Test, isNegated: Bool, _ expr: Expr, _ wordRange: SourceRange
  ) throws(Diagnostic) -> TypedExpr {
    if case .contains(let pattern) = test, let everywhere = try anywhere(subjectExpr, pattern, expr)
    {
      return isNegated ? complement(everywhere) : everywhere
    }
    let subject = try check(subjectExpr)
    lastComparison = (expr, .equal, expr.range)
    let result = try tested(subjectExpr, subject, test, expr, wordRange)
    guard isNegated else { return result }
    watchSeeds.removeAll { if case .sharedWithOthers = $0.kind { true } else { false } }
    switch test {
    case .isMissing: break
    case .isExact, .between, .isIn, .contains, .startsWith, .endsWith, .matches, .has, .hasAny,
      .hasAll,
      .within:
      watchMissing(of: subject, in: expr)
    }
    return complement(result)
  }

  private func complement(_ condition: TypedExpr) -> TypedExpr {
    TypedExpr(.complement(condition), .yesNo, at: condition.range)
  }

  private mutating func tested(
    _ subjectExpr: Expr, _ subject: TypedExpr, _ test: Test, _ expr: Expr,
    _ wordRange: SourceRange
  ) throws(Diagnostic) -> TypedExpr {
    let range = expr.range
    switch test {
    case .isMissing: return TypedExpr(.isMissing(subject), .yesNo, at: range)
    case .isExact:
      _ = try numberType(of: subject, subjectExpr, for: "is exact")
      return TypedExpr(.isExact(subject), .yesNo, at: range)
    case .between(let low, let high):
      return try within((subjectExpr, subject), low, high, opensAtMissing: false, at: range)
    case .isIn(let operand): return try membership(subjectExpr, subject, operand, at: range)
    case .contains(let pattern):
      return try textTest(.contains, subjectExpr, subject, pattern, at: range, wordRange)
    case .startsWith(let pattern):
      return try textTest(.startsWith, subjectExpr, subject, pattern, at: range, wordRange)
    case .endsWith(let pattern):
      return try textTest(.endsWith, subjectExpr, subject, pattern, at: range, wordRange)
    case .matches(let operand):
      return try matches(subjectExpr, subject, operand, at: range)
    case .has(let member):
      return try listTest(.has, subjectExpr, subject, [member], at: range, wordRange)
    case .hasAny(let members):
      return try listTest(.hasAny, subjectExpr, subject, members, at: range, wordRange)
    case .hasAll(let members):
      return try listTest(.hasAll, subjectExpr, subject, members, at: range, wordRange)
    case .within(let members):
      return try listTest(.within, subjectExpr, subject, members, at: range, wordRange)
    }
  }

  // MARK: Text

  /// `anything contains Jiangsu` looks in every text and list field.
  private mutating func anywhere(
    _ subject: Expr, _ pattern: Expr, _ expr: Expr
  ) throws(Diagnostic) -> TypedExpr? {
    guard case .name(let name, nil) = subject.kind, name.text.lowercased() == "anything",
      scope.index(of: name) == nil, definitions[name.text] == nil
    else { return nil }
    var result: TypedExpr?
    for (index, field) in scope.fields.enumerated() {
      var column = TypedExpr(.column(index), field.type, at: subject.range)
      switch field.type {
      case .text: break
      case .list: column = TypedExpr(.call(.text, [column]), .text, at: subject.range)
      case .number, .yesNo, .date, .dateTime: continue
      }
      let looked = try textTest(.contains, subject, column, pattern, at: expr.range, expr.range)
      result = result.map { TypedExpr(.either($0, looked), .yesNo, at: expr.range) } ?? looked
    }
    guard let result else {
      throw Diagnostic("\(scope.title) has no text field to look in", at: subject.range)
    }
    return result
  }

  private mutating func textTest(
    _ test: TextTest, _ subjectExpr: Expr, _ subject: TypedExpr, _ patternExpr: Expr,
    at range: SourceRange, _ wordRange: SourceRange
  ) throws(Diagnostic) -> TypedExpr {
    guard subject.type == .text else {
      let text = Printer.text(of: subjectExpr)
      if subject.type == .list {
        throw Diagnostic(
          "\(text) is a list; has asks for a member, and \(test.rawValue) looks inside a text",
          at: wordRange, fixes: [.init(range: wordRange, replacement: "has")])
      }
      throw Diagnostic(
        "\(test.rawValue) looks inside a text, and \(text) is \(subject.type.described)",
        at: subjectExpr.range, notes: ["text(\(text)) is it as a text"])
    }
    let pattern: TypedExpr
    if case .name(let name, nil) = patternExpr.kind, !name.isQuoted {
      // A part of a value is no value of its own, so it need not occur.
      pattern = TypedExpr(.constant(.text(name.text)), .text, at: patternExpr.range)
    } else if case .number = patternExpr.kind {
      pattern = TypedExpr(
        .constant(.text(Printer.text(of: patternExpr))), .text, at: patternExpr.range)
    } else {
      pattern = try check(patternExpr)
    }
    guard pattern.type == .text else {
      throw Diagnostic(
        "\(test.rawValue) takes a text, and \(Printer.text(of: patternExpr)) is "
          + pattern.type.described, at: patternExpr.range,
        fixes: [
          .init(range: patternExpr.range, replacement: "\"\(Printer.text(of: patternExpr))\"")
        ])
    }
    return TypedExpr(.textTest(test, subject, pattern), .yesNo, at: range)
  }

  private func matches(
    _ subjectExpr: Expr, _ subject: TypedExpr, _ operand: Expr, at range: SourceRange
  ) throws(Diagnostic) -> TypedExpr {
    guard case .pattern(let pattern, let ignoresCase) = operand.kind else {
      throw Diagnostic(
        "matches takes a pattern between slashes, as in /mobile|telecom/i", at: operand.range)
    }
    guard subject.type == .text else {
      throw Diagnostic(
        "matches looks inside a text, and \(Printer.text(of: subjectExpr)) is "
          + subject.type.described, at: subjectExpr.range)
    }
    do throws(PatternError) {
      _ = try Pattern(pattern, ignoresCase: ignoresCase)
    } catch {
      throw Diagnostic(error.message, at: operand.range)
    }
    return TypedExpr(
      .matches(subject, pattern: pattern, ignoresCase: ignoresCase), .yesNo, at: range)
  }

  // MARK: Lists

  private mutating func listTest(
    _ test: ListTest, _ subjectExpr: Expr, _ subject: TypedExpr, _ memberExprs: [Expr],
    at range: SourceRange, _ wordRange: SourceRange
  ) throws(Diagnostic) -> TypedExpr {
    guard subject.type == .list else {
      let text = Printer.text(of: subjectExpr)
      var fixes: [Diagnostic.Fix] = []
      if subject.type == .text, test == .has {
        fixes = [
          .init(range: wordRange, replacement: "="),
          .init(range: wordRange, replacement: "contains"),
        ]
      }
      throw Diagnostic(
        "\(test.rawValue) asks a list for its members, and \(text) is \(subject.type.described)",
        at: subjectExpr.range, fixes: fixes)
    }
    var members: [String] = []
    for expr in memberExprs.flatMap(\.members) {
      let value: TypedExpr
      if let bare = try bareValue(expr, beside: subject) {
        value = bare
      } else {
        value = try check(expr)
        noteAbsent(parameter: expr, value, of: subject)
      }
      guard case .constant(.text(let text)) = value.kind else {
        throw Diagnostic(
          "\(test.rawValue) takes values, and \(Printer.text(of: expr)) is "
            + value.type.described, at: expr.range)
      }
      members.append(text)
    }
    return TypedExpr(.listTest(test, subject, members), .yesNo, at: range)
  }
}

extension Expr {
  /// The members of a list as written, else the expression itself.
  var members: [Expr] {
    if case .list(let members) = kind { members } else { [self] }
  }
}
