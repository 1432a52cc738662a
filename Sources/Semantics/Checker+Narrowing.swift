import Records
package import Syntax

extension Checker {
  /// The condition of `why where …`: each `and`-ed part is about the rows of the answer where it can
  /// be, else about the records behind it.
  package static func narrowing(
    _ expr: Expr, _ plan: Plan, in catalog: Catalog
  ) throws(Diagnostic) -> WhyCondition {
    var narrowing = WhyCondition(text: Printer.text(of: expr))
    var groups = Checker.groups(of: plan)
    var ofGroups: TypedExpr?
    var isBehind = groups == nil
    for part in expr.conjuncts {
      if let checked = Checker.condition(part, over: plan.output, in: catalog) {
        narrowing.rows = narrowing.rows.both(checked)
        if isBehind, let behind = try? condition(part, narrowing: plan, in: catalog) {
          narrowing.behind = narrowing.behind.both(behind)
        } else {
          isBehind = false
        }
        if let schema = groups?.output,
          let condition = Checker.condition(part, over: schema, in: catalog)
        {
          ofGroups = ofGroups.both(condition)
        } else {
          groups = nil
        }
      } else {
        let checked = try condition(part, narrowing: plan, in: catalog)
        narrowing.records = narrowing.records.both(checked)
        narrowing.behind = narrowing.behind.both(checked)
      }
    }
    if !isBehind { narrowing.behind = nil }
    if let groups, let ofGroups {
      narrowing.groups = WhyCondition.Groups(plan: groups, condition: ofGroups)
    }
    return narrowing
  }

  private static func condition(
    _ expr: Expr, over schema: Schema, in catalog: Catalog
  ) -> TypedExpr? {
    var checker = Checker(catalog: catalog)
    checker.scope = Scope(schema: schema, title: "the answer", qualifier: nil)
    checker.records = checker.scope
    return try? checker.condition(expr)
  }

  /// The groups of a plan's first summary as they would be of all records.
  private static func groups(of plan: Plan) -> Plan? {
    var stages: [PlanStage] = []
    for stage in plan.stages {
      var all = stage
      all.steps = stage.steps.filter { !$0.leavesRowsOut }
      guard
        let index = all.steps.firstIndex(where: {
          if case .summarise = $0 { true } else { false }
        }), case .summarise(let summary) = all.steps[index]
      else {
        stages.append(all)
        continue
      }
      guard !summary.keys.isEmpty else { return nil }
      let keys = Summary(keys: summary.keys, aggregates: [])
      all.steps = all.steps[..<index] + [.summarise(keys)]
      let fields = summary.keys.map { key in
        Schema.Field(
          name: key.name, type: key.isEach ? .text : key.expr.type,
          origin: plan.output.fields.first { $0.name == key.name }?.origin)
      }
      all.output = Schema(fields: fields)
      all.form = .table
      return Plan(source: plan.source, stages: stages + [all])
    }
    return nil
  }
}

extension PlanStep {
  /// Whether it chooses among rows, and does nothing else.
  fileprivate var leavesRowsOut: Bool {
    switch self {
    case .filter, .top, .limit: true
    case .join, .figures, .summarise, .fill, .windows, .project, .across, .totals, .unpivot,
      .compare, .distinct, .sort, .append:
      false
    }
  }
}

extension Expr {
  /// The parts of a condition that must all hold.
  fileprivate var conjuncts: [Expr] {
    guard case .infix(.and, _, let left, let right) = kind else { return [self] }
    return left.conjuncts + right.conjuncts
  }
}

extension TypedExpr? {
  fileprivate func both(_ other: TypedExpr) -> TypedExpr {
    map { TypedExpr(.both($0, other), .yesNo, at: other.range) } ?? other
  }
}
