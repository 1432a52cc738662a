import Records

/// The smallest or largest number of each group.
final class ExtremeAccumulator: Accumulator {
  let form: NumberForm
  private let isMax: Bool
  private let narrow: GroupArray<Int64>
  /// In the place of `narrow` from the first batch on that needs it.
  private var wide: GroupArray<Int128>?
  private let doubles: GroupArray<Double>
  private let isMet = GroupArray<UInt8>(0)
  private var bounds: [ExtremumBounds]?
  private var slots = 1

  init(_ form: NumberForm, isMax: Bool) {
    self.form = form
    self.isMax = isMax
    narrow = GroupArray(isMax ? .min : .max)
    doubles = GroupArray(isMax ? -.infinity : .infinity)
  }

  override func reserve(_ slots: Int) {
    self.slots = slots
    if form == .double { doubles.reserve(slots) } else { narrow.reserve(slots) }
    wide?.reserve(slots)
    isMet.reserve(slots)
    if let known = bounds?.count, known < slots {
      bounds?.append(contentsOf: repeatElement(ExtremumBounds(), count: slots - known))
    }
  }

  override func add(_ batch: FeedBatch) throws(ExecutionError) {
    let column = batch.operands[0]
    if column.qualifiers != nil, bounds == nil { startBounds() }
    if bounds != nil { addBounds(column, batch) }
    switch column.cells {
    case .integers(let integers, _):
      if let wide {
        take(mapped(integers, batch.count, batch.scratch) { Int128($0) }, batch, wide.values)
      } else {
        take(integers, batch, narrow.values)
      }
    case .wide(let integers, _): take(integers, batch, widened().values)
    case .doubles(let source): take(source, batch, doubles.values)
    case .flags, .text, .lists, .periods, .moments:
      preconditionFailure("values that are no numbers are picked by their rows")
    }
    for index in 0..<batch.count { isMet[batch.group(index)] = 1 }
  }

  @inline(__always)
  private func take<Element: Comparable & BitwiseCopyable>(
    _ source: UnsafePointer<Element>, _ batch: FeedBatch, _ best: UnsafeMutablePointer<Element>
  ) {
    let count = batch.count
    guard count > 0 else { return }
    guard let groups = batch.groups else {
      var found = source[0]
      if isMax {
        for index in 0..<count { found = max(found, source[index]) }
        best[0] = max(best[0], found)
      } else {
        for index in 0..<count { found = min(found, source[index]) }
        best[0] = min(best[0], found)
      }
      return
    }
    if isMax {
      for index in 0..<count {
        let group = Int(groups[index])
        best[group] = max(best[group], source[index])
      }
    } else {
      for index in 0..<count {
        let group = Int(groups[index])
        best[group] = min(best[group], source[index])
      }
    }
  }

  // MARK: Stored cells

  override func admits(_ cells: PlainCells, rows: Int) -> Bool {
    form != .double
  }

  override func take(
    _ cells: PlainCells, _ rows: Rows, _ groups: UnsafePointer<UInt32>?, _ scratch: Scratch
  ) {
    cells.first.extreme(rows, groups, isMax: isMax, into: narrow.values)
  }

  override func finishCells(_ records: GroupArray<Int64>, _ feed: Feed, _ slots: Int) {
    let counts = feed.isComplete ? records.values : feed.counts.values
    for group in 0..<slots where counts[group] > 0 { isMet[group] = 1 }
  }

  /// The figures, where all are exact and fit 64 bits.
  var plainFigures: UnsafeMutablePointer<Int64>? {
    wide == nil && bounds == nil && form != .double ? narrow.values : nil
  }

  // MARK: Spans

  override func absorb(_ other: Accumulator, _ targets: GroupTargets) throws(ExecutionError) {
    let other: ExtremeAccumulator = same(other)
    if bounds != nil || other.bounds != nil { mergeBounds(other, targets) }
    if form == .double {
      merge(other.doubles.values, targets, doubles.values)
    } else if wide == nil, other.wide == nil {
      merge(other.narrow.values, targets, narrow.values)
    } else {
      merge(other.widened().values, targets, widened().values)
    }
    for group in 0..<targets.count where other.isMet[group] != 0 { isMet[targets[group]] = 1 }
  }

  @inline(__always)
  private func merge<Element: Comparable & BitwiseCopyable>(
    _ source: UnsafePointer<Element>, _ targets: GroupTargets,
    _ best: UnsafeMutablePointer<Element>
  ) {
    for group in 0..<targets.count {
      let target = targets[group]
      best[target] = isMax ? max(best[target], source[group]) : min(best[target], source[group])
    }
  }

  private func widened() -> GroupArray<Int128> {
    if let wide { return wide }
    let wide = GroupArray<Int128>(isMax ? .min : .max)
    wide.reserve(slots)
    for group in 0..<slots where isMet[group] != 0 { wide[group] = Int128(narrow[group]) }
    self.wide = wide
    return wide
  }

  // MARK: Qualifiers

  /// Until now every figure was exact, so the extremum so far stands for them all.
  private func startBounds() {
    bounds = (0..<slots).map { group in
      var bounds = ExtremumBounds()
      if isMet[group] != 0 { bounds.add(.init(sign: number(of: group).sign, .exact), .beyond) }
      return bounds
    }
  }

  private func addBounds(_ column: BatchColumn, _ batch: FeedBatch) {
    // Groups met first in this batch have no extremum yet, so each row moves its group's own.
    var best: [Int: Number] = [:]
    for index in 0..<batch.count {
      guard case .number(let number, let qualifier) = column.value(at: index) else { continue }
      let group = batch.group(index)
      let before = best[group] ?? (isMet[group] != 0 ? self.number(of: group) : nil)
      var place = ExtremumBounds.Place.beyond
      if let before {
        let order = Interval.order(number, before) * (isMax ? 1 : -1)
        place = order > 0 ? .beyond : order == 0 ? .at : .short
      }
      if place == .beyond { best[group] = number }
      bounds?[group].add(.init(sign: number.sign, qualifier), place)
    }
  }

  private func mergeBounds(_ other: ExtremeAccumulator, _ targets: GroupTargets) {
    if bounds == nil { startBounds() }
    if other.bounds == nil { other.startBounds() }
    guard let others = other.bounds else { return }
    for group in 0..<targets.count where other.isMet[group] != 0 {
      let target = targets[group]
      var place = ExtremumBounds.Place.beyond
      if isMet[target] != 0 {
        let order = Interval.order(other.number(of: group), number(of: target)) * (isMax ? 1 : -1)
        place = order > 0 ? .beyond : order == 0 ? .at : .short
      }
      bounds?[target].merge(others[group], place)
    }
  }

  func number(of group: Int) -> Number {
    guard case .exact(let scale) = form else { return .double(doubles[group]) }
    return .exact(FixedDecimal(wide.map { $0[group] } ?? Int128(narrow[group]), scale: scale))
  }

  func qualifier(of group: Int) -> Qualifier {
    guard let bounds else { return .exact }
    return isMax ? bounds[group].ofLargest : bounds[group].ofSmallest(sign: number(of: group).sign)
  }
}
