import Records
import Semantics

extension StageRun {
  func sort(_ terms: [SortTerm]) throws(ExecutionError) {
    try settle()
    let orders = try terms.orders(over: frame, self)
    frame = frame.picking(try Ordering.order(orders, count: frame.count, run))
  }

  private static let mostFirst = 10_000

  /// Sorts and keeps only the first rows, which a limit behind the sort asks for.
  func sort(_ terms: [SortTerm], first wanted: Int) throws(ExecutionError) {
    try settle()
    let orders = try terms.orders(over: frame, self)
    guard wanted > 0, wanted <= StageRun.mostFirst, wanted < frame.count / 4,
      let word = Ordering.word(of: orders)
    else {
      frame = frame.picking(try Ordering.order(orders, count: frame.count, run))
      return
    }
    let rows = FirstRows(word: word, wanted: wanted, count: frame.count, run: run)
    frame = frame.picking(try rows.ofAll().places)
  }

  func limit(_ count: Int, _ offset: Int) throws(ExecutionError) {
    try settle()
    let first = min(max(0, offset), frame.count)
    let last = min(frame.count, first + min(max(0, count), frame.count))
    guard first > 0 || last < frame.count else { return }
    frame = frame.picking(Array(UInt32(first)..<UInt32(last)))
  }
}

extension [SortTerm] {
  /// The orders of a frame's rows.
  func orders(
    over frame: Frame, _ stage: StageRun
  ) throws(ExecutionError) -> [Ordering.Term] {
    let preparer = stage.preparer
    let tally = Tally()
    var orders: [Ordering.Term] = []
    for term in self {
      let keys = try stage.run.orderKeys(of: try preparer.node(term.expr), over: frame, tally)
      orders.append(.init(keys: keys, isDescending: term.isDescending))
    }
    stage.run.notes.add(tally.notes)
    return orders
  }
}

extension Run {
  /// The order keys of an expression over all rows of a frame.
  func orderKeys(
    of node: Node, over frame: Frame, _ tally: Tally
  ) throws(ExecutionError) -> OrderKeys {
    if let node = node as? ColumnNode { return try OrderKeys(node.column, frame.selection, self) }
    var assembler = ColumnAssembler(node.type, node.form)
    try forEachBatch(of: frame, tally) { (batch) throws(ExecutionError) in
      assembler.append(try node.evaluate(batch))
    }
    return try OrderKeys(assembler.finish(), nil, self)
  }
}
