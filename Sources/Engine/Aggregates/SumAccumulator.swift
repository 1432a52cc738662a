import Records

/// Exact sums, or compensated ones of doubles.
///
/// Sums of 64-bit numbers are kept at 64 bits as long as what came in cannot have overflowed them,
/// then spilled into 128 and more; a spill loses nothing, so nothing depends on when it happens.
final class SumAccumulator: Accumulator {
  let form: NumberForm
  private let narrow = GroupArray<Int64>(0)
  /// Spilled sums: `high × 2^64 + low`.
  private let high = GroupArray<Int128>(0)
  private let low = GroupArray<UInt128>(0)
  private let doubles = GroupArray<DoubleSum>(DoubleSum())
  private var qualifiers: GroupArray<UInt8>?
  private var hasSpilled = false
  /// An upper bound of the magnitude of any 64-bit sum so far.
  private var reach: UInt64 = 0
  private var slots = 1

  init(_ form: NumberForm) { self.form = form }

  override func reserve(_ slots: Int) {
    self.slots = slots
    if form == .double { doubles.reserve(slots) } else { narrow.reserve(slots) }
    if hasSpilled {
      high.reserve(slots)
      low.reserve(slots)
    }
    qualifiers?.reserve(slots)
  }

  override func add(_ batch: FeedBatch) throws(ExecutionError) {
    let column = batch.operands[0]
    switch column.cells {
    case .integers(let integers, _): add(integers, batch)
    case .wide(let integers, _):
      spill()
      for index in 0..<batch.count { addSpilled(integers[index], to: batch.group(index)) }
    case .doubles(let source):
      for index in 0..<batch.count { doubles[batch.group(index)].add(source[index]) }
    case .flags, .text, .lists, .periods, .moments: preconditionFailure("only numbers are summed")
    }
    if let source = column.qualifiers { note(source, batch) }
  }

  private func add(_ integers: UnsafePointer<Int64>, _ batch: FeedBatch) {
    let count = batch.count
    guard admits(integers, count) else {
      for index in 0..<count { addSpilled(Int128(integers[index]), to: batch.group(index)) }
      return
    }
    let sums = narrow.values
    guard let groups = batch.groups else {
      var sum: Int64 = 0
      for index in 0..<count { sum &+= integers[index] }
      sums[0] &+= sum
      return
    }
    for index in 0..<count { sums[Int(groups[index])] &+= integers[index] }
  }

  /// Whether 64 bits hold the sums with this batch; they are spilled first where they would not.
  private func admits(_ integers: UnsafePointer<Int64>, _ count: Int) -> Bool {
    var low: Int64 = 0
    var high: Int64 = 0
    for index in 0..<count {
      low = min(low, integers[index])
      high = max(high, integers[index])
    }
    let largest = max(low.magnitude, high.magnitude)
    let (added, overflow) = largest.multipliedReportingOverflow(by: UInt64(count))
    let limit = UInt64(Int64.max)
    if !overflow, added <= limit - reach {
      reach += added
      return true
    }
    spill()
    if overflow || added > limit { return false }
    reach = added
    return true
  }

  // MARK: Stored cells

  override func admits(_ cells: PlainCells, rows: Int) -> Bool {
    guard case .exact = form else { return false }
    let (reach, overflow) = cells.first.reach.multipliedReportingOverflow(by: UInt64(rows))
    return !overflow && reach <= UInt64(Int64.max)
  }

  override func begin(_ cells: PlainCells, rows: Int) {
    reach = cells.first.reach * UInt64(rows)
  }

  override func take(
    _ cells: PlainCells, _ rows: Rows, _ groups: UnsafePointer<UInt32>?, _ scratch: Scratch
  ) {
    cells.first.sum(rows, groups, into: narrow.values)
  }

  override var takesFlagged: Bool { true }

  override func take(
    _ cells: PlainCells, _ rows: Range<Int>, flagged flags: UnsafePointer<UInt8>
  ) {
    narrow[0] &+= cells.first.sum(rows, flagged: flags)
  }

  /// The sums, while they have not left 64 bits.
  var plainSums: UnsafeMutablePointer<Int64>? {
    hasSpilled || form == .double ? nil : narrow.values
  }

  /// Whether every group's sum is of exact figures alone.
  var isUnqualified: Bool { qualifiers == nil }

  // MARK: Spans

  override func absorb(_ other: Accumulator, _ targets: GroupTargets) throws(ExecutionError) {
    let other: SumAccumulator = same(other)
    if form == .double {
      for group in 0..<targets.count { doubles[targets[group]].add(other.doubles[group]) }
    } else if !hasSpilled, !other.hasSpilled, other.reach <= UInt64(Int64.max) - reach {
      reach += other.reach
      let sums = narrow.values
      for group in 0..<targets.count { sums[targets[group]] &+= other.narrow[group] }
    } else {
      spill()
      other.spill()
      for group in 0..<targets.count {
        low[targets[group]] &+= other.low[group]
        high[targets[group]] &+= other.high[group]
      }
    }
    guard let others = other.qualifiers else { return }
    let marks = marked()
    for group in 0..<targets.count { marks[targets[group]] |= others[group] }
  }

  private func spill() {
    if !hasSpilled {
      hasSpilled = true
      high.reserve(slots)
      low.reserve(slots)
    }
    for group in 0..<slots where narrow[group] != 0 {
      addSpilled(Int128(narrow[group]), to: group)
      narrow[group] = 0
    }
    reach = 0
  }

  @inline(__always)
  private func addSpilled(_ value: Int128, to group: Int) {
    low[group] &+= UInt128(truncatingIfNeeded: value) & UInt128(UInt64.max)
    high[group] &+= value >> 64
  }

  private func note(_ source: UnsafePointer<UInt8>, _ batch: FeedBatch) {
    let marks = marked()
    for index in 0..<batch.count {
      let qualifier = Qualifier(rawValue: source[index]) ?? .exact
      marks[batch.group(index)] |= QualifierSet(qualifier).rawValue
    }
  }

  private func marked() -> GroupArray<UInt8> {
    let marks = qualifiers ?? GroupArray<UInt8>(0)
    qualifiers = marks
    marks.reserve(slots)
    return marks
  }

  /// The exact sum of a group, or nothing past 38 digits.
  func total(of group: Int) -> Int128? {
    guard hasSpilled else { return Int128(narrow[group]) }
    let carried = high[group] &+ Int128(truncatingIfNeeded: low[group] >> 64)
    let rest = Int128(truncatingIfNeeded: low[group] & UInt128(UInt64.max))
    let (shifted, overflow) = carried.multipliedReportingOverflow(by: 1 << 64)
    let (sum, beyond) = shifted.addingReportingOverflow(rest)
    let (result, outside) = sum.addingReportingOverflow(Int128(narrow[group]))
    guard !overflow, !beyond, !outside, FixedDecimal(result).fits else { return nil }
    return result
  }

  func double(of group: Int) -> Double { doubles[group].value }

  func qualifier(of group: Int) -> Qualifier {
    qualifiers.map { QualifierSet(rawValue: $0[group]).ofSum } ?? .exact
  }
}
