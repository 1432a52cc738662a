import Records
import Semantics

/// Follows rows through the steps of a plan, so that each row of its answer can tell the loaded
/// records it was made of.
///
/// Rows that are records are told by their lineage. From the first step on that makes new rows,
/// every row has a trail: the traced records behind it. How a step maps its rows to those before is
/// said in one place, `Tracer.follow(step:)`.
final class Tracer {
  /// What the rows of a set are.
  enum Standing {
    /// Loaded records, by the set's lineage.
    case records
    /// For each row of the set the traced records behind it.
    case trail([[UInt32]])
    /// Rows of which nothing is known.
    case unknown
  }

  struct Traced {
    var set: RecordSet
    var standing: Standing
  }

  let run: Run
  /// The records whose way is told part by part; `nil` tells that of all.
  let watched: Watched?
  var leaves: [Leaf] = []
  var traced: [TracedRecord] = []
  /// How many rows each condition left out.
  var removals: [Note] = []
  /// What left out a watched record.
  var removedBy: [Int: String] = [:]
  var isSilent = false
  /// What the columns of sets that this stage looks up are called where a name is taken.
  var lookedUp: [Int: String] = [:]
  /// The leaf of this stage's summary, and its keys and measures.
  var summarised: (leaf: Int, set: RecordSet)?
  /// The rows of the last stage that shows records, before their columns were chosen.
  var shown: (frame: Frame, columns: [Int])?

  struct Watched {
    var base: LoadedRecords
    var records: Set<Int>
    /// Which they are, as it was written.
    var text: String
  }

  init(_ run: Run, watched: Watched? = nil) {
    self.run = run
    self.watched = watched
  }

  /// The answer of a plan, each row with the records behind it; `nil` where none are.
  func answer(of plan: Plan) throws(ExecutionError) -> (set: RecordSet, trail: [[UInt32]])? {
    shown = nil
    let end = try follow(plan)
    switch end.standing {
    case .unknown: return nil
    case .trail(let trail): return (end.set, trail)
    case .records:
      guard let shown, shown.frame.count == end.set.count else {
        return (end.set, enter(Frame(end.set), Array(end.set.fields.indices)))
      }
      let trail = enter(shown.frame, shown.columns)
      return (end.set, (0..<shown.frame.count).map { trail[shown.frame.row(at: $0)] })
    }
  }

  // MARK: Plans and stages

  func follow(_ plan: Plan) throws(ExecutionError) -> Traced {
    var result = try follow(plan.source)
    for stage in plan.stages { result = try follow(stage, over: result) }
    return result
  }

  func follow(_ source: Plan.Source) throws(ExecutionError) -> Traced {
    switch source {
    case .query(let plan): return try follow(plan)
    case .set, .enclosing, .lastAnswer:
      let set = try run.source(source, enclosing: nil)
      return Traced(set: set, standing: set.lineage == nil ? .unknown : .records)
    }
  }

  private func follow(_ stage: PlanStage, over input: Traced) throws(ExecutionError) -> Traced {
    let stageRun = StageRun(run, stage, over: input.set)
    stageRun.keepsGroups = true
    var standing = input.standing
    shown = nil
    summarised = nil
    var width = input.set.fields.count
    lookedUp = [:]
    for step in stage.steps {
      let before = stageRun.frame
      if case .records = standing, case .project = step, shown == nil {
        shown = (before, stage.columnsRead(width: width))
      }
      try tellRemoved(by: step, stageRun, standing)
      standing = try follow(
        step: step, stageRun, standing, columns: { stage.columnsRead(width: width) })
      try tellCut(by: step, before, stageRun, standing)
      if case .join(let join) = step {
        for (index, field) in join.right.fields.enumerated() {
          lookedUp[width + index] = "\(join.qualifier ?? join.title).\(field.name)"
        }
        width = stageRun.frame.set.fields.count
      }
    }
    let frame = stageRun.frame
    var set = stageRun.answer
    // Columns of totals are no part of it.
    _ = stageRun.totals(beside: &set)
    if case .trail(let trail) = standing, frame.selection != nil {
      standing = .trail((0..<frame.count).map { trail[frame.row(at: $0)] })
    }
    return Traced(set: set, standing: standing)
  }

  // MARK: Records

  /// Makes traced records of the rows of a frame; the trail is that of the frame's set.
  func enter(_ frame: Frame, _ columns: [Int]) -> [[UInt32]] {
    let leaf = leaves.count
    leaves.append(Leaf(set: frame.set, columns: columns, otherNames: lookedUp))
    var trail = [[UInt32]](repeating: [], count: frame.set.count)
    for place in 0..<frame.count {
      let row = frame.row(at: place)
      trail[row] = [UInt32(traced.count)]
      traced.append(TracedRecord(leaf: leaf, row: row))
    }
    return trail
  }

  func record(of entry: UInt32) -> (base: LoadedRecords, number: Int) {
    let record = traced[Int(entry)]
    let lineage = leaves[record.leaf].lineage
    return (lineage.base, lineage.record(of: record.row))
  }
}
