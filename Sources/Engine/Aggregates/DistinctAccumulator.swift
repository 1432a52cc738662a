import Records

/// How many values each group has that are told apart.
final class DistinctAccumulator: Accumulator {
  private let encoder: KeyEncoder
  private let counts = GroupArray<Int64>(0)
  private let seen: FirstSeen

  init(_ encoder: KeyEncoder, slots: Int?) {
    self.encoder = encoder
    seen = FirstSeen(encoder, slots: slots)
  }

  override func reserve(_ slots: Int) { counts.reserve(slots) }

  override func add(_ batch: FeedBatch) throws(ExecutionError) {
    let codes = encoder.codes(batch.operands[0], batch.scratch)
    seen.count(codes, batch.groups, batch.count, into: counts.values)
  }

  override var isSeparable: Bool { encoder.isFixed }

  override func absorb(_ other: Accumulator, _ targets: GroupTargets) throws(ExecutionError) {
    let other: DistinctAccumulator = same(other)
    seen.absorb(other.seen, targets, into: counts.values)
  }

  // MARK: Stored cells

  override func admits(_ cells: PlainCells, rows: Int) -> Bool {
    encoder.shift != nil && seen.isNumbered
  }

  override func take(
    _ cells: PlainCells, _ rows: Rows, _ groups: UnsafePointer<UInt32>?, _ scratch: Scratch
  ) {
    let codes = scratch.take(rows.count, of: UInt32.self)
    cells.first.code(rows, shift: encoder.shift ?? 0, stride: 1, isFirst: true, into: codes)
    if seen.isFlagged {
      seen.flag(codes, groups, rows.count)
    } else {
      seen.count(codes, groups, rows.count, into: counts.values)
    }
  }

  override func finishCells(_ records: GroupArray<Int64>, _ feed: Feed, _ slots: Int) {
    seen.countFlags(into: counts.values, slots)
  }

  func count(of group: Int) -> Int64 { counts[group] }
}
