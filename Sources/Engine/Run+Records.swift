import Records
import Semantics
import Syntax

extension Run {
  /// The records behind the last stage of a plan that reads records: one row for each, with what
  /// became of it.
  func records(
    behind plan: Plan, where narrowing: TypedExpr?
  ) throws(ExecutionError) -> Answer {
    let source = try source(plan.source, enclosing: nil)
    var input = source
    var found: (stage: PlanStage, input: RecordSet)?
    for stage in plan.stages {
      if input.lineage != nil, stage.steps.contains(where: \.answersRecords) {
        found = (stage, input)
      }
      input = try StageRun(self, stage, over: input).outcome().records
    }
    guard let found else {
      if case .query(let inner) = plan.source {
        return try records(behind: inner, where: narrowing)
      }
      let set = RecordSet(name: source.name, fields: [], count: 0)
      let note = Note(
        .skipped, "the rows are answers of their own, and no loaded record is behind one")
      return Answer(form: .table, records: set, notes: [note])
    }
    notes = NoteBook()
    let behind = try RecordsBehind(self, found.stage, found.input)
    let records = try behind.answer(narrowedTo: try rows(meeting: narrowing, source, found.input))
    return Answer(form: .table, records: records, notes: notes.notes)
  }

  /// The loaded records that a condition on the source holds for; `nil` without one.
  private func rows(
    meeting condition: TypedExpr?, _ source: RecordSet, _ input: RecordSet
  ) throws(ExecutionError) -> Set<Int>? {
    guard let condition, let lineage = source.lineage else { return nil }
    let node = try Preparer(self, StageContext(source), over: source).node(condition)
    var records: Set<Int> = []
    try forEachBatch(of: Frame(source), Tally()) { (batch) throws(ExecutionError) in
      let flags = try node.truth(batch)
      for index in 0..<batch.count where flags[index] != 0 {
        records.insert(lineage.record(of: batch.rows[index]))
      }
    }
    return records
  }
}

extension PlanStep {
  fileprivate var answersRecords: Bool {
    switch self {
    case .summarise, .project: true
    case .join, .figures, .filter, .fill, .windows, .across, .totals, .unpivot, .compare, .distinct,
      .sort,
      .top, .limit, .append:
      false
    }
  }
}
