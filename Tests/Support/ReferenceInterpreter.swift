package import Records
package import Semantics
import Syntax

/// Answers plans row by row, as plainly as their meaning can be written; the engine must agree.
package struct ReferenceInterpreter: Sendable {
  let sets: [String: RecordSet]

  /// A row and the loaded record that it is.
  struct Row {
    var cells: [Value]
    var record: Int?
    /// Which row of each joined set it is of, and the loaded record that one is.
    var strands: [Strand] = []

    struct Strand {
      var number: Int?
      var record: Int?
    }
  }

  /// The rows of a stage, and what wholes and repeats are known of their records.
  struct Table {
    var rows: [Row]
    var base: LoadedRecords?
    /// The same for each joined set.
    var bases: [LoadedRecords?] = []
  }

  package init(sets: [String: RecordSet]) { self.sets = sets }

  /// The cells of a plan's answer, row by row; members of lists in alphabetical order.
  package func answer(_ plan: Plan) -> [[Value]] {
    answer(plan, enclosing: nil).rows.map { row in row.cells.map(normalised) }
  }

  private func normalised(_ value: Value) -> Value {
    if case .list(let members) = value { .list(members.sorted()) } else { value }
  }

  func answer(_ plan: Plan, enclosing: Table?) -> Table {
    var table = source(plan.source, enclosing: enclosing)
    for stage in plan.stages {
      var evaluator = ReferenceEvaluator(interpreter: self, stageInput: table)
      for step in stage.steps { table = evaluator.perform(step, table) }
    }
    return table
  }

  func source(_ source: Plan.Source, enclosing: Table?) -> Table {
    switch source {
    case .set(let name):
      guard let set = sets[name] else { preconditionFailure("a plan names sets that are there") }
      let rows = (0..<set.count).map { row in
        Row(
          cells: set.fields.map { normalised($0.column.value(at: row)) },
          record: set.lineage?.record(of: row))
      }
      return Table(rows: rows, base: set.lineage?.base)
    case .query(let plan): return answer(plan, enclosing: enclosing)
    case .enclosing:
      guard let enclosing else { preconditionFailure("a query in brackets stands in a stage") }
      return enclosing
    case .lastAnswer: preconditionFailure("a plan alone has no answer before it")
    }
  }
}
