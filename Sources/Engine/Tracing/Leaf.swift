import Records
import Semantics

/// The records that rows of an answer were made of, as the stage that read them saw them.
struct Leaf {
  /// With what was looked up for the records.
  let set: RecordSet
  /// The columns that the stage reads, in the order of the set.
  let columns: [Int]
  /// What was aggregated; empty where rows are records.
  var feeds: [Feed] = []
  /// Keys that are no fields, one row a group.
  var keys: [Field] = []
  /// What columns that were looked up are called where a name is taken.
  var otherNames: [Int: String] = [:]
  /// The key whose values became columns, one row a group.
  var spread: (key: Column, values: [Value])?

  var lineage: Lineage {
    guard let lineage = set.lineage else { preconditionFailure("records have a lineage") }
    return lineage
  }
}

/// One record behind an answer and what became of it.
struct TracedRecord {
  var leaf: Int
  /// The row of the leaf's set.
  var row: Int
  /// Its group, as a row of the leaf's keys.
  var group = 0
  /// One for each of the leaf's feeds.
  var states: [RecordState] = []
}

extension PlanStage {
  /// The columns of its records that it reads, in the order of the set.
  ///
  /// - Shape: the records have `width` columns; those behind were made by steps of the stage
  func columnsRead(width: Int) -> [Int] {
    var read: Set<Int> = []
    for step in steps {
      switch step {
      case .figures, .windows: read.formUnion(step.exprs.flatMap(\.columns))
      case .filter(let filter):
        if !filter.testsGroups { read.formUnion(filter.predicate.columns) }
      case .summarise, .project:
        read.formUnion(step.exprs.flatMap(\.columns))
        return read.filter { $0 < width }.sorted()
      case .sort(let terms): for term in terms { read.formUnion(term.expr.columns) }
      case .top(let top): read.formUnion(top.term.expr.columns)
      case .join, .fill, .across, .totals, .unpivot, .compare, .distinct, .limit, .append:
        break
      }
    }
    return read.filter { $0 < width }.sorted()
  }
}
