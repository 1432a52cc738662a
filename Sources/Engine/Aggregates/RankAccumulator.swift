import Records

/// All numbers of each group, for medians and percentiles.
final class RankAccumulator: Accumulator {
  let form: NumberForm
  private var groups: [UInt32] = []
  private var narrow: [Int64] = []
  /// In the place of `narrow` from the first batch on that needs it.
  private var wide: [Int128]?
  private var doubles: [Double] = []
  private var qualifiers: [UInt8]?
  private var hasGroups = false

  init(_ form: NumberForm) { self.form = form }

  private var count: Int { form == .double ? doubles.count : wide?.count ?? narrow.count }

  override func add(_ batch: FeedBatch) throws(ExecutionError) {
    let column = batch.operands[0]
    let before = count
    switch column.cells {
    case .integers(let integers, _):
      let cells = UnsafeBufferPointer(start: integers, count: batch.count)
      if wide == nil {
        narrow.append(contentsOf: cells)
      } else {
        wide?.append(contentsOf: cells.map { Int128($0) })
      }
    case .wide(let integers, _):
      if wide == nil { wide = narrow.map { Int128($0) } }
      wide?.append(contentsOf: UnsafeBufferPointer(start: integers, count: batch.count))
    case .doubles(let source):
      doubles.append(contentsOf: UnsafeBufferPointer(start: source, count: batch.count))
    case .flags, .text, .lists, .periods, .moments: preconditionFailure("only numbers are ranked")
    }
    if let source = batch.groups {
      hasGroups = true
      groups.append(contentsOf: UnsafeBufferPointer(start: source, count: batch.count))
    }
    if column.qualifiers != nil || qualifiers != nil {
      if qualifiers == nil { qualifiers = [UInt8](repeating: 0, count: before) }
      for index in 0..<batch.count { qualifiers?.append(column.qualifier(index).rawValue) }
    }
  }

  override func absorb(_ other: Accumulator, _ targets: GroupTargets) throws(ExecutionError) {
    let other: RankAccumulator = same(other)
    let before = count
    if wide != nil || other.wide != nil {
      if wide == nil { wide = narrow.map { Int128($0) } }
      wide?.append(contentsOf: other.wide ?? other.narrow.map { Int128($0) })
    } else {
      narrow.append(contentsOf: other.narrow)
    }
    doubles.append(contentsOf: other.doubles)
    if other.hasGroups {
      hasGroups = true
      if targets.targets == nil {
        groups.append(contentsOf: other.groups)
      } else {
        for group in other.groups { groups.append(UInt32(targets[Int(group)])) }
      }
    }
    if qualifiers != nil || other.qualifiers != nil {
      let own = qualifiers ?? [UInt8](repeating: 0, count: before)
      qualifiers = own + (other.qualifiers ?? [UInt8](repeating: 0, count: other.count))
    }
  }

  /// A percentile of every group: `share` of the way from the first to the last, interpolated.
  func percentiles(
    _ share: FixedDecimal, of wanted: [UInt32], slots: Int
  ) -> [(number: Number, qualifier: Qualifier)?] {
    if qualifiers == nil, wide == nil, form != .double {
      return plainPercentiles(share, of: wanted, slots: slots)
    }
    let order = Buckets(groups: hasGroups ? groups : nil, count: count, slots: slots)
    return wanted.map { group in
      let places = order.places(of: Int(group))
      guard !places.isEmpty else { return nil }
      let number = percentile(share, places)
      return (number, qualifier(share, places, stated: number))
    }
  }

  /// Exact numbers of 64 bits: the values of each group are laid side by side.
  private func plainPercentiles(
    _ share: FixedDecimal, of wanted: [UInt32], slots: Int
  ) -> [(number: Number, qualifier: Qualifier)?] {
    guard case .exact(let scale) = form else { return [] }
    func percentile(_ values: UnsafeBufferPointer<Int64>) -> (Number, Qualifier)? {
      guard !values.isEmpty else { return nil }
      let position = RankPosition(share, among: values.count)
      let (low, high) = Selection.pair(values, at: position.below)
      return (position.interpolate(Int128(low), Int128(high), scale: scale), .exact)
    }
    guard hasGroups else {
      return narrow.withUnsafeBufferPointer { values in wanted.map { _ in percentile(values) } }
    }
    let (values, starts) = GroupedValues.laidOut(narrow, groups, slots: slots)
    return values.withUnsafeBufferPointer { values in
      wanted.map { group in
        let range = starts[Int(group)]..<starts[Int(group) + 1]
        return percentile(UnsafeBufferPointer(rebasing: values[range]))
      }
    }
  }

