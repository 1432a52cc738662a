import CMasks
import Semantics

/// Bytes to look for in many texts, letters of which may stand in either case.
///
/// 64 places at a time are asked for two bytes that are rare in writing; only where both stand is the
/// rest compared.
struct ByteNeedle: Sendable {
  /// With the bits of `bits` set.
  private let bytes: [UInt8]
  /// 0x20 for a letter in either case, else 0.
  private let bits: [UInt8]
  /// Two bytes of it that are rare in writing, and where they stand.
  private let rare: (first: Int, second: Int)

  /// - Shape: `isFolded` tells of each byte whether it is a small letter that may be a capital
  init(_ bytes: [UInt8], isFolded: [Bool]) {
    self.bytes = bytes
    bits = isFolded.map { $0 ? 0x20 : 0 }
    rare = ByteNeedle.rarest(of: bytes)
  }

  var count: Int { bytes.count }

  /// How often letters stand in writing, from the most frequent on.
  private static let frequent = Array(" etaoinsrhldcumfpgwybvk,.-0123456789'\"xjqz".utf8)

  private static func rarest(of bytes: [UInt8]) -> (first: Int, second: Int) {
    let ranked = bytes.indices.sorted {
      let a = frequent.firstIndex(of: bytes[$0]) ?? frequent.count
      let b = frequent.firstIndex(of: bytes[$1]) ?? frequent.count
      return a == b ? $0 < $1 : a > b
    }
    guard let first = ranked.first else { return (0, 0) }
    let second = ranked.first { bytes[$0] != bytes[first] } ?? bytes.count - 1
    return (first, second)
  }

  /// Calls `body` with the place of each occurrence, in order; it says where to go on.
  ///
  /// - Shape: 64 bytes past `end` may be read; the needle is not empty
  @inline(__always)
  func forEachPlace(
    in text: UnsafePointer<UInt8>, from start: Int, to end: Int, _ body: (Int) -> Int
  ) {
    let last = end - bytes.count
    guard start <= last else { return }
    let (firstBits, firstByte) = (bits[rare.first], bytes[rare.first])
    let (secondBits, secondByte) = (bits[rare.second], bytes[rare.second])
    let heads = text + rare.first
    let tails = text + rare.second
    bytes.withUnsafeBufferPointer { bytes in
      bits.withUnsafeBufferPointer { bits in
        var place = start
        while place <= last {
          var found = mask64_pair(
            heads + place, firstBits, firstByte, tails + place, secondBits, secondByte)
          var next = place &+ 64
          while found != 0 {
            let candidate = place &+ found.trailingZeroBitCount
            found &= found &- 1
            guard candidate <= last else { break }
            guard ByteNeedle.stands(bytes, bits, at: text + candidate) else { continue }
            let after = body(candidate)
            if after >= place &+ 64 {
              next = after
              break
            }
            // Places before it are behind us.
            found &= UInt64.max &<< UInt64(truncatingIfNeeded: after &- place)
          }
          place = next
        }
      }
    }
  }

  @inline(__always)
  private static func stands(
    _ bytes: UnsafeBufferPointer<UInt8>, _ bits: UnsafeBufferPointer<UInt8>,
    at text: UnsafePointer<UInt8>
  ) -> Bool {
    for index in 0..<bytes.count where text[index] | bits[index] != bytes[index] { return false }
    return true
  }
}

extension ByteNeedle {
  init(_ required: RequiredBytes) {
    self.init(required.bytes, isFolded: required.isFolded)
  }

  /// Asks the texts of some codes, which lie one behind the other, that hold the needle; the others
  /// are left as they are.
  ///
  /// - Shape: text `code` goes from `starts[code]` to `starts[code + 1]`; 64 bytes past the last may
  ///   be read
  @inline(__always)
  func ask(
    _ bytes: UnsafePointer<UInt8>, _ starts: UnsafePointer<Int>, _ codes: Range<Int>,
    _ answers: UnsafeMutablePointer<UInt8>, _ test: (UnsafeBufferPointer<UInt8>) -> Bool
  ) {
    guard !codes.isEmpty else { return }
    var code = codes.lowerBound
    forEachPlace(in: bytes, from: starts[code], to: starts[codes.upperBound]) { place in
      while starts[code + 1] <= place { code += 1 }
      let end = starts[code + 1]
      guard place + count <= end else { return place + 1 }
      let text = UnsafeBufferPointer(start: bytes + starts[code], count: end - starts[code])
      if test(text) { answers[code] = 1 }
      return end
    }
  }
}
