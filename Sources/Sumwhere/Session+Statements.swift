import Engine
import Records
import Semantics
import Syntax

extension Session {
  mutating func perform(
    _ statement: Statement, _ place: Surroundings
  ) throws(Failure) -> Outcome {
    allowProbes(place)
    defer { change { $0.probe = nil } }
    let outcome: Outcome
    do throws(StatementError) {
      outcome = try attempt(statement, place)
    } catch {
      try refuseDamaged(nil)
      // What a probe was cancelled in is no fault of the statement.
      if place.isCancelled() { throw .cancelled }
      switch error {
      case .diagnostic(let diagnostic):
        // What is said of a slip may name a field that nobody asked for.
        if try complete(isCancelled: place.isCancelled) { return try perform(statement, place) }
        throw .statement(
          mended(diagnostic, place.source, statement.range), place.source,
          statement: statement.range)
      case .failure(let failure): throw failure
      }
    }
    try refuseDamaged(outcome)
    return outcome
  }

  /// What a statement throws before its place in the source is attached.
  enum StatementError: Error {
    case diagnostic(Diagnostic)
    case failure(Failure)
  }

  private mutating func attempt(
    _ statement: Statement, _ place: Surroundings
  ) throws(StatementError) -> Outcome {
    let range = statement.range
    switch statement.kind {
    case .query(let query):
      return try answer(
        try planned { () throws(Diagnostic) in
          try Checker.plan(for: query, in: catalog)
        }, statement, place)
    case .continuation(let continuations):
      return try answer(
        try planned { () throws(Diagnostic) in
          try Checker.plan(continuing: continuations, at: range, in: catalog)
        }, statement, place)
    case .load(let load): return try self.load(load, place)
    case .store(let name, let path): return try store(name, path, place)
    case .use(let name): return try use(name)
    case .letExpression(let name, let expr):
      return try define(name, .expression(expr), place)
    case .letQuery(let name, let query): return try define(name, .query(query), place)
    case .parameter(let name, let expr, let help): return try declare(name, expr, help)
    case .unit(let name, let literal):
      let atom = try planned { () throws(Diagnostic) in
        try Checker.unit(name, literal, in: catalog)
      }
      change { $0.units.add(atom, words: []) }
      return .done(notes: [])
    case .expect(let condition): return try expect(condition, statement, place)
    case .describe(let name): return try describe(name)
    case .about(let name): return try about(name)
    case .why(let why): return try self.why(why, statement, place)
    case .explain(let query):
      return try explain(query, place)
    case .help(let topic): return .text(Help.text(for: topic))
    // Its statements follow it.
    case .include: return .done(notes: [])
    }
  }

  private func explain(
    _ query: Query, _ place: Surroundings
  ) throws(StatementError) -> Outcome {
    let plan = try planned { () throws(Diagnostic) in
      try Checker.plan(for: query, in: catalog)
    }
    if settings.stopsAtPlans || place.onlyChecks { return .plan(plan) }
    var executor = executor(place)
    executor.settings.clock = settings.clock
    let profile = try executed { () throws(ExecutionError) in try executor.profile(plan) }
    return .explained(plan, profile)
  }

  func planned<T>(_ check: () throws(Diagnostic) -> T) throws(StatementError) -> T {
    do throws(Diagnostic) { return try check() } catch { throw .diagnostic(error) }
  }

  // MARK: Answers

  func executor(_ place: Surroundings) -> Executor {
    Executor(sets: catalog.sets, lastAnswer: lastRecords, isCancelled: place.isCancelled)
  }

  func executed<T>(
    _ body: () throws(ExecutionError) -> T
  ) throws(StatementError) -> T {
    do throws(ExecutionError) { return try body() } catch {
      switch error {
      case .cancelled: throw .failure(.cancelled)
      case .failed(let diagnostic): throw .diagnostic(diagnostic)
      }
    }
  }

  private mutating func answer(
    _ plan: Plan, _ statement: Statement, _ place: Surroundings
  ) throws(StatementError) -> Outcome {
    if settings.stopsAtPlans || place.onlyChecks {
      change { $0.lastAnswer = plan.output }
      lastPlan = resolved(plan)
      lastRecords = nil
      return settings.stopsAtPlans ? .plan(plan) : .done(notes: plan.notes)
    }
    let executor = executor(place)
    var answer = try executed { () throws(ExecutionError) in try executor.run(plan) }
    let echo = Note(.echo, "read as: \(plan.text)")
    answer.notes.removeAll { $0.kind == .offersEach && !Self.hasSharedLists(answer.records) }
    if answer.form == .value, answer.reason != nil {
      // The reason says it already.
      answer.notes.removeAll { $0.kind == .missing && $0.text.contains(" in 0 of ") }
    }
    if !statement.echoes.isEmpty, !answer.notes.contains(echo) { answer.notes.insert(echo, at: 0) }
    for save in plan.saves {
      answer.notes += try self.save(answer.records, answer.totals, save, place)
    }
    for chart in plan.charts {
      if let picture = chart.picture {
        answer.notes += try draw(chart, picture, of: answer.records, place)
      } else {
        answer.charts.append(chart)
      }
    }
    change { $0.lastAnswer = plan.output }
    let whole = resolved(plan)
    answer.barColumn = whole.barColumn
    lastPlan = whole
    lastRecords = answer.records
    return .answer(answer)
  }

