/// The distinct texts of a column; a code is the index of one, in order of first appearance.
package struct TextDictionary: Sendable {
  let bytes: Vector<UInt8>
  /// Where each text starts in `bytes`, and the end of the last.
  let starts: Vector<Int>
  /// Open addressing: the upper half of the hash, then the code plus 1; 0 is free.
  let slots: Vector<UInt64>

  package static let empty = TextDictionary([])

  package init(_ texts: [String]) {
    var builder = TextDictionaryBuilder()
    for text in texts { _ = builder.code(of: text) }
    self = builder.finish()
  }

  init(bytes: Vector<UInt8>, starts: Vector<Int>, slots: Vector<UInt64>) {
    self.bytes = bytes
    self.starts = starts
    self.slots = slots
  }

  package var count: Int { starts.count - 1 }

  /// Whether it is the same dictionary, not only one with equal texts.
  package func isSame(as other: TextDictionary) -> Bool { bytes.isSame(as: other.bytes) }

  /// How many bytes all texts have together.
  package var byteCount: Int { bytes.count }

  package func text(of code: Int) -> String {
    withBytes(of: code) { String(decoding: $0, as: UTF8.self) }
  }

  /// Lends the UTF-8 of one text; the buffer must not outlive `body`.
  package func withBytes<R>(of code: Int, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    let start = starts[code]
    let end = starts[code + 1]
    return bytes.withPointer { body(UnsafeBufferPointer(start: $0 + start, count: end - start)) }
  }

  /// Lends the UTF-8 of all texts, one behind the other, and where each starts (with the end of
  /// the last), to a kernel.
  package func withAllBytes<R>(
    _ body: (_ bytes: UnsafePointer<UInt8>, _ starts: UnsafePointer<Int>) -> R
  ) -> R {
    bytes.withPointer { bytes in starts.withPointer { starts in body(bytes, starts) } }
  }

  /// The code of a text that is equal byte by byte.
  package func code(of text: String) -> Int? {
    var text = text
    return text.withUTF8 { code(of: $0) }
  }

  /// The code of a text that is equal byte by byte.
  package func code(of text: UnsafeBufferPointer<UInt8>) -> Int? {
    let hash = TextDictionaryBuilder.hash(text)
    var slot = Int(truncatingIfNeeded: hash >> TextDictionary.shift(slots: slots.count))
    while slots[slot] != 0 {
      let entry = slots[slot]
      if entry >> 32 == hash >> 32 {
        let code = Int(entry & 0xFFFF_FFFF) - 1
        if withBytes(of: code, { TextDictionaryBuilder.areEqual($0, text) }) { return code }
      }
      slot = slot + 1 == slots.count ? 0 : slot + 1
    }
    return nil
  }

  /// How far a hash is shifted to become the number of a slot; the slots are a power of two.
  static func shift(slots: Int) -> UInt64 { UInt64(64 - slots.trailingZeroBitCount) }

  package var texts: [String] { (0..<count).map { text(of: $0) } }

  /// The rank of each code when texts are ordered by their UTF-8 bytes.
  package func ranks() -> [UInt32] {
    let order = withAllBytes { bytes, starts in
      (0..<count).sorted { left, right in
        let a = UnsafeBufferPointer(
          start: bytes + starts[left], count: starts[left + 1] - starts[left])
        let b = UnsafeBufferPointer(
          start: bytes + starts[right], count: starts[right + 1] - starts[right])
        return TextHash.isOrdered(a, before: b)
      }
    }
    var ranks = [UInt32](repeating: 0, count: count)
    for (rank, code) in order.enumerated() { ranks[code] = UInt32(rank) }
    return ranks
  }
}
