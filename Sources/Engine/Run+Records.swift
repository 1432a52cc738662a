import Records
import Semantics
import Syntax

extension Run {
  /// The records behind the answer of a plan: one row for each, with what became of it.
  func records(
    behind plan: Plan, where narrowing: WhyCondition?
  ) throws(ExecutionError) -> Answer {
    let source = try firstSource(of: plan)
    let watched = try watched(by: narrowing, source)
    let tracer = Tracer(self, watched: watched)
    guard let (set, trail) = try tracer.answer(of: plan) else {
      let none = RecordSet(name: source.name, fields: [], count: 0)
      let note = Note(
        .skipped, "the rows are answers of their own, and no loaded record is behind one")
      return Answer(form: .table, records: none, notes: [note])
    }
    notes = NoteBook()
    notes.add(tracer.removals)
    var chosen = try places(meeting: narrowing?.rows, set)
    if let row = narrowing?.row { chosen = [row - 1] }
    var entries = tracer.entries(of: trail, rows: chosen)
    if narrowing?.records != nil, let watched {
      entries = entries.filter { entry in
        watched.records.contains(tracer.record(of: entry.entry).number)
      }
    }
    if let narrowing, entries.isEmpty {
      return try absent(narrowing, plan, source, watched, tracer)
    }
    let table = TracedTable(tracer, notes)
    let records = table.records(entries)
    return Answer(form: .table, records: records, notes: table.notes.notes)
  }

  /// The set that a plan reads first, below all questions in brackets.
  private func firstSource(of plan: Plan) throws(ExecutionError) -> RecordSet {
    if case .query(let inner) = plan.source { return try firstSource(of: inner) }
    return try source(plan.source, enclosing: nil)
  }

  /// The places of a set's rows that a condition holds for; `nil` without one.
  private func places(
    meeting condition: TypedExpr?, _ set: RecordSet
  ) throws(ExecutionError) -> Set<Int>? {
    guard let condition else { return nil }
    let node = try Preparer(self, StageContext(set), over: set).node(condition)
    var places: Set<Int> = []
    try forEachBatch(of: Frame(set), Tally()) { (batch) throws(ExecutionError) in
      let flags = try node.truth(batch)
      for index in 0..<batch.count where flags[index] != 0 { places.insert(batch.rows[index]) }
    }
    return places
  }

  /// The records that a narrowing is about, whether or not they are behind the answer.
  private func watched(
    by narrowing: WhyCondition?, _ source: RecordSet
  ) throws(ExecutionError) -> Tracer.Watched? {
    guard let narrowing, let lineage = source.lineage else { return nil }
    var records: Set<Int>?
    if let places = try places(meeting: narrowing.records, source) {
      records = Set(places.map { lineage.record(of: $0) })
    }
    if let groups = narrowing.groups {
      let tracer = Tracer(self)
      tracer.isSilent = true
      guard let (set, trail) = try tracer.answer(of: groups.plan) else { return nil }
      let rows = try places(meeting: groups.condition, set) ?? []
      let behind = Set(rows.flatMap { trail[$0] }.map { tracer.record(of: $0).number })
      records = records.map { $0.intersection(behind) } ?? behind
    } else if let places = try places(meeting: narrowing.behind, source) {
      records = Set(places.map { lineage.record(of: $0) })
    } else if narrowing.rows != nil {
      // What the rows would be without conditions is not known.
      return nil
    }
    return records.map { Tracer.Watched(base: lineage.base, records: $0, text: narrowing.text) }
  }

  /// The records that are asked for and behind no row, with what left each of them out.
  private func absent(
    _ narrowing: WhyCondition, _ plan: Plan, _ source: RecordSet, _ watched: Tracer.Watched?,
    _ tracer: Tracer
  ) throws(ExecutionError) -> Answer {
    let none = RecordSet(name: source.name, fields: [], count: 0)
    guard let watched else {
      notes.add(Note(.skipped, "no row of the answer has \(narrowing.text)"))
      return Answer(form: .table, records: none, notes: notes.notes)
    }
    guard let lineage = source.lineage, !watched.records.isEmpty else {
      notes.add(Note(.skipped, "no record has \(narrowing.text)"))
      return Answer(form: .table, records: none, notes: notes.notes)
    }
    let rows = (0..<source.count).filter { watched.records.contains(lineage.record(of: $0)) }
    let columns = plan.firstStage?.columnsRead(width: source.fields.count) ?? []
    let table = TracedTable(tracer, notes)
    let records = table.leftOut(rows, of: Leaf(set: source, columns: columns))
    return Answer(form: .table, records: records, notes: notes.notes)
  }
}

extension Plan {
  /// The stage that reads the first source.
  fileprivate var firstStage: PlanStage? {
    if case .query(let inner) = source { inner.firstStage } else { stages.first }
  }
}
