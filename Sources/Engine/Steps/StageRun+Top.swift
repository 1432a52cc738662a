import Records
import Semantics
import Syntax

extension StageRun {
  func top(_ top: Top) throws(ExecutionError) {
    try settle()
    let preparer = preparer
    let tally = Tally()
    let node = try preparer.node(top.term.expr)
    let per = try preparer.nodes(top.per)
    if let found = try first(top, node, per, tally) {
      run.notes.add(tally.notes)
      if found.ties > 0, let cut = found.cut { try say(ties: found.ties, at: cut, node, top) }
      frame = frame.picking(found.places)
      return
    }
    let keys = try run.orderKeys(of: node, over: frame, tally)
    var perTerms: [Ordering.Term] = []
    for node in per {
      let keys = try run.orderKeys(of: node, over: frame, tally)
      perTerms.append(.init(keys: keys, isDescending: false, separatesQualifiers: true))
    }
    let groups = per.isEmpty ? nil : try groupNumbers(by: per)
    run.notes.add(tally.notes)
    let pass = TopPass(
      top: top, term: .init(keys: keys, isDescending: top.term.isDescending), groups: groups,
      perTerms: perTerms, count: frame.count)
    let (places, ties, cut) = try pass.chosen(run)
    if ties > 0, let cut { try say(ties: ties, at: cut, node, top) }
    if let rest = top.rest { try others(rest, top, chosen: places, groups: groups?.elements) }
    frame = frame.picking(places)
  }

  func groups(by nodes: [Node]) throws(ExecutionError) -> [UInt32] {
    try groupNumbers(by: nodes).elements
  }

  /// - Shape: one group a place of the frame
  func groupNumbers(by nodes: [Node]) throws(ExecutionError) -> Vector<UInt32> {
    let encoders = nodes.map { KeyEncoder($0, over: frame) }
    let grouper = Grouper(bounds: encoders.map { $0.isFixed ? $0.bound : nil }, rows: frame.count)
    return try Vector(count: frame.count) { (target) throws(ExecutionError) in
      var next = target
      try run.forEachBatch(of: frame, Tally()) { (batch) throws(ExecutionError) in
        var codes: [UnsafePointer<UInt32>] = []
        for (node, encoder) in zip(nodes, encoders) {
          codes.append(encoder.codes(try node.evaluate(batch), batch.scratch))
        }
        let groups = grouper.groups(
          codes, bounds: encoders.map(\.bound), batch.count, batch.scratch)
        if let groups {
          next.update(from: groups, count: batch.count)
        } else {
          next.update(repeating: 0, count: batch.count)
        }
        next += batch.count
      }
    }
  }

  private func say(
    ties: Int, at cut: UInt32, _ node: Node, _ top: Top
  ) throws(ExecutionError) {
    let row = UInt32(frame.row(at: Int(cut)))
    let value = try run.column(of: node, rows: [row]).value(at: 0)
    let figure = NoteText.figure(value, top.term.expr.type)
    let rows = ties == 1 ? "1 more row ties" : "\(NoteText.count(ties)) more rows tie"
    let place = top.per.isEmpty ? "with the last, at \(figure)" : "with the last of their group"
    run.notes.add(
      Note(
        .tieAtCut, "\(rows) \(place) (with ties keeps them)", count: ties, suggestion: "with ties"))
  }

  // MARK: Few rows

  private static let mostOfAll = 10_000
  private static let mostOfEach = 64
  private static let mostKept = 1 << 23

  /// The first few rows without an order of all the others; `nil` where another way must be taken.
  private func first(
    _ top: Top, _ node: Node, _ per: [Node], _ tally: Tally
  ) throws(ExecutionError) -> (places: [UInt32], ties: Int, cut: UInt32?)? {
    guard !top.keepsTies, top.rest == nil, top.count > 0, frame.count > top.count,
      top.count <= (per.isEmpty ? StageRun.mostOfAll : StageRun.mostOfEach)
    else { return nil }
    let term = Ordering.Term(
      keys: try firstKeys(of: node, tally), isDescending: top.term.isDescending)
    guard let word = Ordering.word(of: [term]) else { return nil }
    let rows = FirstRows(word: word, wanted: top.count, count: frame.count, run: run)
    if per.isEmpty {
      let found = try rows.ofAll()
      guard let last = found.places.last, term.keys.isPresent(Int(last)) else {
        return (found.places, 0, nil)
      }
      return (found.places, found.ties, last)
    }
    guard let groups = try groupCodes(per),
      groups.bound <= StageRun.mostKept / (top.count * run.settings.workers.count)
    else { return nil }
    var found = try rows.ofEach(groups).filter { !$0.places.isEmpty }
    found = try ordered(found, per, tally)
    var ties = 0
    var cut: UInt32?
    for group in found {
      guard group.ties > 0, let last = group.places.last, term.keys.isPresent(Int(last)) else {
        continue
      }
      ties += group.ties
      cut = last
    }
    return (found.flatMap(\.places), ties, cut)
  }

  /// Plain numbers are compared as they are stored.
  private func firstKeys(of node: Node, _ tally: Tally) throws(ExecutionError) -> OrderKeys {
    if let column = (node as? ColumnNode)?.column, column.validity == nil,
      let keys = OrderKeys(plain: column, frame.selection)
    {
      return keys
    }
    return try run.orderKeys(of: node, over: frame, tally)
  }

  private func groupCodes(_ per: [Node]) throws(ExecutionError) -> GroupCodes? {
    if per.count == 1, let column = (per[0] as? ColumnNode)?.column,
      let codes = GroupCodes(column, frame.selection), codes.bound <= max(1 << 12, frame.count)
    {
      return codes
    }
    return GroupCodes(try groupNumbers(by: per))
  }

  /// Groups in the order of what they are formed by.
  private func ordered(
    _ groups: [FirstRows.Found], _ per: [Node], _ tally: Tally
  ) throws(ExecutionError) -> [FirstRows.Found] {
    let heads = frame.picking(groups.map { $0.places[0] })
    var terms: [Ordering.Term] = []
    for node in per {
      let keys = try run.orderKeys(of: node, over: heads, tally)
      terms.append(.init(keys: keys, isDescending: false, separatesQualifiers: true))
    }
    let order = try Ordering.order(terms, count: heads.count, run)
    return order.elements.map { groups[Int($0)] }
  }
}
