/// Gives texts their codes while a column is being made.
package struct TextDictionaryBuilder: ~Copyable {
  private var bytes: GrowingVector<UInt8>
  private var starts: GrowingVector<Int>
  private var slots: GrowingVector<UInt64>
  private var mask: Int

  /// The most texts that a dictionary holds.
  package static let capacity = Int(UInt32.max) - 1

  package init() {
    bytes = GrowingVector(capacity: 256)
    starts = GrowingVector(capacity: 16)
    starts.append(0)
    slots = GrowingVector(capacity: 32)
    slots.append(0, times: 32)
    mask = 31
  }

  /// Goes on from a finished dictionary; its codes keep their meaning.
  package init(extending dictionary: TextDictionary) {
    bytes = TextDictionaryBuilder.copy(dictionary.bytes)
    starts = TextDictionaryBuilder.copy(dictionary.starts)
    slots = TextDictionaryBuilder.copy(dictionary.slots)
    mask = slots.count - 1
  }

  package var count: Int { starts.count - 1 }

  package mutating func code(of text: String) -> UInt32 {
    var text = text
    return text.withUTF8 { code(of: $0) }
  }

  package mutating func code(of text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    guard let start = text.baseAddress, !text.isEmpty else {
      return withUnsafePointer(to: UInt8(0)) { code(of: $0, 0) }
    }
    return code(of: start, text.count)
  }

  /// The code of a text, given where it starts and how many bytes it has.
  @inline(__always)
  mutating func code(of text: UnsafePointer<UInt8>, _ length: Int) -> UInt32 {
    code(of: text, length, hash: TextHash.hash(text, length))
  }

  /// The first slot a text may be in, loaded early so that many loads are under way at once.
  @inline(__always)
  func firstSlot(hash: UInt64) -> UInt64 { slots[Int(truncatingIfNeeded: hash) & mask] }

  @inline(__always)
  mutating func code(of text: UnsafePointer<UInt8>, _ length: Int, hash: UInt64) -> UInt32 {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let entry = slots[slot]
      if entry == 0 { return insert(text, length, hash, at: slot) }
      if entry >> 32 == hash >> 32 {
        let code = Int(entry & 0xFFFF_FFFF) &- 1
        let start = starts[code]
        if starts[code &+ 1] &- start == length,
          TextHash.areEqual(bytes.pointer + start, text, length)
        {
          return UInt32(truncatingIfNeeded: code)
        }
      }
      slot = (slot &+ 1) & mask
    }
  }

  package consuming func finish() -> TextDictionary {
    TextDictionary(bytes: bytes.finish(), starts: starts.finish(), slots: slots.finish())
  }

  @inline(never)
  private mutating func insert(
    _ text: UnsafePointer<UInt8>, _ length: Int, _ hash: UInt64, at slot: Int
  ) -> UInt32 {
    let code = count
    precondition(code < TextDictionaryBuilder.capacity, "a dictionary has fewer than 2³² texts")
    bytes.append(from: text, count: length)
    starts.append(bytes.count)
    slots[slot] = (hash & 0xFFFF_FFFF_0000_0000) | UInt64(code + 1)
    if (code + 1) * 2 > mask { grow() }
    return UInt32(truncatingIfNeeded: code)
  }

  /// The hashes are made anew: a slot keeps only half of one.
  private mutating func grow() {
    let size = (mask + 1) * 4
    var larger = GrowingVector<UInt64>(capacity: size)
    larger.append(0, times: size)
    for code in 0..<count {
      let start = starts[code]
      let hash = TextHash.hash(bytes.pointer + start, starts[code + 1] - start)
      var slot = Int(truncatingIfNeeded: hash) & (size - 1)
      while larger[slot] != 0 { slot = (slot + 1) & (size - 1) }
      larger[slot] = (hash & 0xFFFF_FFFF_0000_0000) | UInt64(code + 1)
    }
    slots = larger
    mask = size - 1
  }

  private static func copy<Element: BitwiseCopyable & Sendable>(
    _ vector: Vector<Element>
  ) -> GrowingVector<Element> {
    var result = GrowingVector<Element>(capacity: vector.count)
    vector.withPointer { result.append(from: $0, count: vector.count) }
    return result
  }

  static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    guard let start = text.baseAddress else {
      return withUnsafePointer(to: UInt8(0)) { TextHash.hash($0, 0) }
    }
    return TextHash.hash(start, text.count)
  }

  static func areEqual(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard left.count == right.count else { return false }
    guard let a = left.baseAddress, let b = right.baseAddress else { return true }
    return TextHash.areEqual(a, b, left.count)
  }
}
