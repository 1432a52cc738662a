import Records
import Syntax

extension Checker {
  mutating func aggregate(
    _ aggregate: Aggregate, _ expr: Expr
  ) throws(Diagnostic) -> TypedExpr {
    if !aggregate.per.isEmpty { return try figure(aggregate, expr) }
    if let field = countField(aggregate, at: expr.range) { return field }
    switch place {
    case .record: throw misplaced(aggregate, expr)
    case .group:
      let call = try self.call(of: aggregate, expr)
      let column = summary.column(of: call)
      return TypedExpr(.column(column), call.type, at: expr.range)
    case .shown:
      let outer = figures
      figures = []
      defer { figures = outer }
      let call = try self.call(of: aggregate, expr)
      return wholeSet(call, at: expr.range)
    }
  }

  /// In a `show` an aggregate without `per` is that of the whole set, before `where`.
  private mutating func wholeSet(_ call: AggregateCall, at range: SourceRange) -> TypedExpr {
    let item = Projection.Item(
      expr: TypedExpr(.column(0), call.type, at: range), name: call.text)
    var steps: [PlanStep] = [
      .summarise(Summary(keys: [], aggregates: [call])),
      .project(Projection(items: [item], keepsRecords: false)),
    ]
    let outer = windows
    windows = []
    steps = assembled(steps)
    windows = outer
    let stage = PlanStage(
      input: records.schema, steps: steps,
      output: Schema(fields: [Schema.Field(name: call.text, type: call.type)]), form: .value)
    let plan = Plan(source: .enclosing, stages: [stage], text: call.text)
    return TypedExpr(.scalar(plan), call.type, at: range)
  }

  /// A field named `count` wins outside the measure position.
  private func countField(_ aggregate: Aggregate, at range: SourceRange) -> TypedExpr? {
    guard aggregate.function == .count, aggregate.operands.isEmpty, aggregate.filter == nil,
      !aggregate.isCall, place != .group
    else { return nil }
    let name = Name("count", at: range)
    guard let index = scope.index(of: name) else { return nil }
    return TypedExpr(.column(index), scope.fields[index].type, at: range)
  }

  private func misplaced(_ aggregate: Aggregate, _ expr: Expr) -> Diagnostic {
    let text = Printer.text(of: expr)
    return Diagnostic(
      "\(text) is a figure of many records and stands where one record is tested", at: expr.range,
      notes: [
        "in brackets it is a figure of the whole set: (\(text) from \(records.title.asName))",
        "with per it is that of the record's group, as in \(perExample(aggregate, expr))",
      ])
  }

  /// `average(funds per sector)`
  private func perExample(_ aggregate: Aggregate, _ expr: Expr) -> String {
    let text = records.fields.first { $0.type == .text }?.name ?? "sector"
    var call = aggregate
    call.isCall = true
    call.per = [Expr(.name(Name(text, at: expr.range), qualifier: nil), at: expr.range)]
    return Printer.text(of: Expr(.aggregate(call), at: expr.range))
  }

  mutating func call(
    of aggregate: Aggregate, _ expr: Expr
  ) throws(Diagnostic) -> AggregateCall {
    let saved = (place, scope, prefersAliases)
    place = .record
    scope = records
    prefersAliases = false
    defer { (place, scope, prefersAliases) = saved }

    var operands: [TypedExpr] = []
    for operand in aggregate.operands { operands.append(try check(operand)) }
    var filter: TypedExpr?
    if let written = aggregate.filter {
      let seeds = watchSeeds
      watchSeeds = []
      let checked = try condition(written)
      if saved.0 == .group {
        for seed in watchSeeds {
          guard case .missingTakenIn = seed.kind else {
            addWatch(Watch(seed.kind, predicate: seed.predicate))
            continue
          }
          let taken = TypedExpr(.both(checked, seed.predicate), .yesNo, at: checked.range)
          addWatch(Watch(seed.kind, predicate: taken))
        }
      }
      filter = checked
      watchSeeds = seeds
    }
    let type = try type(of: aggregate, operands, expr)
    // A year is no amount: that of a part is not inside that of its whole.
    let isYear = operands.last?.type.numberType?.style == .year
    var call = AggregateCall(
      function: aggregate.function, operands: operands, at: aggregate.at,
      isDistinct: aggregate.isDistinct, isEvery: aggregate.isEvery || isYear, filter: filter,
      oncePer: try identity(of: aggregate, expr), text: Printer.text(of: expr), type: type)
    call.strands = counted(by: call)
    return call
  }

