import Records
import Semantics

/// What the conditions of a question leave of some records, one after the other.
package struct ClauseCounts: Sendable, Equatable {
  package struct Clause: Sendable, Equatable {
    /// The condition as it was written.
    package var text: String
    /// How many of the records are left behind it.
    package var left: Int
  }

  /// How many records there are before any condition.
  package var all: Int
  package var clauses: [Clause] = []
}

extension Run {
  /// Counts the records that meet a test over what a plan reads first, and how many of them the
  /// conditions on records of its first sentence leave.
  func clauses(
    of plan: Plan, leaving test: TypedExpr
  ) throws(ExecutionError) -> ClauseCounts {
    var first = plan
    while case .query(let inner) = first.source { first = inner }
    guard let stage = first.stages.first else { return ClauseCounts(all: 0) }
    let stageRun = StageRun(self, stage, over: try source(first.source, enclosing: nil))
    let lookups = stage.steps.prefix { step in
      switch step {
      case .join, .figures: true
      case .filter, .summarise, .fill, .windows, .project, .across, .totals, .unpivot, .compare,
        .distinct, .sort, .limit, .top, .append:
        false
      }
    }
    try stageRun.perform(first: lookups.count)
    var rows = try self.rows(of: stageRun.frame, meeting: test, stageRun)
    var counts = ClauseCounts(all: rows.count)
    for step in stage.steps.dropFirst(lookups.count) {
      guard case .filter(let filter) = step, !filter.testsGroups else { break }
      for part in filter.parts {
        rows = try self.rows(of: rows, meeting: part.predicate, stageRun)
        counts.clauses.append(ClauseCounts.Clause(text: part.text, left: rows.count))
      }
    }
    return counts
  }

  private func rows(
    of frame: Frame, meeting condition: TypedExpr, _ stageRun: StageRun
  ) throws(ExecutionError) -> Frame {
    let node = try stageRun.preparer.node(condition)
    var kept: [UInt32] = []
    try forEachBatch(of: frame, Tally()) { (batch) throws(ExecutionError) in
      let flags = try node.truth(batch)
      for index in 0..<batch.count where flags[index] != 0 {
        kept.append(UInt32(batch.rows[index]))
      }
    }
    return Frame(frame.set, selection: Vector(kept))
  }
}
