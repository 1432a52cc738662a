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
    seen.count(codes, batch, into: counts.values)
  }

  func count(of group: Int) -> Int64 { counts[group] }
}
