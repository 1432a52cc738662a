import Records
import Semantics

/// The rows that a watch found, in their order.
final class WatchPass {
  let watch: Watch
  private let node: Node
  private(set) var rows: [UInt32] = []

  init(_ watch: Watch, _ node: Node) {
    self.watch = watch
    self.node = node
  }

  /// Whether it can find rows at all.
  var isOfUse: Bool { !node.isNever }

  /// Takes in what was found in other rows.
  func absorb(_ other: WatchPass) {
    guard let last = rows.last, let first = other.rows.first, last > first else {
      rows += other.rows
      return
    }
    // Both are in order: threads take stretches in the order of the rows.
    var merged: [UInt32] = []
    merged.reserveCapacity(rows.count + other.rows.count)
    var index = 0
    for row in other.rows {
      while index < rows.count, rows[index] < row {
        merged.append(rows[index])
        index += 1
      }
      merged.append(row)
    }
    merged += rows[index...]
    rows = merged
  }

  func look(at batch: Batch) throws(ExecutionError) {
    let quiet = Batch(rows: batch.rows, scratch: batch.scratch, tally: Tally())
    let flags = try node.truth(quiet)
    guard countOnes(flags, batch.count) > 0 else { return }
    let (positions, count) = batch.positions(of: flags)
    for index in 0..<count { rows.append(UInt32(batch.rows[Int(positions[index])])) }
  }
}
