import Records
import Semantics
import Syntax

extension StageRun {
  /// Appends a column for each window; a window may read those before it.
  func windows(_ windows: [Window]) throws(ExecutionError) {
    try settle()
    if frame.count == 0 { frame = Frame(frame.materialised(name: frame.set.name)) }
    let orders = WindowOrders()
    for window in windows {
      try run.checkCancelled()
      let column = try WindowPass(self, window, orders).column()
      append(
        Field(name: window.text, type: window.type, column: column, isExpression: true))
    }
  }

  /// - Shape: the column has one cell a place of the frame
  private func append(_ field: Field) {
    var set = frame.set
    var field = field
    if let selection = frame.selection, frame.count > 0 {
      // Rows outside the frame are never looked at; they take the cell of the first place.
      var places = [UInt32](repeating: 0, count: set.count)
      for place in 0..<frame.count { places[Int(selection[place])] = UInt32(place) }
      field.column = Gathering.column(field.column, Vector(places))
    }
    set.fields.append(field)
    frame = Frame(set, selection: frame.selection)
  }

  /// An expression at every place of the frame.
  func cells(of expr: TypedExpr) throws(ExecutionError) -> Column {
    let node = try preparer.node(expr)
    if let node = node as? ColumnNode {
      return frame.selection.map { Gathering.column(node.column, $0) } ?? node.column
    }
    var assembler = ColumnAssembler(node.type, node.form)
    let tally = Tally()
    try run.forEachBatch(of: frame, tally) { (batch) throws(ExecutionError) in
      assembler.append(try node.evaluate(batch))
    }
    run.notes.add(tally.notes)
    return assembler.finish()
  }
}
