import Records
import Syntax

extension Checker {
  /// A step after `then` that is no sentence.
  mutating func stage(_ step: Step, over scope: Scope) throws(Diagnostic) -> PlanStage {
    self.scope = scope
    records = scope
    aliases = []
    lastComparison = nil
    besideWatches = []
    itemNames = []
    figures = []
    windows = []
    sortedWindows = []
    sentenceSort = []
    windowNames = []
    isDistinctShow = false
    var steps: [PlanStep]
    var result = scope.schema
    switch step.kind {
    case .clauses(let clauses):
      return try clauseStage(clauses, step)
    case .add(let items):
      place = .shown
      var projected = try projection([])
      for item in items {
        let checked = try check(item.expr)
        watchShown(checked, item.expr)
        let name = item.alias?.text ?? defaultName(of: item.expr)
        try refuseEqualName(name, among: projected, at: item.alias?.range ?? item.expr.range)
        projected.append(Projection.Item(expr: checked, name: name))
      }
      result = output(projected, over: scope)
      steps = [.project(Projection(items: projected, keepsRecords: true))]
    case .keep(let names):
      var items: [Item] = []
      for name in names {
        items.append(Item(expr: Expr(.name(name, qualifier: nil), at: name.range)))
      }
      let projected = try projection(items)
      result = output(projected, over: scope)
      steps = [.project(Projection(items: projected, keepsRecords: true))]
    case .drop(let names):
      var dropped: Set<Int> = []
      for name in names { dropped.insert(try index(of: name)) }
      if dropped.count == scope.fields.count {
        throw Diagnostic("this drops every field of the answer", at: step.range)
      }
      let projected = try projection([]).enumerated().filter { !dropped.contains($0.offset) }
        .map(\.element)
      result = output(projected, over: scope)
      steps = [.project(Projection(items: projected, keepsRecords: true))]
    case .rename(let pairs):
      var projected = try projection([])
      for pair in pairs {
        let position = try index(of: pair.from)
        try refuseEqualName(pair.to.text, among: projected, at: pair.to.range)
        projected[position].name = pair.to.text
      }
      result = output(projected, over: scope)
      steps = [.project(Projection(items: projected, keepsRecords: true))]
    case .unpivot(let names, let key, let value):
      let unpivot = try self.unpivot(names, key: key, value: value, at: step.range)
      result = Schema(
        fields: unpivot.kept.map { scope.schema.fields[$0] } + [unpivot.key, unpivot.value])
      steps = [.unpivot(unpivot)]
    case .append(let source): return try appendStage(source, over: scope)
    case .compare(let source, let names): return try compareStage(source, on: names, step)
    case .save: throw Checker.misplacedSave(step)
    case .chart: throw Checker.misplacedChart(step)
    }
    takeBesideWatches(into: &steps)
    return PlanStage(
      input: scope.schema, steps: assembled(steps), output: result, form: .table)
  }

  /// `then where …`, `then top 3`: a `show` of everything with these clauses.
  private mutating func clauseStage(
    _ clauses: Clauses, _ step: Step
  ) throws(Diagnostic) -> PlanStage {
    if let key = clauses.by.first {
      throw Diagnostic(
        "by groups for an aggregate, and there is none after then", at: key.expr.range,
        notes: ["then count by \(Printer.text(of: key.expr)) counts the rows of the answer"])
    }
    var clauses = clauses
    if clauses.top?.by == nil, let number = scope.fields.last(where: { $0.type.numberType != nil })
    {
      // The answer's own figure is what a reader means by its top.
      let measures = scope.fields.filter { $0.type.numberType != nil && $0.origin == nil }
      let field = measures.first ?? number
      let range = clauses.top?.range ?? step.range
      clauses.top?.by = Expr(
        .name(Name(field.name, isQuoted: true, at: range), qualifier: nil), at: range)
      if clauses.top != nil { note(.firstMeasureRanks, "ranked by \(field.name)") }
    }
    let sentence = Sentence(
      head: .show(isDistinct: false, items: []), headRange: step.range, clauses: clauses,
      range: step.range)
    return try stage(sentence, over: scope)
  }

  func index(of name: Name) throws(Diagnostic) -> Int {
    if let index = scope.index(of: name) { return index }
    throw unknownName(name)
  }
}
