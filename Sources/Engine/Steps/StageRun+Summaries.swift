import Records
import Semantics
import Syntax

extension StageRun {
  func summarise(_ summary: Summary) throws(ExecutionError) {
    let filters = pending
    let input = frame
    var summariser = try Summariser(run, input, filters, summary, preparer)
    if !keepsGroups, PartitionedSummary.admits(summariser) {
      try settle()
      summariser = try Summariser(run, frame, [], summary, preparer)
      let (columns, count) = try PartitionedSummary(summariser).columns()
      taken = nil
      frame = Frame(
        RecordSet(name: input.set.name, fields: fields(summary, columns), count: count))
      return try SummaryNotes(self, summariser, summary, input, []).say(columns)
    }
    pending = []
    try summariser.take()
    let groups: [UInt32]
    var columns: [Column]
    if let ordered = summariser.groupsInOrder() {
      groups = ordered
      columns = try summariser.keyColumns(groups)
    } else {
      let met = summariser.metGroups()
      columns = try summariser.keyColumns(met)
      let order = try StageRun.order(of: columns, run)
      groups = order.map { met[Int($0)] }
      let selection = Vector(order)
      columns = columns.map { Gathering.column($0, selection) }
    }
    columns += try summariser.finish(groups)
    taken = Taken(summariser: summariser, summary: summary, groups: groups)
    frame = Frame(
      RecordSet(name: input.set.name, fields: fields(summary, columns), count: groups.count))
    try say(summariser.filters)
    let notes = SummaryNotes(self, summariser, summary, summariser.frame, summariser.filters)
    try notes.say(columns)
    if summary.keys.isEmpty { reason = try notes.reason(columns) }
  }

  private func fields(_ summary: Summary, _ columns: [Column]) -> [Field] {
    let names =
      summary.keys.map { ($0.name, $0.isEach ? ValueType.text : $0.expr.type) }
      + summary.aggregates.map { ($0.text, $0.type) }
    return zip(names, columns).enumerated().map { index, field in
      Field(
        name: field.0.0, type: field.0.1, column: field.1,
        isExpression: index >= summary.keys.count)
    }
  }

  /// Groups come sorted by their keys, missing last.
  static func order(of columns: [Column], _ run: Run) throws(ExecutionError) -> [UInt32] {
    guard let count = columns.first?.count else { return [0] }
    var terms: [Ordering.Term] = []
    for column in columns {
      let keys = try OrderKeys(column, nil, run)
      terms.append(.init(keys: keys, isDescending: false, separatesQualifiers: true))
    }
    return try Ordering.order(terms, count: count, run).elements
  }
}
