/// Numbers the groups of one part of the rows in the order of their keys.
///
/// Keys are sorted with their places, 11 bits at a time, in memory that is used again for the next
/// part.
final class KeySorter {
  private struct Pair: BitwiseCopyable {
    var key: UInt64
    var place: UInt32
  }

  private var pairs: UnsafeMutablePointer<Pair>
  private var others: UnsafeMutablePointer<Pair>
  private var capacity = 1 << 15
  private let starts: UnsafeMutablePointer<UInt32>

  private static let digitBits: UInt64 = 11
  private static let digits = 6
  private static let values = 1 << 11

  init() {
    pairs = .allocate(capacity: capacity)
    others = .allocate(capacity: capacity)
    starts = .allocate(capacity: KeySorter.digits * KeySorter.values)
  }

  deinit {
    pairs.deallocate()
    others.deallocate()
    starts.deallocate()
  }

  /// Gives each key its group and lays the different keys at the front, in their order.
  ///
  /// - Shape: `groups` has one number a key; the result is how many groups there are
  func number(
    _ keys: UnsafeMutablePointer<UInt64>, _ count: Int, _ groups: UnsafeMutablePointer<UInt32>
  ) -> Int {
    guard count > 0 else { return 0 }
    reserve(count)
    sort(keys, count)
    var group: UInt32 = 0
    var last = pairs[0].key
    keys[0] = last
    for index in 0..<count {
      let pair = pairs[index]
      if pair.key != last {
        last = pair.key
        group &+= 1
        keys[Int(group)] = last
      }
      groups[Int(pair.place)] = group
    }
    return Int(group) + 1
  }

  private func sort(_ keys: UnsafePointer<UInt64>, _ count: Int) {
    var all: UInt64 = 0
    var common: UInt64 = .max
    for index in 0..<count {
      all |= keys[index]
      common &= keys[index]
      pairs[index] = Pair(key: keys[index], place: UInt32(truncatingIfNeeded: index))
    }
    let varying = all ^ common
    let mask = UInt64(KeySorter.values - 1)
    for digit in 0..<UInt64(KeySorter.digits) {
      let shift = digit * KeySorter.digitBits
      guard varying >> shift & mask != 0 else { continue }
      starts.initialize(repeating: 0, count: KeySorter.values)
      for index in 0..<count {
        starts[Int(truncatingIfNeeded: pairs[index].key &>> shift & mask)] &+= 1
      }
      var sum: UInt32 = 0
      for value in 0..<KeySorter.values {
        let size = starts[value]
        starts[value] = sum
        sum &+= size
      }
      for index in 0..<count {
        let pair = pairs[index]
        let value = Int(truncatingIfNeeded: pair.key &>> shift & mask)
        others[Int(starts[value])] = pair
        starts[value] &+= 1
      }
      swap(&pairs, &others)
    }
  }

  private func reserve(_ count: Int) {
    guard count > capacity else { return }
    pairs.deallocate()
    others.deallocate()
    capacity = count
    pairs = .allocate(capacity: capacity)
    others = .allocate(capacity: capacity)
  }
}
