package import Records
package import Syntax

extension Checker {
  // MARK: let

  /// Checks a definition where it is written.
  package static func check(
    _ definition: Catalog.Definition, in catalog: Catalog
  ) throws(Diagnostic) -> [Note] {
    var checker = Checker(catalog: catalog)
    switch definition.body {
    case .query(let query): return try checker.plan(query).notes
    case .expression(let body):
      if let current = catalog.current, let set = catalog.sets[current] {
        checker.scope = Scope(schema: catalog.schema(of: set), title: current, qualifier: current)
        checker.records = checker.scope
      }
      checker.isDefinition = true
      let hasWindow = checker.containsWindow(body)
      checker.place = checker.containsAggregate(body) ? .group : hasWindow ? .shown : .record
      if checker.place == .group { checker.scope.fields = [] }
      if case .infix(let op, _, _, _) = body.kind, op == .and || op == .or {
        try checker.checkParts(of: body)
      } else {
        _ = try checker.check(body)
      }
      return checker.notes
    }
  }

  /// A condition may test records and groups; each part is checked in its own place.
  private mutating func checkParts(of body: Expr) throws(Diagnostic) {
    for part in conjuncts(of: body, orGroups: nil) {
      place = part.testsGroups ? .group : .record
      scope = part.testsGroups ? Scope(fields: [], title: records.title) : records
      _ = try condition(part.expr)
    }
  }

  // MARK: param

  /// The default of a parameter, which also says its type.
  package static func parameter(
    default expr: Expr, help: String?, in catalog: Catalog
  ) throws(Diagnostic) -> Catalog.Parameter {
    var checker = Checker(catalog: catalog)
    if case .name(let name, nil) = expr.kind {
      if let value = Checker.yesNo(name.text) {
        return Catalog.Parameter(value: .yesNo(value), type: .yesNo, help: help)
      }
      return Catalog.Parameter(value: .text(name.text), type: .text, help: help)
    }
    if case .list(let members) = expr.kind {
      var texts: [String] = []
      for member in members {
        guard let text = member.bareText else {
          throw Diagnostic("a list of a parameter holds words or quoted texts", at: member.range)
        }
        texts.append(text)
      }
      return Catalog.Parameter(value: .list(texts), type: .list, help: help)
    }
    let checked = try checker.check(expr)
    guard case .constant(let value) = checked.kind else {
      throw Diagnostic("the default of a parameter is a value, not a calculation", at: expr.range)
    }
    var type = checked.type
    if case .number(let literal) = expr.kind, literal.isFourDigits {
      type = .number(NumberType(style: .year))
    }
    return Catalog.Parameter(value: value, type: type, help: help)
  }

  /// Text from the command line is read as the parameter's type, never as code.
  package static func parameter(
    _ parameter: Catalog.Parameter, named name: String, reading text: String, at range: SourceRange,
    in catalog: Catalog
  ) throws(Diagnostic) -> Catalog.Parameter {
    var result = parameter
    switch parameter.type {
    case .text: result.value = .text(text)
    case .list:
      result.value = .list(text.split(separator: ";").map { String($0.trimmed) })
    case .yesNo:
      guard let value = Checker.yesNo(text) else {
        throw Diagnostic("$\(name) is yes or no, and \"\(text)\" is neither", at: range)
      }
      result.value = .yesNo(value)
    case .number, .date, .dateTime:
      let source = SourceText(name: "$\(name)", text: "expect x = \(text)")
      let parsed = Parser.parse(source)
      guard parsed.diagnostics.isEmpty, parsed.statements.count == 1,
        case .expect(let expr) = parsed.statements[0].kind,
        case .infix(.equal, _, _, let literal) = expr.kind
      else { throw unreadable(text, name, parameter.type, at: range) }
      switch literal.kind {
      case .number, .period, .prefix: break
      default: throw unreadable(text, name, parameter.type, at: range)
      }
      var checker = Checker(catalog: catalog)
      guard var checked = try? checker.check(literal) else {
        throw unreadable(text, name, parameter.type, at: range)
      }
      if parameter.type == .date { checked = checker.asYear(checked) }
      let isNumber = parameter.type.numberType != nil && checked.type.numberType != nil
      guard case .constant(let value) = checked.kind, isNumber || checked.type == parameter.type
      else { throw unreadable(text, name, parameter.type, at: range) }
      result.value = value
      if isNumber, checked.type.numberType?.unit.isNone == false { result.type = checked.type }
    }
    return result
  }

  private static func unreadable(
    _ text: String, _ name: String, _ type: ValueType, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic("$\(name) is \(type.described), and \"\(text)\" does not read as one", at: range)
  }

  // MARK: unit

  package static func unit(
    _ name: Name, _ literal: NumberLiteral, in catalog: Catalog
  ) throws(Diagnostic) -> UnitAtom {
    let checker = Checker(catalog: catalog)
    let checked = try checker.number(literal, at: name.range)
    guard case .constant(.number(.exact(let decimal), .exact)) = checked.kind,
      decimal.coefficient > 0, let unit = checked.type.numberType?.unit, !unit.isNone,
      let power = FixedDecimal.powerOfTen(decimal.scale),
      let base = Unit.baseRatio(of: unit),
      let ratio = Ratio(decimal.coefficient, power).multiplied(by: base)
    else {
      throw Diagnostic(
        "a unit is so many of another one, as in unit jin = 0.5 kg", at: name.range)
    }
    return UnitAtom(
      symbol: name.text, plural: name.text, dimension: unit.dimension, ratio: ratio)
  }

