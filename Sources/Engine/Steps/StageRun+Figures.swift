import Records
import Semantics
import Syntax

extension StageRun {
  /// Appends a column for each aggregate with `per`: the figure of the record's group.
  ///
  /// Figures of the same groups are taken in together, as long as none reads another.
  func figures(_ figures: [RecordFigure]) throws(ExecutionError) {
    var start = 0
    while start < figures.count {
      let width = frame.set.fields.count
      var end = start + 1
      while end < figures.count, figures[end].per == figures[start].per,
        figures[end].call.columns.allSatisfy({ $0 < width })
      {
        end += 1
      }
      try append(figures[start..<end].map(\.call), per: figures[start].per)
      start = end
    }
  }

  private func append(
    _ calls: [AggregateCall], per: [TypedExpr]
  ) throws(ExecutionError) {
    let input = frame
    let summary = Summary(
      keys: per.map { Summary.Key(expr: $0, isEach: false, name: "") }, aggregates: calls)
    let summariser = try Summariser(run, input, [], summary, preparer)
    try summariser.take()
    let groups = summariser.metGroups()
    let columns = try summariser.finish(groups)
    SummaryNotes(self, summariser, summary, input, []).sayWhatWasTaken()
    var positions = [UInt32](repeating: 0, count: summariser.slots)
    for (position, group) in groups.enumerated() { positions[Int(group)] = UInt32(position) }
    let selection = try Vector<UInt32>(count: input.set.count) {
      (target: UnsafeMutablePointer<UInt32>) throws(ExecutionError) in
      // Rows outside the frame are never looked at; they take the first group's figure.
      if input.selection != nil { target.initialize(repeating: 0, count: input.set.count) }
      try summariser.revisitRows { grouped in
        eachRow(grouped.base.rows) { index, row in
          target[row] = positions[grouped.groups.map { Int($0[index]) } ?? 0]
        }
      }
    }
    var set = input.set
    for (call, column) in zip(calls, columns) {
      set.fields.append(
        Field(
          name: call.text, type: call.type, column: Gathering.column(column, selection),
          isExpression: true))
    }
    frame = Frame(set, selection: input.selection)
  }
}

extension AggregateCall {
  /// The columns that it reads.
  var columns: Set<Int> {
    exprs.reduce(into: []) { $0.formUnion($1.columns) }
  }
}
