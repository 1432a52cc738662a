/// A count and a sum of each group side by side; a few groups have several places, so that rows of
/// one group in a row need not wait for each other.
final class PairTables {
  let pairs: UnsafeMutablePointer<SIMD2<Int64>>
  /// A group has this power of two places, and rows take turns by their lowest bits.
  let shift: Int
  let mask: Int
  private let slots: Int

  private static let fewSlots = 1 << 11

  init(slots: Int) {
    self.slots = slots
    shift = slots <= PairTables.fewSlots ? 2 : 0
    mask = 1 << shift - 1
    pairs = .allocate(capacity: slots << shift)
    clear()
  }

  deinit { pairs.deallocate() }

  func clear() { pairs.initialize(repeating: .zero, count: slots << shift) }

  func count(_ groups: UnsafePointer<UInt32>, _ count: Int) {
    let pairs = pairs
    let (shift, mask) = (shift, mask)
    for index in 0..<count {
      pairs[Int(groups[index]) &<< shift | index & mask].x &+= 1
    }
  }

  func pair(of slot: Int) -> SIMD2<Int64> {
    var sum = SIMD2<Int64>.zero
    for turn in 0...mask { sum &+= pairs[slot << shift | turn] }
    return sum
  }
}
