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
  private let isInexact = GroupArray<UInt8>(0)
  /// What a coefficient of the first operand counts for: exact numbers enter as whole ones.
  private let unit: Double

  init(_ form: NumberForm) {
    if case .exact(let scale) = form, scale <= 22 {
      unit = FixedDecimal(1, scale: scale).double
    } else {
      unit = 1
    }
  }

  override func reserve(_ slots: Int) {
    moments.reserve(slots)
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

  /// Of a sample: divided by one less than the number of values; missing below two.
  func variance(of group: Int) -> Double? {
    let moments = moments[group]
    guard moments.count > 1 else { return nil }
    let spread = MomentAccumulator.spread(moments.xx, moments.x, moments.x, moments.count)
    return max(0, spread) / Double(moments.count - 1) * unit * unit
  }

  /// Missing below two values and where one side does not vary.
  func correlation(of group: Int) -> Double? {
    let moments = moments[group]
    guard moments.count > 1 else { return nil }
    let x = MomentAccumulator.spread(moments.xx, moments.x, moments.x, moments.count)
    let y = MomentAccumulator.spread(moments.yy, moments.y, moments.y, moments.count)
    guard x > 0, y > 0 else { return nil }
    let joint = MomentAccumulator.spread(moments.xy, moments.x, moments.y, moments.count)
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
