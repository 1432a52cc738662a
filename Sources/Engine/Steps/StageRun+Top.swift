import Records
import Semantics
import Syntax

extension StageRun {
  func top(_ top: Top) throws(ExecutionError) {
    try settle()
    let preparer = preparer
    let tally = Tally()
    let node = try preparer.node(top.term.expr)
    if try fewest(top, node) { return }
    let keys = try run.orderKeys(of: node, over: frame, tally)
    var perTerms: [Ordering.Term] = []
    var groups: [UInt32]?
    if !top.per.isEmpty {
      let nodes = try preparer.nodes(top.per)
      for node in nodes {
        let keys = try run.orderKeys(of: node, over: frame, tally)
        perTerms.append(.init(keys: keys, isDescending: false, separatesQualifiers: true))
      }
      groups = try self.groups(by: nodes)
    }
    run.notes.add(tally.notes)
    let pass = TopPass(
      top: top, term: .init(keys: keys, isDescending: top.term.isDescending), groups: groups,
      perTerms: perTerms, count: frame.count)
    let (places, ties, cut) = pass.chosen()
    if ties > 0, let cut {
      let row = frame.row(at: Int(cut))
      let value = try run.column(of: node, rows: [UInt32(row)]).value(at: 0)
      say(ties: ties, at: value, top)
    }
    if let rest = top.rest { try others(rest, top, chosen: places, groups: groups) }
    frame = frame.picking(places)
  }

  func groups(by nodes: [Node]) throws(ExecutionError) -> [UInt32] {
    let encoders = nodes.map { KeyEncoder($0, over: frame) }
    let grouper = Grouper(bounds: encoders.map { $0.isFixed ? $0.bound : nil }, rows: frame.count)
    var result: [UInt32] = []
    try run.forEachBatch(of: frame, Tally()) { (batch) throws(ExecutionError) in
      var codes: [UnsafePointer<UInt32>] = []
      for (node, encoder) in zip(nodes, encoders) {
        codes.append(encoder.codes(try node.evaluate(batch), batch.scratch))
      }
      let groups = grouper.groups(
        codes, bounds: encoders.map(\.bound), batch.count, batch.scratch)
      for index in 0..<batch.count { result.append(groups.map { $0[index] } ?? 0) }
    }
    return result
  }

  func say(ties: Int, at value: Value, _ top: Top) {
    let figure = NoteText.figure(value, top.term.expr.type)
    let rows = ties == 1 ? "1 more row ties" : "\(NoteText.count(ties)) more rows tie"
    let place = top.per.isEmpty ? "with the last, at \(figure)" : "with the last of their group"
    run.notes.add(
      Note(
        .tieAtCut, "\(rows) \(place) (with ties keeps them)", count: ties, suggestion: "with ties"))
  }

  /// The first few rows of all by a plain number, without writing down the figures of the others:
  /// nearly every row is turned away by one comparison. False where another way must be taken.
  func fewest(_ top: Top, _ node: Node) throws(ExecutionError) -> Bool {
    guard top.per.isEmpty, !top.keepsTies, top.rest == nil, top.count > 0, top.count <= 1_000,
      let column = (node as? ColumnNode)?.column, case .integers(let cells, _) = column.storage,
      frame.count > top.count
    else { return false }
    if case .int128 = cells { return false }
    let flip: UInt64 = top.term.isDescending ? .max : 0
    var heap = BoundedHeap(capacity: top.count)
    var missing: [UInt32] = []
    var start: UInt32 = 0
    try run.forEachBatch(of: frame, Tally()) { (batch) throws(ExecutionError) in
      let values = try node.evaluate(batch)
      guard case .integers(let integers, _) = values.cells else { return }
      for index in 0..<batch.count {
        let place = start &+ UInt32(truncatingIfNeeded: index)
        if let valid = values.valid, valid[index] == 0 {
          // Rows without a figure fill up what is left, in their old order.
          if missing.count < top.count { missing.append(place) }
        } else {
          heap.offer(OrderKeys.unsigned(integers[index]) ^ flip, place)
        }
      }
      start += UInt32(batch.count)
    }
    var places = heap.sorted()
    if heap.isFull {
      if heap.ties > 0, let last = places.last {
        let value = column.value(at: frame.row(at: Int(last)))
        say(ties: heap.ties, at: value, top)
      }
    } else {
      places += missing.prefix(top.count - places.count)
    }
    frame = frame.picking(places)
    return true
  }
}
