import Records
package import Syntax

/// Turns a query as written into a plan: resolves names, types every node, settles units, splits
/// tests of records from tests of groups, and says what was read in one of two ways.
///
/// It runs nothing. It looks into loaded columns for one thing only: whether a bare word is a value.
package struct Checker {
  let catalog: Catalog
  var definitions: [String: Catalog.Definition]
  var notes: [Note] = []
  /// The columns that names mean here.
  var scope: Scope
  /// The look-ups of the sentence.
  var joins: [Join] = []
  /// The records frame of the sentence, for operands of aggregates.
  var records: Scope
  var place = Place.record
  var summary = SummaryBuilder()
  /// Aggregates with `per` in this sentence, and its windows.
  var figures: [RecordFigure] = []
  var windows: [Window] = []
  /// The windows that wait for the order of the sentence's sort.
  var sortedWindows: Set<Int> = []
  var sentenceSort: [Clauses.SortKey] = []
  /// The names of items that are windows.
  var windowNames: Set<String> = []
  /// Whether a condition of the sentence is being checked, which looks at no window.
  var isTesting = false
  var isDistinctShow = false
  /// Whether a `let` is checked where it is written, without a sentence around it.
  var isDefinition = false
  /// Names that items of this sentence were given.
  var aliases: [Alias] = []
  /// All names that `as` gives in this sentence, also those of items not checked yet.
  var itemNames: Set<String> = []
  /// In sort and top an answer's name wins over a field's.
  var prefersAliases = false
  var watchSeeds: [WatchSeed] = []
  /// What the filters of aggregates and shown conditions want counted in this sentence.
  var besideWatches: [Watch] = []
  /// The comparison checked last, for `county = Daning or Yonghe`.
  var lastComparison: (field: Expr, comparison: InfixOperator, range: SourceRange)?
  var depth = 0
  /// How figures of several groups of this sentence are told beside its rows.
  var beside: Beside?
  /// What the stage being checked reads: its source and the stages before it.
  var reading: Plan
  /// Whether words that people use for ours were read, so that the sentence is echoed.
  var readsOtherWords = false
  /// Whether comparisons are those of `expect`.
  var isExpectation = false

  package init(catalog: Catalog) {
    self.catalog = catalog
    definitions = catalog.definitions
    scope = Scope(fields: [], title: "")
    records = scope
    reading = Plan(source: catalog.current.map { .set($0) } ?? .enclosing, stages: [])
  }

  /// Checks a query; continued ones read the session's last answer.
  package static func plan(
    for query: Query, in catalog: Catalog
  ) throws(Diagnostic) -> Plan {
    var checker = Checker(catalog: catalog)
    var asked = query
    let endings = asked.continuations.takeEndings()
    var plan = try checker.plan(asked)
    try endings.complete(&plan)
    plan.text = Printer.text(of: query)
    if checker.readsOtherWords { plan.notes.insert(Note(.echo, "read as: \(plan.text)"), at: 0) }
    return plan
  }

  package static func plan(
    continuing continuations: [Continuation], at range: SourceRange, in catalog: Catalog
  ) throws(Diagnostic) -> Plan {
    guard let last = catalog.lastAnswer else { throw Diagnostic(.nothingToContinue, at: range) }
    var checker = Checker(catalog: catalog)
    var asked = continuations
    let endings = asked.takeEndings()
    var plan = try checker.plan(continuing: last, asked)
    if asked.isEmpty { plan.stages = [.unchanged(last)] }
    try endings.complete(&plan)
    if checker.readsOtherWords {
      let text = Printer.text(of: Statement(.continuation(continuations), at: range))
      plan.notes.insert(Note(.echo, "read as: \(text)"), at: 0)
    }
    return plan
  }

  // MARK: Queries

  mutating func plan(_ query: Query) throws(Diagnostic) -> Plan {
    try descend(at: query.range)
    defer { depth -= 1 }
    let (source, scope) = try openSource(of: query.sentence)
    return try plan(query, source: source, scope: scope)
  }

  mutating func plan(
    _ query: Query, source: Plan.Source, scope: Scope
  ) throws(Diagnostic) -> Plan {
    reading = Plan(source: source == .enclosing ? reading.asSource : source, stages: [])
    var stages = [try stage(query.sentence, over: scope)]
    try append(query.continuations, to: &stages)
    return Plan(
      source: source, stages: stages, notes: notes, text: Printer.text(of: query))
  }

  private mutating func plan(
    continuing last: Schema, _ continuations: [Continuation]
  ) throws(Diagnostic) -> Plan {
    var stages: [PlanStage] = []
    var schema = last
    for continuation in continuations {
      reading = Plan(source: .lastAnswer, stages: stages)
      stages.append(try stage(continuation, over: schema))
      schema = stages.last?.output ?? schema
    }
    return Plan(source: .lastAnswer, stages: stages, notes: notes)
  }

  private mutating func append(
    _ continuations: [Continuation], to stages: inout [PlanStage]
  ) throws(Diagnostic) {
    for continuation in continuations {
      guard let last = stages.last else { return }
      if last.steps.contains(where: \.tellsBeside) {
        note(.totals, "then reads the rows alone, without what stands beside them")
      }
      reading.stages = stages
      stages.append(try stage(continuation, over: last.output))
    }
  }

  private mutating func stage(
    _ continuation: Continuation, over schema: Schema
  ) throws(Diagnostic) -> PlanStage {
    let scope = Scope(schema: schema, title: "the answer", qualifier: nil)
    switch continuation {
    case .sentence(let sentence):
      if let from = sentence.clauses.from {
        throw Diagnostic(.fromAfterThen, at: from.range)
      }
      return try stage(sentence, over: scope)
    case .step(let step):
      return try stage(step, over: scope)
    }
  }

  mutating func descend(at range: SourceRange) throws(Diagnostic) {
    depth += 1
    if depth > 64 { throw Diagnostic(.tooDeep, at: range) }
  }

  /// A checker of its own for a query in brackets, with the same catalog.
  func nested() -> Checker {
    var checker = Checker(catalog: catalog)
    checker.definitions = definitions
    checker.depth = depth
    checker.reading = reading
    return checker
  }

  /// What was said of a query in brackets is said of the whole.
  mutating func take(_ inner: Checker, _ plan: Plan) {
    for note in plan.notes where !notes.contains(note) { notes.append(note) }
    readsOtherWords = readsOtherWords || inner.readsOtherWords
  }

  mutating func note(_ kind: Note.Kind, _ text: String, suggestion: String? = nil) {
    let note = Note(kind, text, suggestion: suggestion)
    if !notes.contains(note) { notes.append(note) }
  }
}

extension String {
  fileprivate static let nothingToContinue = "nothing was answered yet that then could continue"
  fileprivate static let fromAfterThen =
    "after then a sentence reads the answer before it; it has no from"
  fileprivate static let tooDeep = "queries stand inside one another more than 64 deep"
}

/// An item of the sentence by its name and by its canonical text.
struct Alias {
  var name: String
  var text: String
  var expr: TypedExpr
}

/// The keys and aggregates of a summary while its sentence is being checked.
struct SummaryBuilder {
  var keys: [Summary.Key] = []
  var aggregates: [AggregateCall] = []

  mutating func column(of call: AggregateCall) -> Int {
    if let index = aggregates.firstIndex(of: call) { return keys.count + index }
    aggregates.append(call)
    return keys.count + aggregates.count - 1
  }
}
