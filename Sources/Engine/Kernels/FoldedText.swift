import Semantics

/// A text to look for without regard to letter case.
struct FoldedText: Sendable {
  private let needle: [UInt8]
  let bytes: ByteNeedle

  init(_ text: String) {
    needle = Array(text.lowercased().utf8)
    bytes = ByteNeedle(needle, isFolded: needle.map { $0 &- 97 < 26 })
    isPlain = text.unicodeScalars.allSatisfy {
      $0.isASCII
        || $0.properties.lowercaseMapping == String($0)
          && $0.properties.uppercaseMapping == String($0)
    }
  }

  var isEmpty: Bool { needle.isEmpty }
  /// Whether only its ASCII letters have two cases, so that texts can be searched byte by byte.
  let isPlain: Bool

  func meets(_ test: TextTest, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if text.contains(where: { $0 >= 0x80 }) {
      // Folding may change how many bytes a letter has, so it is done before looking.
      var folded = String(decoding: text, as: UTF8.self).lowercased()
      return folded.withUTF8 { found(test, $0) }
    }
    return found(test, text)
  }

  private func found(_ test: TextTest, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let spare = text.count - needle.count
    guard spare >= 0 else { return false }
    guard !needle.isEmpty, let base = text.baseAddress else { return true }
    return needle.withUnsafeBufferPointer { needle in
      switch test {
      case .startsWith: return FoldedText.isEqual(base, needle)
      case .endsWith: return FoldedText.isEqual(base + spare, needle)
      case .contains:
        let first = needle[0]
        for start in 0...spare where FoldedText.folded(base[start]) == first {
          if FoldedText.isEqual(base + start, needle) { return true }
        }
        return false
      }
    }
  }

  private static func isEqual(
    _ text: UnsafePointer<UInt8>, _ needle: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    for index in 0..<needle.count where folded(text[index]) != needle[index] { return false }
    return true
  }

  /// ASCII capitals as small letters; what was folded already stays.
  @inline(__always)
  private static func folded(_ byte: UInt8) -> UInt8 {
    byte &- 65 < 26 ? byte | 0x20 : byte
  }
}
