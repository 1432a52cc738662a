import Records

/// Sums of powers and products, for the spread of one operand or the correlation of two.
///
/// They are kept at twice the digits of a double, so that what is left of their difference is
/// right and does not depend on the order of records.
final class MomentAccumulator: Accumulator {
  private struct Moments: BitwiseCopyable {
    var count: Int64 = 0
    var x = DoubleSum()
    var y = DoubleSum()
    var xx = DoubleSum()
    var yy = DoubleSum()
    var xy = DoubleSum()
  }

  private let moments = GroupArray(Moments())
  /// In their place where cells are taken as they are stored.
  private var exact: GroupArray<ExactMoments>?
  private var exactPairs: GroupArray<ExactPairMoments>?
  private let isInexact = GroupArray<UInt8>(0)
  /// What a coefficient of the first operand counts for: exact numbers enter as whole ones.
  private let unit: Double
  /// Whether the first operand is whole.
  private let isWhole: Bool

  init(_ form: NumberForm) {
    isWhole = form == .exact(scale: 0)
    if case .exact(let scale) = form, scale <= 22 {
      unit = FixedDecimal(1, scale: scale).double
    } else {
      unit = 1
    }
  }

  override func reserve(_ slots: Int) {
    if let exact {
      exact.reserve(slots)
    } else if let exactPairs {
      exactPairs.reserve(slots)
    } else {
      moments.reserve(slots)
    }
    isInexact.reserve(slots)
  }

  override func add(_ batch: FeedBatch) throws(ExecutionError) {
    let x = values(batch.operands[0], batch.scratch)
    let moments = moments.values
    if batch.operands.count == 1 {
      for index in 0..<batch.count {
        let group = batch.group(index)
        moments[group].count += 1
        moments[group].x.add(x[index])
        moments[group].xx.add(x[index], times: x[index])
      }
    } else {
      let y = Numbers.doubles(of: batch.operands[1], batch.scratch)
      for index in 0..<batch.count {
        let group = batch.group(index)
        moments[group].count += 1
        moments[group].x.add(x[index])
        moments[group].y.add(y[index])
        moments[group].xx.add(x[index], times: x[index])
        moments[group].yy.add(y[index], times: y[index])
        moments[group].xy.add(x[index], times: y[index])
      }
    }
    for operand in batch.operands {
      guard let qualifiers = operand.qualifiers else { continue }
      for index in 0..<batch.count where qualifiers[index] != 0 {
        isInexact[batch.group(index)] = 1
      }
    }
  }

  override func absorb(_ other: Accumulator, _ targets: GroupTargets) throws(ExecutionError) {
    let other: MomentAccumulator = same(other)
    if let exact, let others = other.exact {
      for group in 0..<targets.count { exact.values[targets[group]].add(others[group]) }
      return
    }
    if let exactPairs, let others = other.exactPairs {
      for group in 0..<targets.count { exactPairs.values[targets[group]].add(others[group]) }
      return
    }
    for group in 0..<targets.count {
      let added = other.moments[group]
      guard added.count > 0 else { continue }
      var moments = moments[targets[group]]
      moments.count += added.count
      moments.x.add(added.x)
      moments.y.add(added.y)
      moments.xx.add(added.xx)
      moments.yy.add(added.yy)
      moments.xy.add(added.xy)
      self.moments[targets[group]] = moments
      isInexact[targets[group]] |= other.isInexact[group]
    }
  }

  private func values(_ column: BatchColumn, _ scratch: Scratch) -> UnsafePointer<Double> {
    if unit != 1 {
      if case .integers(let integers, _) = column.cells {
        return mapped(integers, column.count, scratch) { Double($0) }
      }
      if case .wide(let integers, _) = column.cells {
        return mapped(integers, column.count, scratch) { Double($0) }
      }
    }
    return Numbers.doubles(of: column, scratch)
  }

  // MARK: Stored cells

