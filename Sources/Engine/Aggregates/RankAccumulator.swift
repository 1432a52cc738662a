import Records

/// All numbers of each group, for medians and percentiles.
final class RankAccumulator: Accumulator {
  let form: NumberForm
  /// Plain numbers of 64 bits, and doubles as such in the same order.
  private var plain = ValueChunks()
  /// In the place of `plain` from the first batch on that has wider numbers, or bounds.
  private var special: SpecialValues?

  init(_ form: NumberForm) { self.form = form }

  override func add(_ batch: FeedBatch) throws(ExecutionError) {
    let column = batch.operands[0]
    let count = batch.count
    switch column.cells {
    case .integers(let integers, _):
      if special == nil, column.qualifiers == nil {
        plain.append(integers, batch.groups, count)
        return
      }
    case .doubles(let doubles):
      if special == nil, column.qualifiers == nil {
        let keys = mapped(doubles, count, batch.scratch) { OrderKeys.bits(of: $0) }
        plain.append(keys, batch.groups, count)
        return
      }
    case .wide: break
    case .flags, .text, .lists, .periods, .moments: preconditionFailure("only numbers are ranked")
    }
    specialise()
    special?.append(column, batch.groups)
  }

  /// Turns plain numbers into those that may be wider and have bounds.
  private func specialise() {
    guard special == nil else { return }
    special = SpecialValues(plain, form)
    plain = ValueChunks()
  }

  override func absorb(_ other: Accumulator, _ targets: GroupTargets) throws(ExecutionError) {
    let other: RankAccumulator = same(other)
    let target: ((UInt32) -> UInt32)? = targets.targets.map { all in { all[Int($0)] } }
    if special == nil, other.special == nil {
      plain.absorb(other.plain, target)
      return
    }
    specialise()
    other.specialise()
    if let values = other.special { special?.absorb(values, target) }
  }

  /// A percentile of every group: `share` of the way from the first to the last, interpolated.
  func percentiles(
    _ share: FixedDecimal, of wanted: [UInt32], slots: Int, _ run: Run
  ) throws(ExecutionError) -> [(number: Number, qualifier: Qualifier)?] {
    if let special { return special.percentiles(share, of: wanted, slots: slots) }
    guard plain.hasGroups else {
      let whole = try percentile(share, run)
      return wanted.map { _ in whole }
    }
    let (memory, starts) = try plain.laidOut(slots: slots, run)
    let values = memory.pointer(to: Int64.self)
    let pairs = UnsafeMutablePointer<(low: Int64, high: Int64)>.allocate(
      capacity: wanted.count + 1)
    defer { pairs.deallocate() }
    let slices = run.shares(of: wanted.count)
    try run.perform(slices.count) { task, _ in
      for index in slices[task] {
        let group = Int(wanted[index])
        let count = starts[group + 1] - starts[group]
        guard count > 0 else { continue }
        let position = RankPosition(share, among: count)
        pairs[index] = IntegerSelection.pair(
          values + starts[group], count, at: position.below)
      }
    }
    withExtendedLifetime(memory) {}
    return wanted.indices.map { index in
      let group = Int(wanted[index])
      let count = starts[group + 1] - starts[group]
      guard count > 0 else { return nil }
      let position = RankPosition(share, among: count)
      return (interpolate(position, pairs[index].low, pairs[index].high), .exact)
    }
  }

  private func percentile(
    _ share: FixedDecimal, _ run: Run
  ) throws(ExecutionError) -> (number: Number, qualifier: Qualifier)? {
    guard plain.count > 0 else { return nil }
    let position = RankPosition(share, among: plain.count)
    let (low, high) = try plain.pair(at: position.below, run)
    return (interpolate(position, low, high), .exact)
  }

  private func interpolate(_ position: RankPosition, _ low: Int64, _ high: Int64) -> Number {
    guard case .exact(let scale) = form else {
      return .double(
        position.interpolate(OrderKeys.double(of: low), OrderKeys.double(of: high)))
    }
    return position.interpolate(Int128(low), Int128(high), scale: scale)
  }
}
