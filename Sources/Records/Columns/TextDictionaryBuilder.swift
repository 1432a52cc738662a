/// Gives texts their codes while a column is being made.
package struct TextDictionaryBuilder: ~Copyable {
  var bytes: GrowingVector<UInt8>
  var starts: GrowingVector<Int>
  var slots: GrowingVector<UInt64>
  /// The slots are as many as the numbers that so many bits do not hold.
  var shift: UInt64

  /// The most texts that a dictionary holds.
  package static let capacity = Int(UInt32.max) - 1

  package init() {
    bytes = GrowingVector(capacity: 256)
    starts = GrowingVector(capacity: 16)
    starts.append(0)
    slots = GrowingVector(capacity: 32)
    slots.append(0, times: 32)
    shift = TextDictionary.shift(slots: 32)
  }

  /// Goes on from a finished dictionary; its codes keep their meaning.
  package init(extending dictionary: TextDictionary) {
    bytes = TextDictionaryBuilder.copy(dictionary.bytes)
    starts = TextDictionaryBuilder.copy(dictionary.starts)
    slots = TextDictionaryBuilder.copy(dictionary.slots)
    shift = TextDictionary.shift(slots: slots.count)
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

  @inline(__always)
  mutating func code(of text: UnsafePointer<UInt8>, _ length: Int, hash: UInt64) -> UInt32 {
    var slot = Int(truncatingIfNeeded: hash >> shift)
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
      slot &+= 1
      if slot == slots.count { slot = 0 }
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
    if (code + 1) * 4 > slots.count * 3 { grow() }
    return UInt32(truncatingIfNeeded: code)
  }

  /// A slot keeps the upper half of its hash and stands where that says, so all move in order.
  private mutating func grow() {
    let size = slots.count * 2
    let newShift = TextDictionary.shift(slots: size)
    var larger = GrowingVector<UInt64>(capacity: size)
    larger.append(0, times: size)
    for old in 0..<slots.count {
      let entry = slots[old]
      if entry == 0 { continue }
      var slot = Int(truncatingIfNeeded: (entry & 0xFFFF_FFFF_0000_0000) >> newShift)
      while larger[slot] != 0 {
        slot += 1
        if slot == size { slot = 0 }
      }
      larger[slot] = entry
    }
    slots = larger
    shift = newShift
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
