import Engine
import Records
import Semantics
import Syntax

// The records behind answers
extension Session {
  mutating func why(
    _ why: Statement.Why, _ statement: Statement, _ place: Surroundings
  ) throws(StatementError) -> Outcome {
    var narrowing: Expr?
    var plan: Plan
    switch why {
    case .last, .narrowed, .row, .absent:
      guard let last = lastPlan else {
        throw .diagnostic(
          Diagnostic("nothing was answered yet that why could explain", at: statement.range))
      }
      plan = last
      if case .narrowed(let condition) = why { narrowing = condition }
      if case .absent(let named) = why { narrowing = try condition(naming: named) }
    case .query(let query):
      plan = try planned { () throws(Diagnostic) in try Checker.plan(for: query, in: catalog) }
      if let save = plan.saves.first { throw .diagnostic(.savedReasons(save)) }
      if !plan.charts.isEmpty { throw .diagnostic(.drawnReasons(at: query.range)) }
    }
    var narrowed: WhyCondition?
    if let narrowing {
      narrowed = try planned { () throws(Diagnostic) in
        try Checker.narrowing(narrowing, plan, in: catalog)
      }
    }
    if case .row(let row, let range) = why {
      narrowed = WhyCondition(text: "row \(row)")
      narrowed?.row = row
      if let count = lastRecords?.count, row < 1 || row > count {
        throw .diagnostic(Diagnostic(Self.noRow(row, of: count), at: range))
      }
    }
    if place.onlyChecks { return .done(notes: []) }
    let executor = executor(place)
    var answer = try executed { () throws(ExecutionError) in
      try executor.records(behind: plan, where: narrowed)
    }
    if case .absent = why, let narrowing,
      let test = try? Checker.condition(narrowing, narrowing: plan, in: catalog)
    {
      let counts = try executed { () throws(ExecutionError) in
        try executor.clauses(of: plan, leaving: test)
      }
      if let note = Self.note(of: counts) { answer.notes.insert(note, at: 0) }
    }
    return .answer(answer)
  }

  /// `18 records; year = 2010 leaves 4; funds > 1 million leaves 0`
  private static func note(of counts: ClauseCounts) -> Note? {
    if counts.all == 0 { return nil }
    let clauses = counts.clauses.map { "; \($0.text) leaves \(NoteText.count($0.left))" }
    let text = NoteText.records(counts.all) + clauses.joined()
    return Note(
      .skipped, clauses.isEmpty ? text + "; no condition leaves any out" : text, count: counts.all)
  }

  private static func noRow(_ row: Int, of count: Int) -> String {
    switch count {
    case 0: "the last answer has no row"
    case 1: "the last answer has one row, and why shows what is behind it"
    default: "the last answer has no row \(row); its rows are 1 to \(count)"
    }
  }

  /// What `why not` asks for: a condition as it stands, a value as the value of the field that has it.
  private func condition(naming named: Expr) throws(StatementError) -> Expr {
    var word: String?
    if case .name(let name, qualifier: nil) = named.kind { word = name.text }
    if case .text(let text) = named.kind { word = text }
    guard let word else { return named }
    guard let source = lastPlan?.source, case .set(let setName) = source,
      let set = catalog.sets[setName]
    else { return named }
    if Catalog.find(word, in: set.fields.map(\.name)) != nil { return named }
    let found = set.fields.compactMap { field in
      field.text(alike: word).map { (field, text: $0) }
    }
    guard let (field, text) = found.first else {
      throw .diagnostic(
        Diagnostic("no field of \(set.name) has the value \(word)", at: named.range))
    }
    guard found.count == 1 else {
      let forms = found.map { found in
        "why not \(Printer.text(ofName: found.0.name)) = \(Printer.quoted(found.text))"
      }
      throw .diagnostic(
        Diagnostic(
          "\(word) is a value of \(found.map(\.0.name).joined(separator: " and "))",
          at: named.range, notes: forms))
    }
    let range = named.range
    let subject = Expr(
      .name(
        Name(field.name, isQuoted: Printer.text(ofName: field.name) != field.name, at: range),
        qualifier: nil), at: range)
    let value = Expr(.text(text), at: range)
    if case .lists = field.column.storage {
      return Expr(.test(subject, .has(value), isNegated: false, wordRange: range), at: range)
    }
    return Expr(.infix(.equal, operatorRange: range, subject, value), at: range)
  }
}

extension Field {
  /// The value of a text or list field that a word names, in its own case first.
  fileprivate func text(alike word: String) -> String? {
    switch column.storage {
    case .text(_, let dictionary): Catalog.find(word, in: dictionary.texts)
    case .lists(_, let lists):
      Catalog.find(word, in: Set((0..<lists.count).flatMap { lists.texts(of: $0) }))
    case .integers, .doubles, .booleans, .periods, .moments: nil
    }
  }
}
