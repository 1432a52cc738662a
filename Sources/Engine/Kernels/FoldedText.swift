import Semantics

/// A text to look for without regard to letter case.
struct FoldedText: Sendable {
  private let needle: [UInt8]
  /// Two bytes of it that are rare in writing, and where they stand.
  private let rare: (first: Int, second: Int)

  init(_ text: String) {
    needle = Array(text.lowercased().utf8)
    rare = FoldedText.rarest(of: needle)
    isPlain = text.unicodeScalars.allSatisfy {
      $0.isASCII
        || $0.properties.lowercaseMapping == String($0)
          && $0.properties.uppercaseMapping == String($0)
    }
  }

  var isEmpty: Bool { needle.isEmpty }
  var length: Int { needle.count }
  /// Whether only its ASCII letters have two cases, so that texts can be searched byte by byte.
  let isPlain: Bool

  /// How often letters stand in writing, from the most frequent on.
  private static let frequent = Array(" etaoinsrhldcumfpgwybvk,.-0123456789'\"xjqz".utf8)

  private static func rarest(of needle: [UInt8]) -> (first: Int, second: Int) {
    let ranked = needle.indices.sorted {
      let a = frequent.firstIndex(of: needle[$0]) ?? frequent.count
      let b = frequent.firstIndex(of: needle[$1]) ?? frequent.count
      return a == b ? $0 < $1 : a > b
    }
    guard let first = ranked.first else { return (0, 0) }
    let second = ranked.first { needle[$0] != needle[first] } ?? needle.count - 1
    return (first, second)
  }

  /// Calls `body` with the place of each occurrence, in order; it says where to go on.
  ///
  /// - Shape: 64 bytes past `end` may be read
  @inline(__always)
  func candidates(
    _ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int, _ body: (Int) -> Int
  ) {
    let last = end - needle.count
    guard start <= last else { return }
    needle.withUnsafeBufferPointer { needle in
      let firstSmall = SIMD32<UInt8>(repeating: needle[rare.first])
      let firstLarge = SIMD32<UInt8>(repeating: FoldedText.large(needle[rare.first]))
      let secondSmall = SIMD32<UInt8>(repeating: needle[rare.second])
      let secondLarge = SIMD32<UInt8>(repeating: FoldedText.large(needle[rare.second]))
      let raw = UnsafeRawPointer(bytes)
      var place = start
      while place <= last {
        let head = raw.loadUnaligned(fromByteOffset: place &+ rare.first, as: SIMD32<UInt8>.self)
        let tail = raw.loadUnaligned(fromByteOffset: place &+ rare.second, as: SIMD32<UInt8>.self)
        let both =
          (FoldedText.lanes(head .== firstSmall) | FoldedText.lanes(head .== firstLarge))
          & (FoldedText.lanes(tail .== secondSmall) | FoldedText.lanes(tail .== secondLarge))
        if both[0] | both[1] | both[2] | both[3] == 0 {
          place &+= 32
          continue
        }
        let stop = min(place &+ 32, last &+ 1)
        var next = place
        while next < stop {
          // Eight places share a word; those before `next` are behind us.
          let offset = next &- place
          let word = both[offset >> 3] >> UInt64((offset & 7) << 3)
          if word == 0 {
            next = place &+ (offset | 7) &+ 1
            continue
          }
          next &+= word.trailingZeroBitCount >> 3
          guard next < stop else { break }
          next = FoldedText.isEqual(bytes + next, needle) ? body(next) : next &+ 1
        }
        place = max(next, place &+ 32)
        if next < stop { place = next }
      }
    }
  }

  /// The capital of a small letter; other bytes stay.
  private static func large(_ byte: UInt8) -> UInt8 { byte &- 97 < 26 ? byte & 0xDF : byte }

  @inline(__always)
  private static func lanes(_ mask: SIMDMask<SIMD32<Int8>>) -> SIMD4<UInt64> {
    unsafeBitCast(mask, to: SIMD4<UInt64>.self)
  }

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
