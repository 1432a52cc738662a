/// How often each value occurs in each group, and the row where it occurs first.
final class ModeAccumulator: Accumulator {
  private let encoder: KeyEncoder
  private let pairs = Interner()
  private var counts: [Int64] = []
  private var rows: [UInt32] = []
  private var groups: [UInt32] = []

  init(_ encoder: KeyEncoder) { self.encoder = encoder }

  override func add(_ batch: FeedBatch) throws(ExecutionError) {
    let codes = encoder.codes(batch.operands[0], batch.scratch)
    for index in 0..<batch.count {
      let group = UInt32(batch.group(index))
      let pair = Int(pairs.id(of: UInt64(group) << 32 | UInt64(codes[index])))
      if pair == counts.count {
        counts.append(1)
        rows.append(UInt32(batch.rows[index]))
        groups.append(group)
      } else {
        counts[pair] += 1
      }
    }
  }

  /// The row of the most frequent value of every group, the first among ties.
  func modes(slots: Int) -> (rows: [UInt32?], tied: Set<UInt32>) {
    var best = [Int?](repeating: nil, count: slots)
    var tied: Set<UInt32> = []
    // Values are in order of first appearance, so a later one must be more frequent.
    for pair in counts.indices {
      let group = groups[pair]
      guard let old = best[Int(group)] else {
        best[Int(group)] = pair
        continue
      }
      if counts[pair] > counts[old] {
        best[Int(group)] = pair
        tied.remove(group)
      } else if counts[pair] == counts[old] {
        tied.insert(group)
      }
    }
    return (best.map { $0.map { rows[$0] } }, tied)
  }
}