  private func percentile(_ share: FixedDecimal, _ places: [Int]) -> Number {
    let position = RankPosition(share, among: places.count)
    guard case .exact(let scale) = form else {
      let (low, high) = Selection.pair(places.map { doubles[$0] }, at: position.below)
      return .double(position.interpolate(low, high))
    }
    if let wide {
      let (low, high) = Selection.pair(places.map { wide[$0] }, at: position.below)
      return position.interpolate(low, high, scale: scale)
    }
    let (low, high) = Selection.pair(places.map { narrow[$0] }, at: position.below)
    return position.interpolate(Int128(low), Int128(high), scale: scale)
  }

  /// The percentile of all lower ends and that of all upper ends say which end is stated.
  private func qualifier(
    _ share: FixedDecimal, _ places: [Int], stated: Number
  ) -> Qualifier {
    guard let qualifiers, places.contains(where: { qualifiers[$0] != 0 }) else { return .exact }
    let marks = places.map { Qualifier(rawValue: qualifiers[$0]) ?? .exact }
    if marks.contains(.about) { return .about }
    let ends = zip(places, marks).map { Bounds.ends(of: double(at: $0), $1) }
    let position = RankPosition(share, among: places.count)
    let low = Selection.pair(ends.map(\.low), at: position.below)
    let high = Selection.pair(ends.map(\.high), at: position.below)
    let figures = Selection.pair(places.map { double(at: $0) }, at: position.below)
    return Bounds.qualifier(
      stated: position.interpolate(figures.low, figures.high),
      low: position.interpolate(low.low, low.high), high: position.interpolate(high.low, high.high))
  }

  private func double(at place: Int) -> Double {
    guard case .exact(let scale) = form else { return doubles[place] }
    return FixedDecimal(wide.map { $0[place] } ?? Int128(narrow[place]), scale: scale).double
  }
}

/// Where a percentile lies among sorted values: beside or between two of them.
struct RankPosition {
  let below: Int
  /// How far it is on the way to the next, an exact fraction below 1.
  private let fraction: FixedDecimal

  /// - Units: `share` is a percentage, from 0 to 100
  init(_ share: FixedDecimal, among count: Int) {
    let steps = FixedDecimal(Int128(count - 1))
    let place = share.multiplied(by: steps).map {
      FixedDecimal($0.coefficient, scale: $0.scale + 2)
    }
    let whole = place?.rounded(to: 0, .down) ?? FixedDecimal(0)
    below = max(0, min(count - 1, Int(clamping: whole.coefficient)))
    fraction = whole.negated.flatMap { place?.adding($0) }?.normalized ?? FixedDecimal(0)
  }

  /// Exact where 38 digits hold it.
  func interpolate(_ low: Int128, _ high: Int128, scale: Int) -> Number {
    if fraction.coefficient == 0 || low == high { return .exact(FixedDecimal(low, scale: scale)) }
    let start = FixedDecimal(low, scale: scale)
    let end = FixedDecimal(high, scale: scale)
    if let negated = start.negated, let way = end.adding(negated)?.multiplied(by: fraction),
      let result = start.adding(way)
    {
      return .exact(result.normalized)
    }
    return .double(interpolate(start.double, end.double))
  }

  func interpolate(_ low: Double, _ high: Double) -> Double {
    // An infinite end between itself and a finite one is infinite, not undefined.
    if fraction.coefficient == 0 || low == high { return low }
    if low == -.infinity { return -.infinity }
    return low + (high - low) * fraction.double
  }
}

/// The places of the values of each group.
private struct Buckets {
  private let starts: [Int]
  private let places: [Int]?
  private let count: Int

  init(groups: [UInt32]?, count: Int, slots: Int) {
    self.count = count
    guard let groups else {
      starts = []
      places = nil
      return
    }
    var starts = [Int](repeating: 0, count: slots + 1)
    for group in groups { starts[Int(group) + 1] += 1 }
    for slot in 0..<slots { starts[slot + 1] += starts[slot] }
    var next = starts
    var places = [Int](repeating: 0, count: count)
    for (place, group) in groups.enumerated() {
      places[next[Int(group)]] = place
      next[Int(group)] += 1
    }
    self.starts = starts
    self.places = places
  }

  func places(of group: Int) -> [Int] {
    guard let places else { return Array(0..<count) }
    return Array(places[starts[group]..<starts[group + 1]])
  }
}
