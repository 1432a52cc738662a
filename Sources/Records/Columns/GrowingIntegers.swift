/// Whole numbers of a column that is being made, as narrow as those so far allow.
struct GrowingIntegers: ~Copyable {
  private enum Width: Int, Comparable {
    case one = 1
    case two = 2
    case four = 4
    case eight = 8
    case sixteen = 16

    static func < (left: Width, right: Width) -> Bool { left.rawValue < right.rawValue }
  }

  private var memory = Memory(byteCount: 16)
  private var width = Width.one
  private(set) var count = 0
  private var capacity = 16
  private(set) var low: Int128 = 0
  private(set) var high: Int128 = 0
  /// Whether the numbers are kept, or only how many there are and how large.
  private(set) var areKept = true

  init() {}

  /// Gives up the numbers so far and those to come, but for their count and range.
  mutating func forget() {
    areKept = false
    memory = Memory(byteCount: 16)
    capacity = 0
  }

  mutating func reserve(_ wanted: Int) {
    guard areKept, wanted > capacity else { return }
    move(to: width, capacity: max(wanted, capacity + capacity / 2))
  }

  /// - Shape: `source` holds `added` numbers; those of missing rows are 0.
  mutating func append(_ source: UnsafePointer<Int64>, count added: Int) {
    guard added > 0 else { return }
    var least = source[0]
    var most = source[0]
    for index in 0..<added {
      least = min(least, source[index])
      most = max(most, source[index])
    }
    append(source, count: added, within: least...most)
  }

  /// - Shape: `source` holds `added` numbers, all of them in `range`.
  mutating func append(
    _ source: UnsafePointer<Int64>, count added: Int, within range: ClosedRange<Int64>
  ) {
    admit(Int128(range.lowerBound), Int128(range.upperBound))
    guard areKept else {
      count += added
      return
    }
    reserve(count + added)
    let base = memory.address
    switch width {
    case .one: GrowingIntegers.copy(source, to: Int8.self, at: base, from: count, added)
    case .two: GrowingIntegers.copy(source, to: Int16.self, at: base, from: count, added)
    case .four: GrowingIntegers.copy(source, to: Int32.self, at: base, from: count, added)
    case .eight: GrowingIntegers.copy(source, to: Int64.self, at: base, from: count, added)
    case .sixteen: GrowingIntegers.copy(source, to: Int128.self, at: base, from: count, added)
    }
    count += added
  }

  mutating func append(_ value: Int128) {
    if let narrow = Int64(exactly: value) {
      withUnsafePointer(to: narrow) { append($0, count: 1) }
      return
    }
    admit(value, value)
    if areKept {
      reserve(count + 1)
      memory.address.assumingMemoryBound(to: Int128.self)[count] = value
    }
    count += 1
  }

  mutating func append(_ value: Int64, times: Int) {
    guard times > 0 else { return }
    guard areKept else {
      admit(Int128(value), Int128(value))
      count += times
      return
    }
    var filler = GrowingVector<Int64>(capacity: times)
    filler.append(value, times: times)
    append(filler.pointer, count: times)
  }

  /// Multiplies every number by 10^exponent, or does nothing and says so where one does not fit.
  mutating func multiply(byTenTo exponent: Int) -> Bool {
    guard let factor = FixedDecimal.powerOfTen(exponent) else { return low == 0 && high == 0 }
    let (least, o1) = low.multipliedReportingOverflow(by: factor)
    let (most, o2) = high.multipliedReportingOverflow(by: factor)
    if o1 || o2 { return false }
    admit(least, most)
    guard areKept else { return true }
    let base = memory.address
    switch width {
    case .one: GrowingIntegers.scale(Int8.self, at: base, count, by: factor)
    case .two: GrowingIntegers.scale(Int16.self, at: base, count, by: factor)
    case .four: GrowingIntegers.scale(Int32.self, at: base, count, by: factor)
    case .eight: GrowingIntegers.scale(Int64.self, at: base, count, by: factor)
    case .sixteen: GrowingIntegers.scale(Int128.self, at: base, count, by: factor)
    }
    return true
  }

  /// Of numbers that were not kept, none.
  consuming func finish() -> IntegerStorage {
    guard areKept else { return .int8(Vector([])) }
    return switch width {
    case .one: .int8(Vector(adopting: memory, count: count))
    case .two: .int16(Vector(adopting: memory, count: count))
    case .four: .int32(Vector(adopting: memory, count: count))
    case .eight: .int64(Vector(adopting: memory, count: count))
    case .sixteen: .int128(Vector(adopting: memory, count: count))
    }
  }

  private mutating func admit(_ least: Int128, _ most: Int128) {
    low = min(low, least)
    high = max(high, most)
    let needed: Width =
      if low >= -0x80, high <= 0x7F {
        .one
      } else if low >= -0x8000, high <= 0x7FFF {
        .two
      } else if low >= -0x8000_0000, high <= 0x7FFF_FFFF {
        .four
      } else if low >= Int128(Int64.min), high <= Int128(Int64.max) {
        .eight
      } else {
        .sixteen
      }
    if areKept, needed > width { move(to: needed, capacity: capacity) }
  }

  private mutating func move(to wider: Width, capacity wanted: Int) {
    let moved = Memory(byteCount: wanted * wider.rawValue)
    let base = memory.address
    switch width {
    case .one: GrowingIntegers.widen(base, Int8.self, to: wider, at: moved.address, count)
    case .two: GrowingIntegers.widen(base, Int16.self, to: wider, at: moved.address, count)
    case .four: GrowingIntegers.widen(base, Int32.self, to: wider, at: moved.address, count)
    case .eight: GrowingIntegers.widen(base, Int64.self, to: wider, at: moved.address, count)
    case .sixteen: GrowingIntegers.widen(base, Int128.self, to: wider, at: moved.address, count)
    }
    memory = moved
    width = wider
    capacity = wanted
  }

  private static func widen<Narrow: FixedWidthInteger & BitwiseCopyable>(
    _ base: UnsafeMutableRawPointer, _ narrow: Narrow.Type, to width: Width,
    at target: UnsafeMutableRawPointer, _ count: Int
  ) {
    let source = UnsafePointer(base.assumingMemoryBound(to: Narrow.self))
    switch width {
    case .one: copy(source, to: Int8.self, at: target, from: 0, count)
    case .two: copy(source, to: Int16.self, at: target, from: 0, count)
    case .four: copy(source, to: Int32.self, at: target, from: 0, count)
    case .eight: copy(source, to: Int64.self, at: target, from: 0, count)
    case .sixteen: copy(source, to: Int128.self, at: target, from: 0, count)
    }
  }

  @inline(__always)
  private static func copy<Source: FixedWidthInteger, Target: FixedWidthInteger>(
    _ source: UnsafePointer<Source>, to target: Target.Type, at base: UnsafeMutableRawPointer,
    from start: Int, _ count: Int
  ) {
    let target = base.assumingMemoryBound(to: Target.self) + start
    for index in 0..<count { target[index] = Target(truncatingIfNeeded: source[index]) }
  }

  private static func scale<Element: FixedWidthInteger>(
    _ type: Element.Type, at base: UnsafeMutableRawPointer, _ count: Int, by factor: Int128
  ) {
    let elements = base.assumingMemoryBound(to: Element.self)
    let factor = Element(truncatingIfNeeded: factor)
    for index in 0..<count { elements[index] = elements[index] &* factor }
  }
}
