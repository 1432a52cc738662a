/// Dictionary codes of a column that is being made, as narrow as the dictionary so far allows.
struct GrowingCodes: ~Copyable {
  private enum Width: Int {
    case one = 1
    case two = 2
    case four = 4
  }

  private var memory = Memory(byteCount: 16)
  private var width = Width.one
  private(set) var count = 0
  private var capacity = 16

  init() {}

  mutating func reserve(_ wanted: Int) {
    if wanted > capacity { move(to: width, capacity: max(wanted, capacity + capacity / 2)) }
  }

  /// - Shape: `source` holds `added` codes below `cardinality`.
  mutating func append(_ source: UnsafePointer<UInt32>, count added: Int, cardinality: Int) {
    makeRoom(added, cardinality: cardinality)
    GrowingCodes.copy(source, to: width, at: memory.address, from: count, added)
    count += added
  }

  /// - Shape: `source` holds the places of `added` codes in `map`.
  mutating func append(
    _ source: UnsafePointer<UInt32>, through map: UnsafePointer<UInt32>, count added: Int,
    cardinality: Int
  ) {
    makeRoom(added, cardinality: cardinality)
    switch width {
    case .one:
      let target = memory.address.assumingMemoryBound(to: UInt8.self) + count
      for row in 0..<added { target[row] = UInt8(truncatingIfNeeded: map[Int(source[row])]) }
    case .two:
      let target = memory.address.assumingMemoryBound(to: UInt16.self) + count
      for row in 0..<added { target[row] = UInt16(truncatingIfNeeded: map[Int(source[row])]) }
    case .four:
      let target = memory.address.assumingMemoryBound(to: UInt32.self) + count
      for row in 0..<added { target[row] = map[Int(source[row])] }
    }
    count += added
  }

  private mutating func makeRoom(_ added: Int, cardinality: Int) {
    let needed: Width = cardinality <= 1 << 8 ? .one : cardinality <= 1 << 16 ? .two : .four
    if needed.rawValue > width.rawValue { move(to: needed, capacity: capacity) }
    reserve(count + added)
  }

  mutating func append(_ code: UInt32, times: Int, cardinality: Int) {
    var filler = GrowingVector<UInt32>()
    filler.append(code, times: min(times, 4096))
    var left = times
    while left > 0 {
      append(filler.pointer, count: min(left, filler.count), cardinality: cardinality)
      left -= filler.count
    }
  }

  consuming func finish() -> CodeStorage {
    switch width {
    case .one: .uint8(Vector(adopting: memory, count: count))
    case .two: .uint16(Vector(adopting: memory, count: count))
    case .four: .uint32(Vector(adopting: memory, count: count))
    }
  }

  private mutating func move(to wider: Width, capacity wanted: Int) {
    let moved = Memory(byteCount: wanted * wider.rawValue)
    let base = UnsafeRawPointer(memory.address)
    switch width {
    case .one:
      let source = base.assumingMemoryBound(to: UInt8.self)
      GrowingCodes.copy(source, to: wider, at: moved.address, from: 0, count)
    case .two:
      let source = base.assumingMemoryBound(to: UInt16.self)
      GrowingCodes.copy(source, to: wider, at: moved.address, from: 0, count)
    case .four:
      let source = base.assumingMemoryBound(to: UInt32.self)
      GrowingCodes.copy(source, to: wider, at: moved.address, from: 0, count)
    }
    memory = moved
    width = wider
    capacity = wanted
  }

  @inline(__always)
  private static func copy<Source: FixedWidthInteger>(
    _ source: UnsafePointer<Source>, to width: Width, at base: UnsafeMutableRawPointer,
    from start: Int, _ count: Int
  ) {
    switch width {
    case .one:
      let target = base.assumingMemoryBound(to: UInt8.self) + start
      for index in 0..<count { target[index] = UInt8(truncatingIfNeeded: source[index]) }
    case .two:
      let target = base.assumingMemoryBound(to: UInt16.self) + start
      for index in 0..<count { target[index] = UInt16(truncatingIfNeeded: source[index]) }
    case .four:
      let target = base.assumingMemoryBound(to: UInt32.self) + start
      for index in 0..<count { target[index] = UInt32(truncatingIfNeeded: source[index]) }
    }
  }
}