  // MARK: expect

  /// A plan with one row: whether it holds, and the two sides where it is a comparison. For a
  /// condition on fields the sides are the number of records that do not meet it, and 0.
  package static func plan(
    expecting condition: Expr, in catalog: Catalog
  ) throws(Diagnostic) -> Plan {
    var checker = Checker(catalog: catalog)
    checker.isExpectation = true
    return try checker.expectation(condition)
  }

  private mutating func expectation(_ expr: Expr) throws(Diagnostic) -> Plan {
    var source = Plan.Source.set(catalog.current ?? "")
    if let current = catalog.current, let set = catalog.sets[current] {
      records = Scope(schema: catalog.schema(of: set), title: current, qualifier: current)
    } else {
      records = Scope(fields: [], title: "")
    }
    if catalog.current == nil {
      // Brackets may name their own set; then the question needs no current one.
      guard let first = catalog.setNames.first else {
        throw Diagnostic("no set is loaded that this could be asked of", at: expr.range)
      }
      source = .set(first)
    }
    if !containsAggregate(expr), namesField(expr) { return try eachRecord(expr, source) }
    scope = Scope(fields: [], title: records.title)
    place = .group
    let checked = try condition(expr)
    var items = [Projection.Item(expr: checked, name: "holds")]
    var sides = checked
    if case .complement(let equal) = checked.kind { sides = equal }
    if case .comparison(_, let left, let right) = sides.kind,
      case .infix(_, _, let leftExpr, let rightExpr) = expr.kind
    {
      let names = (Printer.text(of: leftExpr), Printer.text(of: rightExpr))
      items.append(Projection.Item(expr: left, name: names.0))
      items.append(Projection.Item(expr: right, name: names.1 == names.0 ? "right" : names.1))
    }
    return plan(items, source, expr)
  }

  private mutating func plan(
    _ items: [Projection.Item], _ source: Plan.Source, _ expr: Expr
  ) -> Plan {
    let steps = assembled([
      .summarise(Summary(keys: [], aggregates: summary.aggregates)),
      .project(Projection(items: items, keepsRecords: false)),
    ])
    let stage = PlanStage(
      input: records.schema, steps: steps,
      output: Schema(fields: items.map { Schema.Field(name: $0.name, type: $0.expr.type) }),
      form: .table)
    return Plan(source: source, stages: [stage], notes: notes, text: Printer.text(of: expr))
  }

  /// What the number of records is called for which a condition on fields does not hold.
  package static let unmetName = "records that do not meet it"

  private mutating func eachRecord(
    _ expr: Expr, _ source: Plan.Source
  ) throws(Diagnostic) -> Plan {
    scope = records
    place = .record
    let checked = try condition(expr)
    let failing = TypedExpr(.complement(checked), .yesNo, at: expr.range)
    let text = Checker.unmetName
    let count = AggregateCall(
      function: .count, operands: [], filter: failing, text: text, type: .number(.plain))
    let column = summary.column(of: count)
    let found = TypedExpr(.column(column), .number(.plain), at: expr.range)
    let zero = TypedExpr(
      .constant(.number(.exact(FixedDecimal(0)), .exact)), .number(.plain), at: expr.range)
    let holds = TypedExpr(.comparison(.equal, found, zero), .yesNo, at: expr.range)
    return plan(
      [
        Projection.Item(expr: holds, name: "holds"), Projection.Item(expr: found, name: text),
        Projection.Item(expr: zero, name: "expected"),
      ], source, expr)
  }

  private func namesField(_ expr: Expr) -> Bool {
    switch expr.kind {
    case .name(let name, _):
      if let definition = definitions[name.text], case .expression(let body) = definition.body {
        return namesField(body)
      }
      return records.index(of: name) != nil
    case .query: return false
    default: return expr.children.contains(where: namesField)
    }
  }

  // MARK: why

  /// A condition on the fields of what a plan reads first.
  package static func condition(
    _ expr: Expr, narrowing plan: Plan, in catalog: Catalog
  ) throws(Diagnostic) -> TypedExpr {
    var checker = Checker(catalog: catalog)
    guard let schema = checker.schema(of: plan.source) else {
      throw Diagnostic("the last answer has no records behind it", at: expr.range)
    }
    checker.scope = Scope(schema: schema, title: "the records", qualifier: nil)
    checker.records = checker.scope
    checker.reading = Plan(source: plan.source, stages: [])
    return try checker.condition(expr)
  }

  private func schema(of source: Plan.Source) -> Schema? {
    switch source {
    case .set(let name): catalog.sets[name].map { catalog.schema(of: $0) }
    case .query(let plan): schema(of: plan.source)
    case .lastAnswer: catalog.lastAnswer
    case .enclosing: nil
    }
  }
}

extension Expr {
  /// The text of a bare word or a quoted text.
  var bareText: String? {
    switch kind {
    case .name(let name, nil): name.text
    case .text(let text): text
    default: nil
    }
  }
}

extension Substring {
  var trimmed: Substring {
    var result = self
    while result.first?.isWhitespace == true { result.removeFirst() }
    while result.last?.isWhitespace == true { result.removeLast() }
    return result
  }
}

extension Unit {
  /// How many base units one of this is.
  static func baseRatio(of unit: Unit) -> Ratio? {
    var result = Ratio.one
    for factor in unit.factors {
      guard let power = factor.atom.ratio.raised(to: factor.power),
        let next = result.multiplied(by: power)
      else { return nil }
      result = next
    }
    return result
  }
}
