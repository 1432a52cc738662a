import Records
import Semantics

extension StageRun {
  /// The first few rows of all by a plain number, without writing down the figures of the others:
  /// nearly every row is turned away by one comparison. False where another way must be taken.
  func fewest(_ top: Top, _ node: Node) throws(ExecutionError) -> Bool {
    guard top.per.isEmpty, !top.keepsTies, top.count > 0, top.count <= 1_000,
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
