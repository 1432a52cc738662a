#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The distinct texts of a column; a code is the index of one, in order of first appearance.
package struct TextDictionary: Sendable {
  private let bytes: Vector<UInt8>
  /// Where each text starts in `bytes`, and the end of the last.
  private let starts: Vector<Int>
  /// Open addressing: a code plus 1, or 0.
  private let slots: Vector<UInt32>

  package static let empty = TextDictionary([])

  package init(_ texts: [String]) {
    var builder = TextDictionaryBuilder()
    for text in texts { _ = builder.code(of: text) }
    self = builder.finish()
  }

  fileprivate init(bytes: Vector<UInt8>, starts: Vector<Int>, slots: Vector<UInt32>) {
    self.bytes = bytes
    self.starts = starts
    self.slots = slots
  }

  package var count: Int { starts.count - 1 }

  package func text(of code: Int) -> String {
    withBytes(of: code) { String(decoding: $0, as: UTF8.self) }
  }

  /// Lends the UTF-8 of one text; the buffer must not outlive `body`.
  package func withBytes<R>(of code: Int, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    let start = starts[code]
    let end = starts[code + 1]
    return bytes.withPointer { body(UnsafeBufferPointer(start: $0 + start, count: end - start)) }
  }

  /// The code of a text that is equal byte by byte.
  package func code(of text: String) -> Int? {
    var text = text
    return text.withUTF8 { wanted in
      let mask = slots.count - 1
      var slot = TextDictionaryBuilder.hash(wanted) & mask
      while true {
        let entry = slots[slot]
        if entry == 0 { return nil }
        let code = Int(entry) - 1
        let isEqual = withBytes(of: code) { TextDictionaryBuilder.areEqual($0, wanted) }
        if isEqual { return code }
        slot = (slot + 1) & mask
      }
    }
  }

  package var texts: [String] { (0..<count).map { text(of: $0) } }

  /// The rank of each code when texts are ordered by their UTF-8 bytes.
  package func ranks() -> [UInt32] {
    let order = (0..<count).sorted { isOrdered($0, before: $1) }
    var ranks = [UInt32](repeating: 0, count: count)
    for (rank, code) in order.enumerated() { ranks[code] = UInt32(rank) }
    return ranks
  }

  private func isOrdered(_ left: Int, before right: Int) -> Bool {
    withBytes(of: left) { a in
      withBytes(of: right) { b in
        let order = TextDictionaryBuilder.compare(a, b, count: min(a.count, b.count))
        return order == 0 ? a.count < b.count : order < 0
      }
    }
  }

  fileprivate static func make(bytes: [UInt8], starts: [Int], slots: [UInt32]) -> TextDictionary {
    TextDictionary(bytes: Vector(bytes), starts: Vector(starts), slots: Vector(slots))
  }

  fileprivate func copyParts() -> (bytes: [UInt8], starts: [Int], slots: [UInt32]) {
    (bytes.elements, starts.elements, slots.elements)
  }
}

/// Gives texts their codes while a column is being made.
package struct TextDictionaryBuilder: ~Copyable {
  private var bytes: [UInt8] = []
  private var starts: [Int] = [0]
  private var slots = [UInt32](repeating: 0, count: 64)

  package init() {}

  /// Goes on from a finished dictionary; its codes keep their meaning.
  package init(extending dictionary: TextDictionary) {
    (bytes, starts, slots) = dictionary.copyParts()
  }

  package var count: Int { starts.count - 1 }

  package mutating func code(of text: String) -> UInt32 {
    var text = text
    return text.withUTF8 { code(of: $0) }
  }

  package mutating func code(of text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let mask = slots.count - 1
    var slot = Self.hash(text) & mask
    while slots[slot] != 0 {
      let code = Int(slots[slot]) - 1
      let start = starts[code]
      let length = starts[code + 1] - start
      if length == text.count {
        let isEqual = bytes.withUnsafeBufferPointer { all in
          Self.areEqual(UnsafeBufferPointer(rebasing: all[start..<start + length]), text)
        }
        if isEqual { return UInt32(code) }
      }
      slot = (slot + 1) & mask
    }
    let code = starts.count - 1
    precondition(code < Int(UInt32.max) - 1, "a dictionary has fewer than 2³² texts")
    bytes.append(contentsOf: text)
    starts.append(bytes.count)
    slots[slot] = UInt32(code) + 1
    if starts.count * 2 > slots.count { grow() }
    return UInt32(code)
  }

  package consuming func finish() -> TextDictionary {
    TextDictionary.make(bytes: bytes, starts: starts, slots: slots)
  }

  private mutating func grow() {
    let capacity = slots.count * 4
    var larger = [UInt32](repeating: 0, count: capacity)
    bytes.withUnsafeBufferPointer { all in
      for code in 0..<starts.count - 1 {
        let text = UnsafeBufferPointer(rebasing: all[starts[code]..<starts[code + 1]])
        var slot = Self.hash(text) & (capacity - 1)
        while larger[slot] != 0 { slot = (slot + 1) & (capacity - 1) }
        larger[slot] = UInt32(code) + 1
      }
    }
    slots = larger
  }

  fileprivate static func areEqual(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    left.count == right.count && compare(left, right, count: left.count) == 0
  }

  fileprivate static func compare(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>, count: Int
  ) -> Int {
    guard count > 0, let a = left.baseAddress, let b = right.baseAddress else { return 0 }
    return Int(memcmp(a, b, count))
  }

  /// Folds eight bytes at a time; the finish spreads the high bits into the low ones that index.
  fileprivate static func hash(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var hash = UInt64(truncatingIfNeeded: text.count) &* 0x9E37_79B9_7F4A_7C15
    let raw = UnsafeRawBufferPointer(text)
    var index = 0
    while index + 8 <= raw.count {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let product = (hash ^ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
      hash = product.high ^ product.low
      index += 8
    }
    var tail: UInt64 = 0
    while index < raw.count {
      tail = tail << 8 | UInt64(raw[index])
      index += 1
    }
    let product = (hash ^ tail).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return Int(truncatingIfNeeded: (product.high ^ product.low) >> 1)
  }
}
