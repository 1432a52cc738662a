import Records
import Semantics
import Syntax

extension StageRun {
  func project(_ projection: Projection) throws(ExecutionError) {
    try settle()
    let preparer = preparer
    let input = frame
    var nodes: [Node] = []
    for item in projection.items { nodes.append(try preparer.node(item.expr)) }
    let isPlain = nodes.allSatisfy { $0 is ColumnNode }
    var columns: [Column] = []
    if isPlain {
      columns = nodes.compactMap { ($0 as? ColumnNode)?.column }
    } else {
      columns = try projected(nodes, input)
    }
    let fields = zip(projection.items, columns).map { item, column in
      Field(name: item.name, type: item.expr.type, column: column)
    }
    let count = isPlain ? input.set.count : input.count
    if !aside.levels.isEmpty { aside.order = input }
    if !isPlain, let selection = input.selection { taken?.pick(selection) }
    var set = RecordSet(name: input.set.name, fields: fields, count: count)
    if projection.keepsRecords {
      set.lineage = isPlain ? input.set.lineage : input.lineage
      set.strands = isPlain ? input.set.strands : input.strands
    }
    frame = Frame(set, selection: isPlain ? input.selection : nil)
  }

  /// Columns as they are, gathered where rows were chosen, and the others evaluated.
  private func projected(_ nodes: [Node], _ input: Frame) throws(ExecutionError) -> [Column] {
    var assemblers = nodes.map { ColumnAssembler($0.type, $0.form) }
    let tally = Tally()
    try run.forEachBatch(of: input, tally) { (batch) throws(ExecutionError) in
      for (index, node) in nodes.enumerated() where !(node is ColumnNode) {
        assemblers[index].append(try node.evaluate(batch))
      }
    }
    run.notes.add(tally.notes)
    return zip(nodes, assemblers).map { node, assembler in
      guard let node = node as? ColumnNode else { return assembler.finish() }
      return input.selection.map { Gathering.column(node.column, $0) } ?? node.column
    }
  }

  func distinct() throws(ExecutionError) {
    try settle()
    let preparer = preparer
    var nodes: [Node] = []
    for (index, field) in frame.set.fields.enumerated() {
      nodes.append(
        try preparer.node(TypedExpr(.column(index), field.type, at: .init(0, 0))))
    }
    let encoders = nodes.map { KeyEncoder($0, over: frame) }
    let grouper = Grouper(bounds: encoders.map { $0.isFixed ? $0.bound : nil }, rows: frame.count)
    let isMet = GroupArray<UInt8>(0)
    var kept: [UInt32] = []
    var place: UInt32 = 0
    try run.forEachBatch(of: frame, Tally()) { (batch) throws(ExecutionError) in
      var codes: [UnsafePointer<UInt32>] = []
      for (node, encoder) in zip(nodes, encoders) {
        codes.append(encoder.codes(try node.evaluate(batch), batch.scratch))
      }
      let groups = grouper.groups(
        codes, bounds: encoders.map(\.bound), batch.count, batch.scratch)
      isMet.reserve(grouper.slots)
      for index in 0..<batch.count {
        let group = groups.map { Int($0[index]) } ?? 0
        if isMet[group] == 0 {
          isMet[group] = 1
          kept.append(place)
        }
        place += 1
      }
    }
    let picked = frame.picking(kept)
    var set = picked.set
    set.lineage = nil
    set.strands = []
    frame = Frame(set, selection: picked.selection)
  }
}