  /// Whether a list of an answer has several members, so that taking it apart would matter.
  private static func hasSharedLists(_ answer: RecordSet) -> Bool {
    answer.fields.contains { field in
      guard case .lists(let codes, let lists) = field.column.storage else { return false }
      return (0..<answer.count).contains { row in
        field.column.isValid(row) && lists.memberCodes(of: codes[row]).count > 1
      }
    }
  }

  /// A plan that stands without the session's last answer, for `why` and what follows.
  private func resolved(_ plan: Plan) -> Plan {
    guard case .lastAnswer = plan.source, let before = lastPlan else { return plan }
    return Plan(
      source: before.source, stages: before.stages + plan.stages, notes: plan.notes,
      text: plan.text)
  }

  private mutating func expect(
    _ condition: Expr, _ statement: Statement, _ place: Surroundings
  ) throws(StatementError) -> Outcome {
    let plan = try planned { () throws(Diagnostic) in
      try Checker.plan(expecting: condition, in: catalog)
    }
    if place.onlyChecks { return .done(notes: plan.notes) }
    let executor = executor(place)
    let answer = try executed { () throws(ExecutionError) in try executor.run(plan) }
    let fields = answer.records.fields
    guard let holds = fields.first, holds.column.value(at: 0) != .yesNo(true) else {
      return .done(notes: [])
    }
    var message = "the expectation does not hold"
    if fields.count == 3, fields[1].name == Checker.unmetName {
      let count = Self.described(fields[1])
      let verb = count == "1" ? "record does" : "records do"
      message = "expected of every record, but \(count) \(verb) not meet it"
    } else if fields.count == 3 {
      let found = Self.described(fields[1])
      let wanted = Self.described(fields[2])
      message =
        "expected \(fields[1].name) \(Self.operatorWord(of: condition)) \(wanted), "
        + "found \(found)"
    }
    throw .failure(
      .expectation(
        Diagnostic(message, at: condition.range), place.source, statement: statement.range))
  }

  private static func described(_ field: Field) -> String {
    let value = field.column.value(at: 0)
    if value == .missing { return "none" }
    return NoteText.figure(value, field.type)
  }

  private static func operatorWord(of condition: Expr) -> String {
    if case .infix(let op, _, _, _) = condition.kind { op.rawValue } else { "=" }
  }

  // MARK: Names

  private mutating func use(_ name: Name) throws(StatementError) -> Outcome {
    guard let found = Catalog.find(name.text, in: catalog.setNames) else {
      throw .diagnostic(Checker.unknownSet(name, in: catalog))
    }
    change { $0.current = found }
    return .done(notes: [])
  }

  private mutating func define(
    _ name: Name, _ body: Catalog.Definition.Body, _ place: Surroundings
  ) throws(StatementError) -> Outcome {
    var earlier = catalog.definitions
    // Inside its own definition a name means the field, or what it meant before nothing.
    earlier[name.text] = nil
    let definition = Catalog.Definition(body: body, earlier: earlier, source: place.source)
    let notes = try planned { () throws(Diagnostic) in
      var among = catalog
      among.definitions = earlier
      return try Checker.check(definition, in: among)
    }
    change { $0.definitions[name.text] = definition }
    return .done(notes: notes)
  }

  private mutating func declare(
    _ name: Name, _ expr: Expr, _ help: String?
  ) throws(StatementError) -> Outcome {
    var parameter = try planned { () throws(Diagnostic) in
      try Checker.parameter(default: expr, help: help, in: catalog)
    }
    if let text = settings.parameters[name.text] {
      parameter = try planned { () throws(Diagnostic) in
        try Checker.parameter(
          parameter, named: name.text, reading: text, at: name.range, in: catalog)
      }
    }
    change { $0.parameters[name.text] = parameter }
    return .done(notes: [])
  }

  private func describe(_ name: Name?) throws(StatementError) -> Outcome {
    if let name {
      if let found = Catalog.find(name.text, in: catalog.setNames), let set = catalog.sets[found] {
        return .answer(Description.fields(of: set))
      }
      if let current = catalog.current, let set = catalog.sets[current],
        let found = Catalog.find(name.text, in: set.fields.map(\.name)),
        let field = set.field(named: found)
      {
        return .answer(Description.values(of: field, in: set))
      }
      throw .diagnostic(Checker.unknownSet(name, in: catalog))
    }
    let sets = catalog.setNames.compactMap { catalog.sets[$0] }
    if sets.count == 1 { return .answer(Description.fields(of: sets[0])) }
    return .answer(Description.sets(sets, current: catalog.current))
  }
}
