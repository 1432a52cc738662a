import Records
import Semantics

/// The rows that a watch found.
final class WatchPass {
  let watch: Watch
  private let node: Node
  private(set) var rows: [UInt32] = []

  init(_ watch: Watch, _ node: Node) {
    self.watch = watch
    self.node = node
  }

  /// Takes in what was found in rows behind its own.
  func absorb(_ other: WatchPass) { rows += other.rows }

  func look(at batch: Batch) throws(ExecutionError) {
    if node.isNever { return }
    let quiet = Batch(rows: batch.rows, scratch: batch.scratch, tally: Tally())
    let flags = try node.truth(quiet)
    for index in 0..<batch.count where flags[index] != 0 { rows.append(UInt32(batch.rows[index])) }
  }
}
