/// The checksum of a block of bytes: XXH64 with seed 0, in the byte order of the machine.
///
/// - Source: Yann Collet, "xxHash fast digest algorithm", version 0.1.1.
enum Checksum {
  private static let first: UInt64 = 0x9E37_79B1_85EB_CA87
  private static let second: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  private static let third: UInt64 = 0x1656_67B1_9E37_79F9
  private static let fourth: UInt64 = 0x85EB_CA77_C2B2_AE63
  private static let fifth: UInt64 = 0x27D4_EB2F_1656_67C5

  static func of(_ base: UnsafeRawPointer, count: Int) -> UInt64 {
    var place = 0
    var hash = fifth
    if count >= 32 {
      var lanes = (first &+ second, second, UInt64(0), 0 &- first)
      while place &+ 32 <= count {
        lanes.0 = round(lanes.0, word(base, place))
        lanes.1 = round(lanes.1, word(base, place &+ 8))
        lanes.2 = round(lanes.2, word(base, place &+ 16))
        lanes.3 = round(lanes.3, word(base, place &+ 24))
        place &+= 32
      }
      hash =
        rotated(lanes.0, 1) &+ rotated(lanes.1, 7) &+ rotated(lanes.2, 12) &+ rotated(lanes.3, 18)
      hash = (hash ^ round(0, lanes.0)) &* first &+ fourth
      hash = (hash ^ round(0, lanes.1)) &* first &+ fourth
      hash = (hash ^ round(0, lanes.2)) &* first &+ fourth
      hash = (hash ^ round(0, lanes.3)) &* first &+ fourth
    }
    hash &+= UInt64(count)
    return finished(hash, base, from: place, to: count)
  }

  static func of(_ bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBytes { buffer in
      buffer.baseAddress.map { of($0, count: buffer.count) }
        ?? withUnsafePointer(to: UInt8(0)) { of($0, count: 0) }
    }
  }

  /// Takes in what is left of fewer than 32 bytes, and mixes all bits.
  private static func finished(
    _ started: UInt64, _ base: UnsafeRawPointer, from start: Int, to count: Int
  ) -> UInt64 {
    var hash = started
    var place = start
    while place &+ 8 <= count {
      hash = rotated(hash ^ round(0, word(base, place)), 27) &* first &+ fourth
      place &+= 8
    }
    if place &+ 4 <= count {
      let half = UInt64(base.loadUnaligned(fromByteOffset: place, as: UInt32.self))
      hash = rotated(hash ^ half &* first, 23) &* second &+ third
      place &+= 4
    }
    while place < count {
      let byte = UInt64(base.load(fromByteOffset: place, as: UInt8.self))
      hash = rotated(hash ^ byte &* fifth, 11) &* first
      place &+= 1
    }
    hash = (hash ^ hash >> 33) &* second
    hash = (hash ^ hash >> 29) &* third
    return hash ^ hash >> 32
  }

  @inline(__always)
  private static func word(_ base: UnsafeRawPointer, _ place: Int) -> UInt64 {
    base.loadUnaligned(fromByteOffset: place, as: UInt64.self)
  }

  @inline(__always)
  private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    rotated(lane &+ word &* second, 31) &* first
  }

  @inline(__always)
  private static func rotated(_ value: UInt64, _ count: UInt64) -> UInt64 {
    value &<< count | value &>> (64 &- count)
  }
}
