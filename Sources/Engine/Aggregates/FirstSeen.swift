/// Which pairs of group and value were met.
final class FirstSeen {
  /// One bit a pair, where groups and values are few enough.
  private let bits: UnsafeMutablePointer<UInt64>?
  private let width: Int
  private let pairs = Interner()

  /// 16 MiB of bits.
  private static let mostBits = 1 << 27

  /// - Shape: `slots` is how many groups there can be, where that is known
  init(_ encoder: KeyEncoder, slots: Int?) {
    (width, bits) = FirstSeen.table(encoder.isFixed ? encoder.bound : nil, slots)
  }

  /// - Shape: values lie below `bound`
  init(bound: Int, slots: Int?) {
    (width, bits) = FirstSeen.table(bound, slots)
  }

  private static func table(
    _ bound: Int?, _ slots: Int?
  ) -> (width: Int, bits: UnsafeMutablePointer<UInt64>?) {
    guard let width = bound else { return (0, nil) }
    if let slots {
      let (product, overflow) = width.multipliedReportingOverflow(by: slots)
      if !overflow, product <= FirstSeen.mostBits {
        let words = product / 64 + 1
        let bits = UnsafeMutablePointer<UInt64>.allocate(capacity: words)
        bits.initialize(repeating: 0, count: words)
        return (width, bits)
      }
    }
    return (width, nil)
  }

  deinit { bits?.deallocate() }

  func count(
    _ codes: UnsafePointer<UInt32>, _ batch: FeedBatch, into counts: UnsafeMutablePointer<Int64>
  ) {
    for index in 0..<batch.count {
      let group = batch.group(index)
      if isNew(group, codes[index]) { counts[group] += 1 }
    }
  }

  /// Whether a value is met in a group for the first time.
  @inline(__always)
  func isNew(_ group: Int, _ code: UInt32) -> Bool {
    if let bits {
      let place = group &* width &+ Int(code)
      let bit: UInt64 = 1 << UInt64(truncatingIfNeeded: place & 63)
      let word = bits[place >> 6]
      bits[place >> 6] = word | bit
      return word & bit == 0
    }
    let before = pairs.count
    _ = pairs.id(of: UInt64(truncatingIfNeeded: group) << 32 | UInt64(code))
    return pairs.count > before
  }
}
