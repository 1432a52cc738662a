import Records

/// Numbers of any width with their qualifiers and groups, for percentiles that may be bounds.
struct SpecialValues {
  private let form: NumberForm
  private var groups: [UInt32] = []
  private var wide: [Int128] = []
  private var doubles: [Double] = []
  private var qualifiers: [UInt8] = []
  private var hasGroups: Bool

  private var count: Int { qualifiers.count }

  /// Plain numbers; doubles stand there as whole numbers in their order.
  init(_ plain: ValueChunks, _ form: NumberForm) {
    self.form = form
    hasGroups = plain.hasGroups
    for chunk in plain.chunks {
      let values = UnsafeBufferPointer(start: chunk.values, count: chunk.count)
      if form == .double {
        doubles.append(contentsOf: values.lazy.map { OrderKeys.double(of: $0) })
      } else {
        wide.append(contentsOf: values.lazy.map { Int128($0) })
      }
      if hasGroups {
        groups.append(contentsOf: UnsafeBufferPointer(start: chunk.groups, count: chunk.count))
      }
    }
    qualifiers = [UInt8](repeating: 0, count: plain.count)
  }

  mutating func append(_ column: BatchColumn, _ source: UnsafePointer<UInt32>?) {
    let count = column.count
    switch column.cells {
    case .integers(let integers, _):
      wide.append(
        contentsOf: UnsafeBufferPointer(start: integers, count: count).lazy.map { Int128($0) })
    case .wide(let integers, _):
      wide.append(contentsOf: UnsafeBufferPointer(start: integers, count: count))
    case .doubles(let source):
      doubles.append(contentsOf: UnsafeBufferPointer(start: source, count: count))
    case .flags, .text, .lists, .periods, .moments: preconditionFailure("only numbers are ranked")
    }
    if let source {
      hasGroups = true
      groups.append(contentsOf: UnsafeBufferPointer(start: source, count: count))
    }
    if let marks = column.qualifiers {
      qualifiers.append(contentsOf: UnsafeBufferPointer(start: marks, count: count))
    } else {
      qualifiers.append(contentsOf: repeatElement(0, count: count))
    }
  }

  mutating func absorb(_ other: SpecialValues, _ target: ((UInt32) -> UInt32)?) {
    hasGroups = hasGroups || other.hasGroups
    if let target {
      groups.append(contentsOf: other.groups.lazy.map(target))
    } else {
      groups.append(contentsOf: other.groups)
    }
    wide.append(contentsOf: other.wide)
    doubles.append(contentsOf: other.doubles)
    qualifiers.append(contentsOf: other.qualifiers)
  }

  func percentiles(
    _ share: FixedDecimal, of wanted: [UInt32], slots: Int
  ) -> [(number: Number, qualifier: Qualifier)?] {
    let order = Buckets(groups: hasGroups ? groups : nil, count: count, slots: slots)
    return wanted.map { group in
      let places = order.places(of: Int(group))
      guard !places.isEmpty else { return nil }
      let number = percentile(share, places)
      return (number, qualifier(share, places, stated: number))
    }
  }

  private func percentile(_ share: FixedDecimal, _ places: [Int]) -> Number {
    let position = RankPosition(share, among: places.count)
    guard case .exact(let scale) = form else {
      let (low, high) = Selection.pair(places.map { doubles[$0] }, at: position.below)
      return .double(position.interpolate(low, high))
    }
    let (low, high) = Selection.pair(places.map { wide[$0] }, at: position.below)
    return position.interpolate(low, high, scale: scale)
  }

  /// The percentile of all lower ends and that of all upper ends say which end is stated.
  private func qualifier(
    _ share: FixedDecimal, _ places: [Int], stated: Number
  ) -> Qualifier {
    guard places.contains(where: { qualifiers[$0] != 0 }) else { return .exact }
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
    return FixedDecimal(wide[place], scale: scale).double
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
