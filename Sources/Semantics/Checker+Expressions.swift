package import Records
import Syntax

extension Checker {
  /// Checks an expression in the place where the checker stands.
  mutating func check(_ expr: Expr) throws(Diagnostic) -> TypedExpr {
    if let known = alreadyComputed(expr) { return known }
    let range = expr.range
    switch expr.kind {
    case .number(let literal): return try number(literal, at: range)
    case .text(let text): return TypedExpr(.constant(.text(text)), .text, at: range)
    case .period(let literal): return try period(literal, at: range)
    case .pattern:
      throw Diagnostic("a pattern stands only after matches", at: range)
    case .name(let name, let qualifier): return try self.name(name, qualifier, at: range)
    case .parameter(let name):
      let parameter = try self.parameter(name)
      return TypedExpr(.constant(parameter.value), parameter.type, at: range)
    case .list(let members):
      throw Diagnostic(
        "a list of \(members.count) stands only beside a list field, after in, or after has any",
        at: range)
    case .range:
      throw Diagnostic("a range stands only after in", at: range)
    case .prefix(.minus, let operand):
      let checked = try check(operand)
      _ = try numberType(of: checked, operand, for: "-")
      if case .constant(.number(.exact(let decimal), let qualifier)) = checked.kind {
        let negated = FixedDecimal(0 &- decimal.coefficient, scale: decimal.scale)
        return TypedExpr(.constant(.number(.exact(negated), qualifier)), checked.type, at: range)
      }
      return TypedExpr(.negate(checked), checked.type, at: range)
    case .prefix(.not, _), .test: return try condition(expr)
    case .infix(let op, let opRange, let left, let right):
      switch op {
      case .plus, .minus, .times, .divide, .power:
        return try arithmetic(op, left, right, at: range)
      case .join:
        return try joined(left, right, at: range)
      case .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual, .and, .or:
        _ = opRange
        return try condition(expr)
      }
    case .aggregate(let aggregate): return try self.aggregate(aggregate, expr)
    case .call(let call): return try self.call(call, expr)
    case .conditional(let test, let then, let otherwise):
      let test = try condition(test)
      let (a, b) = try agreeing(then, otherwise, joinedBy: "if")
      return TypedExpr(.conditional(test, then: a, else: b), a.type, at: range)
    case .defaulting(let operand, let fallback):
      try refuseAmbiguousDefault(operand, fallback, at: range)
      let (a, b) = try agreeing(operand, fallback, joinedBy: "default")
      return TypedExpr(.defaulting(a, b), a.type, at: range)
    case .converting(let operand, let unit): return try converted(operand, to: unit, at: range)
    case .query(let query): return try scalar(query, at: range)
    }
  }

  /// In a summary an expression that is a key, and in sort and top one that is an item.
  private func alreadyComputed(_ expr: Expr) -> TypedExpr? {
    let text = Printer.text(of: expr)
    if prefersAliases, let alias = aliases.first(where: { $0.text == text || $0.name == text }) {
      return alias.expr
    }
    guard place == .group else { return nil }
    if let index = scope.fields.firstIndex(where: { $0.text == text }) {
      return TypedExpr(.column(index), scope.fields[index].type, at: expr.range)
    }
    return nil
  }

  // MARK: Names

