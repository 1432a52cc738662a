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
      let pass = WatchPass(watch, try preparer.node(watch.predicate))
      if pass.isOfUse { watches.append(pass) }
    }
    self.watches = watches
  }

  /// The rows that pass; watches count only where `isWatching`.
  func passed(_ batch: Batch, isWatching: Bool) throws(ExecutionError) -> Batch {
    let (flags, kept) = try flags(batch, isWatching: isWatching)
    return batch.keeping(flags, kept)
  }

  /// Which rows pass, and how many; watches count only where `isWatching`.
  func flags(
    _ batch: Batch, isWatching: Bool
  ) throws(ExecutionError) -> (flags: UnsafePointer<UInt8>, kept: Int) {
    if isWatching {
      for watch in watches { try watch.look(at: batch) }
    }
    let flags = try node.truth(batch)
    return (flags, countOnes(flags, batch.count))
  }

  /// The same filter for another thread.
  func sibling(_ run: Run, _ context: StageContext) throws(ExecutionError) -> FilterPass {
    try FilterPass(filter, Preparer(run, context, over: set))
  }

  /// Asks the condition of a few rows, for what it keeps; what fails here fails again where it
  /// counts.
  func askTexts(_ batch: Batch) {
    let quiet = Batch(rows: batch.rows, scratch: batch.scratch, tally: Tally())
    _ = try? node.truth(quiet)
  }

  /// Takes in what was found in other rows.
  func absorb(_ other: FilterPass) {
    for (own, others) in zip(watches, other.watches) { own.absorb(others) }
  }

  var findings: [WatchPass] { watches.filter { !$0.rows.isEmpty } }
}