  override func admits(_ cells: PlainCells, rows: Int) -> Bool {
    guard unit != 1 || isWhole else { return false }
    let reach = max(cells.first.reach, cells.second?.reach ?? 0)
    let (product, overflow) = reach.multipliedReportingOverflow(by: UInt64(rows))
    return !overflow && product <= UInt64(Int64.max)
  }

  override func begin(_ cells: PlainCells, rows: Int) {
    if cells.second == nil {
      exact = GroupArray(ExactMoments())
    } else {
      exactPairs = GroupArray(ExactPairMoments())
    }
  }

  override func take(
    _ cells: PlainCells, _ rows: Rows, _ groups: UnsafePointer<UInt32>?, _ scratch: Scratch
  ) {
    if let exact {
      cells.first.moments(rows, groups, into: exact.values)
    } else if let exactPairs, let second = cells.second {
      cells.first.moments(second, rows, groups, into: exactPairs.values, scratch)
    }
  }

  /// Of a sample: divided by one less than the number of values; missing below two.
  func variance(of group: Int) -> Double? {
    if let exact {
      let moments = exact[group]
      guard moments.count > 1 else { return nil }
      let spread = Double(moments.spread) / Double(moments.count)
      return spread / Double(moments.count - 1) * unit * unit
    }
    let moments = moments[group]
    guard moments.count > 1 else { return nil }
    let spread = MomentAccumulator.spread(moments.xx, moments.x, moments.x, moments.count)
    return max(0, spread) / Double(moments.count - 1) * unit * unit
  }

  /// Missing below two values and where one side does not vary.
  func correlation(of group: Int) -> Double? {
    if let exactPairs { return MomentAccumulator.correlation(of: exactPairs[group]) }
    let moments = moments[group]
    guard moments.count > 1 else { return nil }
    let x = MomentAccumulator.spread(moments.xx, moments.x, moments.x, moments.count)
    let y = MomentAccumulator.spread(moments.yy, moments.y, moments.y, moments.count)
    let joint = MomentAccumulator.spread(moments.xy, moments.x, moments.y, moments.count)
    return MomentAccumulator.correlation(x, y, joint)
  }

  private static func correlation(of moments: ExactPairMoments) -> Double? {
    let count = moments.first.count
    guard count > 1 else { return nil }
    let (x, y) = (moments.first.x, moments.y)
    return correlation(
      Double(moments.first.spread) / Double(count),
      Double(ExactMoments.spread(moments.yy, y, y, count)) / Double(count),
      Double(ExactMoments.spread(moments.xy, x, y, count)) / Double(count))
  }

  private static func correlation(_ x: Double, _ y: Double, _ joint: Double) -> Double? {
    guard x > 0, y > 0 else { return nil }
    // One root rounds once; two would turn a perfect line into nearly one.
    let product = x * y
    let scale = product.isNormal ? product.squareRoot() : x.squareRoot() * y.squareRoot()
    return max(-1, min(1, joint / scale))
  }

  /// `Σab - Σa Σb / n` with the digits that both have.
  private static func spread(
    _ product: DoubleSum, _ a: DoubleSum, _ b: DoubleSum, _ count: Int64
  ) -> Double {
    let (aHigh, aLow) = a.parts
    let (bHigh, bLow) = b.parts
    var scaled = DoubleSum()
    scaled.add(aHigh, times: bHigh)
    scaled.add(aHigh * bLow + aLow * bHigh)
    // n Σab - Σa Σb loses nothing to the division.
    let (high, low) = product.parts
    var difference = DoubleSum()
    difference.add(high, times: Double(count))
    difference.add(low * Double(count))
    let (taken, rest) = scaled.parts
    difference.add(-taken)
    difference.add(-rest)
    return difference.value / Double(count)
  }

  func qualifier(of group: Int) -> Qualifier { isInexact[group] == 0 ? .exact : .about }
}