  private func type(
    of aggregate: Aggregate, _ operands: [TypedExpr], _ expr: Expr
  ) throws(Diagnostic) -> ValueType {
    let word = aggregate.function.rawValue
    if aggregate.function == .count {
      if operands.isEmpty { return .number(.plain) }
      guard aggregate.isDistinct else { throw countOfField(aggregate, expr) }
      return .number(.plain)
    }
    guard let first = operands.first else {
      throw Diagnostic("\(word) needs something to aggregate", at: aggregate.functionRange)
    }
    if aggregate.at != nil { return first.type }
    switch aggregate.function {
    case .sum, .average, .median, .percentile, .stddev, .variance, .correlation:
      var type = try figure(aggregate, operands[0], aggregate.operands[0])
      if type.style == .year, !aggregate.function.isAmongItsValues { type.style = .plain }
      if aggregate.function == .variance { type.unit = type.unit.raised(to: 2) }
      if aggregate.function == .percentile { try checkPercentile(operands, aggregate) }
      if aggregate.function == .correlation {
        guard operands.count == 2 else {
          throw Diagnostic("correlation takes two numbers", at: expr.range)
        }
        _ = try figure(aggregate, operands[1], aggregate.operands[1])
        return .number(.plain)
      }
      return .number(type)
    case .min, .max:
      if first.type == .list || first.type == .yesNo {
        throw Diagnostic(
          "\(word) needs an order, and \(Printer.text(of: aggregate.operands[0])) is "
            + first.type.described, at: aggregate.operands[0].range)
      }
      return first.type
    case .mode, .first, .last: return first.type
    case .list:
      guard first.type == .text || first.type == .list else {
        throw Diagnostic(
          "list collects texts, and \(Printer.text(of: aggregate.operands[0])) is "
            + first.type.described, at: aggregate.operands[0].range,
          notes: ["list text(\(Printer.text(of: aggregate.operands[0])))"])
      }
      return .list
    case .count: preconditionFailure("count was answered above")
    }
  }

  private func figure(
    _ aggregate: Aggregate, _ operand: TypedExpr, _ expr: Expr
  ) throws(Diagnostic) -> NumberType {
    if let type = operand.type.numberType { return type }
    let text = Printer.text(of: expr)
    throw Diagnostic(
      "\(aggregate.function.rawValue) needs numbers, and \(text) is \(operand.type.described)",
      at: expr.range,
      notes: ["count distinct \(text) counts its different values"])
  }

  private func checkPercentile(
    _ operands: [TypedExpr], _ aggregate: Aggregate
  ) throws(Diagnostic) {
    guard operands.count == 2,
      case .constant(.number(.exact(let decimal), .exact)) = operands[1].kind,
      decimal.double >= 0, decimal.double <= 100
    else {
      throw Diagnostic(
        "percentile takes a number and how many percent lie below, from 0 to 100: "
          + "percentile(funds, 90)", at: aggregate.functionRange)
    }
  }

  private func countOfField(_ aggregate: Aggregate, _ expr: Expr) -> Diagnostic {
    let text = Printer.text(of: aggregate.operands[0])
    return Diagnostic(
      "count counts records; of \(text) it could count the records that have one, or its "
        + "different values", at: expr.range,
      fixes: [
        .init(range: expr.range, replacement: "count (where \(text) is not missing)"),
        .init(range: expr.range, replacement: "count distinct \(text)"),
      ])
  }
}

extension AggregateFunction {
  /// Whether the figure lies between the values: the mean of years is one, as 2005.5.
  fileprivate var isAmongItsValues: Bool {
    switch self {
    case .average, .median, .percentile: true
    case .sum, .min, .max, .count, .stddev, .variance, .mode, .first, .last, .list, .correlation:
      false
    }
  }
}
