import Records
import Semantics

/// A filter made ready, with what it counts beside.
final class FilterPass {
  let filter: Filter
  private let node: Node
  private let watches: [WatchPass]
  /// The set whose rows it tests.
  let set: RecordSet

  init(_ filter: Filter, _ preparer: Preparer) throws(ExecutionError) {
    self.filter = filter
    set = preparer.subject.set
    node = try preparer.node(filter.predicate)
    var watches: [WatchPass] = []
    for watch in filter.watches {
      watches.append(WatchPass(watch, try preparer.node(watch.predicate)))
    }
    self.watches = watches
  }

  /// The rows that pass; watches count only where `isWatching`.
  func passed(_ batch: Batch, isWatching: Bool) throws(ExecutionError) -> Batch {
    if isWatching {
      for watch in watches { try watch.look(at: batch) }
    }
    let flags = try node.truth(batch)
    let kept = countOnes(flags, batch.count)
    if kept == batch.count { return batch }
    let (positions, count) = batch.positions(of: flags)
    return batch.picking(positions, count: count)
  }

  var findings: [WatchPass] { watches.filter { !$0.rows.isEmpty } }
}
