import Records
import Semantics

/// One question being answered: what it may read, and what it has to say so far.
final class Run {
  let sets: [String: RecordSet]
  let lastAnswer: RecordSet?
  let settings: Executor.Settings
  let isCancelled: @Sendable () -> Bool
  var notes = NoteBook()

  init(
    sets: [String: RecordSet], lastAnswer: RecordSet?, settings: Executor.Settings,
    isCancelled: @escaping @Sendable () -> Bool
  ) {
    self.sets = sets
    self.lastAnswer = lastAnswer
    self.settings = settings
    self.isCancelled = isCancelled
  }

  /// Asked once a batch.
  func checkCancelled() throws(ExecutionError) {
    if isCancelled() { throw .cancelled }
  }

  /// The answer of a plan; `enclosing` is the input of the stage that it stands in.
  func answer(_ plan: Plan, enclosing: RecordSet?) throws(ExecutionError) -> Answer {
    let outer = notes
    notes = NoteBook()
    defer { notes = outer }
    notes.add(plan.notes)
    var input = try source(plan.source, enclosing: enclosing)
    var reason: String?
    var totals: Totals?
    for stage in plan.stages {
      let stageRun = StageRun(self, stage, over: input)
      let outcome = try stageRun.outcome()
      input = outcome.records
      reason = outcome.reason
      totals = outcome.totals
    }
    return Answer(
      form: plan.form, records: input, totals: totals, notes: notes.notes, reason: reason)
  }

  func source(_ source: Plan.Source, enclosing: RecordSet?) throws(ExecutionError) -> RecordSet {
    switch source {
    case .set(let name):
      guard let set = sets[name] else { preconditionFailure("a plan names sets that are loaded") }
      return set
    case .query(let plan):
      let answer = try answer(plan, enclosing: enclosing)
      notes.add(answer.notes)
      return answer.records
    case .enclosing:
      guard let enclosing else { preconditionFailure("a query in brackets stands in a stage") }
      return enclosing
    case .lastAnswer:
      guard let lastAnswer else { preconditionFailure("then continues an answer") }
      return lastAnswer
    }
  }

  /// Calls `body` with batch after batch of a frame's rows.
  func forEachBatch(
    of frame: Frame, _ tally: Tally, _ body: (Batch) throws(ExecutionError) -> Void
  ) throws(ExecutionError) {
    try forEachBatch(of: frame, in: 0..<frame.count, tally, body)
  }

  /// The same for the rows at some places.
  func forEachBatch(
    of frame: Frame, in places: Range<Int>, _ tally: Tally,
    _ body: (Batch) throws(ExecutionError) -> Void
  ) throws(ExecutionError) {
    let scratch = Scratch()
    let size = max(1, settings.batchSize)
    var start = places.lowerBound
    while start < places.upperBound {
      try checkCancelled()
      let count = min(size, places.upperBound - start)
      try body(Batch(rows: frame.rows(from: start, count: count), scratch: scratch, tally: tally))
      scratch.reset()
      start += count
    }
    withExtendedLifetime(frame) {}
  }
}
