import Records
import Semantics
import Syntax

extension StageRun {
  func summarise(_ summary: Summary) throws(ExecutionError) {
    let filters = pending
    pending = []
    let input = frame
    let summariser = try Summariser(run, input, filters, summary, preparer)
    try summariser.take()
    let met = summariser.metGroups()
    var columns = try summariser.keyColumns(met)
    let order = try StageRun.order(of: columns)
    let groups = order.map { met[Int($0)] }
    let selection = Vector(order)
    columns = columns.map { Gathering.column($0, selection) }
    columns += try summariser.finish(groups)
    taken = Taken(summariser: summariser, summary: summary, groups: groups)
    let fields = zip(
      summary.keys.map { ($0.name, $0.isEach ? ValueType.text : $0.expr.type) }
        + summary.aggregates.map { ($0.text, $0.type) }, columns
    ).enumerated().map { index, field in
      Field(
        name: field.0.0, type: field.0.1, column: field.1,
        isExpression: index >= summary.keys.count)
    }
    frame = Frame(RecordSet(name: input.set.name, fields: fields, count: groups.count))
    try say(filters)
    let notes = SummaryNotes(self, summariser, summary, input, filters)
    try notes.say(columns)
    if summary.keys.isEmpty { reason = try notes.reason(columns) }
  }

  /// Groups come sorted by their keys, missing last.
  static func order(of columns: [Column]) throws(ExecutionError) -> [UInt32] {
    guard let count = columns.first?.count else { return [0] }
    var terms: [Ordering.Term] = []
    for column in columns {
      var keys = OrderKeys()
      let scratch = Scratch()
      let node = ColumnNode(
        TypedExpr(.column(0), .text, at: .init(0, 0)),
        Subject(RecordSet(name: "", fields: [], count: count)), column)
      let rows = Rows.range(0, count: count)
      keys.append(try node.evaluate(Batch(rows: rows, scratch: scratch, tally: Tally())))
      keys.finish()
      terms.append(.init(keys: keys, isDescending: false, separatesQualifiers: true))
    }
    return Ordering.order(terms, count: count)
  }
}