  private mutating func name(
    _ name: Name, _ qualifier: Name?, at range: SourceRange
  ) throws(Diagnostic) -> TypedExpr {
    if let qualifier { return try qualified(name, qualifier, at: range) }
    if prefersAliases, let alias = aliases.first(where: { $0.name == name.text }) {
      return alias.expr
    }
    if let found = Catalog.find(name.text, in: definitions.keys),
      let definition = definitions[found]
    {
      return try use(definition, named: name)
    }
    if let index = scope.index(of: name) {
      try refuseAmbiguous(name, scope.fields[index])
      return TypedExpr(.column(index), scope.fields[index].type, at: range)
    }
    if let alias = aliases.first(where: { $0.name == name.text }) { return alias.expr }
    if place == .group, let index = records.index(of: name) {
      throw notAKey(name, type: records.fields[index].type)
    }
    if name.text == "count", !name.isQuoted, place != .record {
      let count = Aggregate(.count, functionRange: name.range, operands: [])
      return try aggregate(count, Expr(.aggregate(count), at: range))
    }
    if name.text == "today", !name.isQuoted {
      return TypedExpr(.call(.today, []), .date, at: range)
    }
    if let set = Catalog.find(name.text, in: catalog.setNames) {
      throw Diagnostic(
        "\(set) is a set, not a field of \(scope.title)", at: name.range,
        notes: ["from \(set.asName) reads it"])
    }
    throw unknownName(name)
  }

  private func qualified(
    _ name: Name, _ qualifier: Name, at range: SourceRange
  ) throws(Diagnostic) -> TypedExpr {
    let fields = place == .group ? records : scope
    // After `show *` a field of a joined set is called as it was said.
    let whole = "\(qualifier.text).\(name.text)"
    if let index = scope.fields.firstIndex(where: { $0.name == whole }) {
      return TypedExpr(.column(index), scope.fields[index].type, at: range)
    }
    guard fields.fields.contains(where: { $0.qualifier == qualifier.text }) else {
      let read = Set(fields.fields.compactMap(\.qualifier)).sorted()
      throw Diagnostic(
        "\(qualifier.text) is not read here; names are of \(fields.title)", at: qualifier.range,
        fixes: Suggestion.nearest(to: qualifier.text, among: read).map {
          .init(range: qualifier.range, replacement: $0.asName)
        })
    }
    guard let field = fields.index(of: name, qualifier: qualifier) else {
      throw unknownName(name, of: qualifier, in: fields)
    }
    var index = field
    if place == .group {
      guard let key = summary.keys.firstIndex(where: { $0.expr.kind == .column(field) }) else {
        throw notAKey(name, type: records.fields[field].type)
      }
      index = key
    }
    return TypedExpr(.column(index), scope.fields[index].type, at: range)
  }

  /// A definition means what it meant where it was written.
  private mutating func use(
    _ definition: Catalog.Definition, named name: Name
  ) throws(Diagnostic) -> TypedExpr {
    guard case .expression(let body) = definition.body else {
      throw Diagnostic(
        "\(name.text) is a set, not a value", at: name.range,
        notes: ["from \(name.text.asName) reads it"])
    }
    try descend(at: name.range)
    defer { depth -= 1 }
    let saved = (definitions, lastComparison)
    definitions = definition.earlier
    defer { (definitions, lastComparison) = saved }
    do {
      let checked = try check(body)
      return TypedExpr(checked.kind, checked.type, at: name.range)
    } catch {
      let text = definition.source[body.range]
      throw Diagnostic(
        "\(error.message) (in let \(name.text) = \(text))", at: name.range, notes: error.notes)
    }
  }

  private func unknownName(
    _ name: Name, of qualifier: Name, in scope: Scope
  ) -> Diagnostic {
    let names = scope.fields.filter { $0.qualifier == qualifier.text }.map(\.name)
    let nearest = Suggestion.nearest(to: name.text, among: names)
    let tail =
      nearest.isEmpty
      ? "; it has \(names.prefix(12).joined(separator: ", "))"
      : "; nearest: \(nearest.joined(separator: ", "))"
    return Diagnostic(
      "no field of \(qualifier.text) is named \(name.text)\(tail)", at: name.range,
      fixes: nearest.map { .init(range: name.range, replacement: $0.asName) })
  }

