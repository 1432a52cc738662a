/// Which pairs of group and value were met.
final class FirstSeen {
  /// One byte a pair, where groups and values are few: it is written without looking.
  private let flags: UnsafeMutablePointer<UInt8>?
  /// One bit a pair, where they are more, but can be numbered.
  private let bits: UnsafeMutablePointer<UInt64>?
  /// How many values there are, and how many pairs, where that is known.
  private let width: Int
  private let places: Int
  private let pairs = Interner()

  /// 2 MiB.
  private static let mostFlags = 1 << 21
  /// 16 MiB of bits.
  private static let mostBits = 1 << 27

  /// - Shape: `slots` is how many groups there can be, where that is known
  convenience init(_ encoder: KeyEncoder, slots: Int?) {
    self.init(bound: encoder.isFixed ? encoder.bound : nil, slots: slots)
  }

  /// - Shape: values lie below `bound`, where that is known
  init(bound: Int?, slots: Int?) {
    var places = 0
    if let bound, let slots {
      let (product, overflow) = bound.multipliedReportingOverflow(by: slots)
      if !overflow, product <= FirstSeen.mostBits { places = product }
    }
    width = bound ?? 0
    self.places = places
    if places > FirstSeen.mostFlags {
      flags = nil
      bits = .allocate(capacity: places / 64 + 1)
      bits?.initialize(repeating: 0, count: places / 64 + 1)
    } else {
      bits = nil
      flags = places > 0 ? .allocate(capacity: places) : nil
      flags?.initialize(repeating: 0, count: places)
    }
  }

  deinit {
    flags?.deallocate()
    bits?.deallocate()
  }

  /// Counts each pair that is met for the first time in its group.
  func count(
    _ codes: UnsafePointer<UInt32>, _ groups: UnsafePointer<UInt32>?, _ count: Int,
    into counts: UnsafeMutablePointer<Int64>
  ) {
    for index in 0..<count {
      let group = groups.map { Int($0[index]) } ?? 0
      if isNew(group, codes[index]) { counts[group] += 1 }
    }
  }

  /// Whether a value is met in a group for the first time.
  @inline(__always)
  func isNew(_ group: Int, _ code: UInt32) -> Bool {
    if let flags {
      let place = group &* width &+ Int(code)
      let flag = flags[place]
      flags[place] = 1
      return flag == 0
    }
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

  // MARK: Flags

  /// Whether each pair has a place of its own.
  var isNumbered: Bool { places > 0 }

  /// Whether pairs have bytes, which may be written first and counted in the end.
  var isFlagged: Bool { flags != nil }

  func flag(
    _ codes: UnsafePointer<UInt32>, _ groups: UnsafePointer<UInt32>?, _ count: Int
  ) {
    guard let flags else { preconditionFailure("only pairs with bytes are flagged") }
    guard let groups else {
      for index in 0..<count { flags[Int(codes[index])] = 1 }
      return
    }
    let width = width
    for index in 0..<count {
      flags[Int(groups[index]) &* width &+ Int(codes[index])] = 1
    }
  }

  /// How many values each group met.
  func countFlags(into counts: UnsafeMutablePointer<Int64>, _ slots: Int) {
    guard let flags else { return }
    for slot in 0..<slots { counts[slot] = Int64(countOnes(flags + slot * width, width)) }
  }

  // MARK: Spans

  /// Takes in what another one met, whose values have the same codes, and counts each pair that was
  /// not met here.
  func absorb(
    _ other: FirstSeen, _ targets: GroupTargets, into counts: UnsafeMutablePointer<Int64>
  ) {
    if let flags, let others = other.flags {
      for place in 0..<places { flags[place] |= others[place] }
      countFlags(into: counts, places / max(1, width))
    } else if let bits, let others = other.bits {
      for index in 0..<(places + 63) / 64 {
        var fresh = others[index] & ~bits[index]
        bits[index] |= fresh
        while fresh != 0 {
          counts[(index << 6 | fresh.trailingZeroBitCount) / width] += 1
          fresh &= fresh &- 1
        }
      }
    } else {
      other.pairs.showKeys { key in
        let group = targets[Int(truncatingIfNeeded: key >> 32)]
        if isNew(group, UInt32(truncatingIfNeeded: key)) { counts[group] += 1 }
      }
    }
  }
}
