/// How often each value occurs in each group, and the row where it occurs first.
final class ModeAccumulator: Accumulator {
  private let encoder: KeyEncoder
  private let pairs = Interner()
  private var counts: [Int64] = []
  private var rows: [UInt32] = []
  private var groups: [UInt32] = []
  private var codes: [UInt32] = []

  init(_ encoder: KeyEncoder) { self.encoder = encoder }

  override func add(_ batch: FeedBatch) throws(ExecutionError) {
    let codes = encoder.codes(batch.operands[0], batch.scratch)
    for index in 0..<batch.count {
      take(codes[index], UInt32(batch.group(index)), 1, row: UInt32(batch.rows[index]))
    }
  }

  private func take(_ code: UInt32, _ group: UInt32, _ count: Int64, row: UInt32) {
    let pair = Int(pairs.id(of: UInt64(group) << 32 | UInt64(code)))
    if pair == counts.count {
      counts.append(count)
      rows.append(row)
      groups.append(group)
      codes.append(code)
    } else {
      counts[pair] += count
    }
  }

  override var isSeparable: Bool { encoder.isFixed }

  override func absorb(_ other: Accumulator, _ targets: GroupTargets) throws(ExecutionError) {
    let other: ModeAccumulator = same(other)
    for pair in other.counts.indices {
      let group = targets[Int(other.groups[pair])]
      take(other.codes[pair], UInt32(group), other.counts[pair], row: other.rows[pair])
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