  func unknownName(_ name: Name) -> Diagnostic {
    if itemNames.contains(name.text), !aliases.contains(where: { $0.name == name.text }) {
      return Diagnostic(
        "\(name.text) is a name of the answer, which is not there yet", at: name.range,
        notes: ["then where \(name.text.asName) … tests the answer"])
    }
    let known = place == .group && !prefersAliases ? records : scope
    let names =
      scope.names + definitions.keys.sorted() + aliases.map(\.name)
      + (place == .group ? records.names : [])
    let nearest = Suggestion.nearest(to: name.text, among: names)
    var message = "no field is named \(name.text)"
    if !nearest.isEmpty {
      message += "; nearest: \(nearest.joined(separator: ", "))"
    } else if prefersAliases, place == .group {
      let columns = scope.names + aliases.map(\.name)
      message += "; the answer has \(columns.joined(separator: ", "))"
    } else if known.fields.isEmpty {
      message += "; \(known.title.isEmpty ? "nothing" : known.title) has no fields here"
    } else {
      let shown = known.names.prefix(12).joined(separator: ", ")
      message += "; \(known.title) has \(shown)"
      if known.names.count > 12 { message += " and \(known.names.count - 12) more (describe)" }
    }
    return Diagnostic(
      message, at: name.range,
      fixes: nearest.map { .init(range: name.range, replacement: $0.asName) })
  }

  private func notAKey(_ name: Name, type: ValueType) -> Diagnostic {
    let text = name.text.asName
    // Years do not add up.
    let isAmount = type.numberType.map { $0.style != .year } ?? false
    let aggregate = isAmount ? "sum \(text)" : "first \(text)"
    let example = isAmount ? "average \(text)" : "count distinct \(text)"
    return Diagnostic(
      "\(name.text) is no key of this summary and is not aggregated", at: name.range,
      notes: [
        "\(aggregate) or \(example) says which of a group's values is meant; "
          + "show * where … tests each record"
      ],
      fixes: [.init(range: name.range, replacement: aggregate)])
  }

  func parameter(_ name: Name) throws(Diagnostic) -> Catalog.Parameter {
    if let found = Catalog.find(name.text, in: catalog.parameters.keys),
      let parameter = catalog.parameters[found]
    {
      return parameter
    }
    let nearest = Suggestion.nearest(to: name.text, among: catalog.parameters.keys.sorted())
    let known = nearest.isEmpty ? "" : "; nearest: $\(nearest[0])"
    throw Diagnostic(
      "no parameter is named $\(name.text)\(known)", at: name.range,
      notes: nearest.isEmpty ? ["param \(name.text) = … declares it"] : [],
      fixes: nearest.prefix(1).map { .init(range: name.range, replacement: $0) })
  }

  // MARK: Queries in brackets

  private mutating func scalar(_ query: Query, at range: SourceRange) throws(Diagnostic)
    -> TypedExpr
  {
    let plan = try enclosedPlan(query)
    guard plan.form == .value, let field = plan.output.fields.first else {
      throw Diagnostic(
        "a query stands here for one value, and this one answers with a table", at: range,
        notes: ["x in (show …) asks whether x is among its values"])
    }
    return TypedExpr(.scalar(plan), field.type, at: range)
  }

  /// A query in brackets reads the set of the sentence around it and none of its conditions.
  mutating func enclosedPlan(_ query: Query) throws(Diagnostic) -> Plan {
    try descend(at: query.range)
    defer { depth -= 1 }
    var inner = nested()
    let plan: Plan
    if query.sentence.clauses.from != nil || records.fields.isEmpty {
      plan = try inner.plan(query)
    } else {
      plan = try inner.plan(query, source: .enclosing, scope: records)
    }
    take(inner, plan)
    return plan
  }
}

extension ValueType {
  /// For sentences: `a number`, `a list`.
  package var described: String {
    switch self {
    case .text: "a text"
    case .number(let type):
      switch type.style {
      case .year: "a year"
      case .percent: "a percentage"
      case .plain: type.unit.isNone ? "a number" : "a number of \(type.unit.words(isOne: false))"
      }
    case .yesNo: "yes or no"
    case .date: "a date"
    case .dateTime: "a date with a time"
    case .list: "a list"
    }
  }
}
