import Records
import Semantics
import Syntax

extension WindowPass {
  /// Rows at one position could come in any order, so none may share one.
  func checkPositions(_ order: WindowOrders.Order) throws(ExecutionError) {
    let places = order.rows.places
    var shared: [(place: UInt32, count: Int)] = []
    for group in order.rows.groups {
      var index = group.lowerBound
      while index < group.upperBound {
        var end = index + 1
        while end < group.upperBound, order.starts[end] == 0 { end += 1 }
        if end - index > 1 { shared.append((places[index], end - index)) }
        index = end
      }
    }
    if !shared.isEmpty { throw try equalPositions(shared) }
  }

  private func equalPositions(
    _ shared: [(place: UInt32, count: Int)]
  ) throws(ExecutionError) -> ExecutionError {
    var shown: [String] = []
    let exprs = window.per + window.order.map(\.expr)
    for (place, count) in shared.prefix(4) {
      var values: [String] = []
      for expr in exprs {
        let node = try stage.preparer.node(expr)
        let row = UInt32(stage.frame.row(at: Int(place)))
        let value = try stage.run.column(of: node, rows: [row]).value(at: 0)
        values.append(NoteText.figure(value, expr.type))
      }
      shown.append("\(values.joined(separator: ", ")) (\(WindowPass.rows(count)))")
    }
    let more = shared.count > 4 ? " and \(NoteText.count(shared.count - 4)) more" : ""
    let per = window.written.per.isEmpty ? "" : " per \(window.written.per)"
    var notes: [String] = []
    var fixes: [Diagnostic.Fix] = []
    if let finer = try finerField() {
      if window.written.head.isEmpty {
        notes = ["sort by \(window.written.order), \(finer.name) puts each at its own"]
      } else {
        let head = window.written.head
        let tail = window.written.tail
        if window.per.isEmpty, finer.isSharedText {
          // Rows of one time that differ by a text are several courses rather than one.
          fixes.append(.init(range: window.range, replacement: "\(head) per \(finer.name)\(tail)"))
        }
        fixes.append(.init(range: window.range, replacement: "\(head), \(finer.name)\(tail)"))
      }
    }
    return .failed(
      Diagnostic(
        "\(window.text) goes along \(window.written.order)\(per), where rows share a position: "
          + shown.joined(separator: "; ") + more, at: window.range, notes: notes, fixes: fixes))
  }

  /// A field that tells the rows at one position apart: the key, else the first that does.
  private func finerField() throws(ExecutionError) -> (name: String, isSharedText: Bool)? {
    let set = stage.frame.set
    var candidates = Array(0..<min(set.fields.count, ownFields))
    if let base = set.lineage?.base, let key = base.keyField,
      let index = candidates.first(where: { set.fields[$0].name == base.fields[key].name })
    {
      candidates.removeAll { $0 == index }
      candidates.insert(index, at: 0)
    }
    let preparer = stage.preparer
    for index in candidates.prefix(24) {
      let field = set.fields[index]
      if field.type == .list || field.type == .yesNo { continue }
      let candidate = TypedExpr(.column(index), field.type, at: window.range)
      let nodes = try preparer.nodes(window.per + window.order.map(\.expr) + [candidate])
      let groups = try stage.groups(by: nodes)
      guard Set(groups).count == stage.frame.count else { continue }
      let alone = field.type == .text ? Set(try stage.groups(by: [nodes[nodes.count - 1]])) : []
      return (field.name.asName, field.type == .text && alone.count < stage.frame.count)
    }
    return nil
  }

  /// The columns that have names of their own: those of the records, or the keys of a summary.
  private var ownFields: Int {
    for case .summarise(let summary) in stage.stage.steps { return summary.keys.count }
    return stage.stage.input.fields.count
  }
}
