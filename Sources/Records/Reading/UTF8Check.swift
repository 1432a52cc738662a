/// Looks for bytes that are not UTF-8.
enum UTF8Check {
  /// Where the first byte stands that belongs to no well-formed character.
  static func firstBadByte(
    _ base: UnsafePointer<UInt8>, from start: Int, to end: Int
  ) -> Int? {
    let raw = UnsafeRawPointer(base)
    var index = start
    while index < end {
      while index &+ 8 <= end,
        raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        index &+= 8
      }
      guard index < end else { return nil }
      let lead = base[index]
      if lead < 0x80 {
        index &+= 1
        continue
      }
      let length = characterLength(base, index, end, lead)
      if length == 0 { return index }
      index &+= length
    }
    return nil
  }

  /// 0 where the bytes are no character: overlong forms, surrogates and values past U+10FFFF
  /// are none.
  @inline(__always)
  private static func characterLength(
    _ base: UnsafePointer<UInt8>, _ index: Int, _ end: Int, _ lead: UInt8
  ) -> Int {
    @inline(__always) func follows(_ offset: Int, from low: UInt8 = 0x80, to high: UInt8 = 0xBF)
      -> Bool
    {
      let byte = base[index &+ offset]
      return byte >= low && byte <= high
    }
    switch lead {
    case 0xC2...0xDF:
      return end &- index >= 2 && follows(1) ? 2 : 0
    case 0xE0...0xEF:
      guard end &- index >= 3 else { return 0 }
      let low: UInt8 = lead == 0xE0 ? 0xA0 : 0x80
      let high: UInt8 = lead == 0xED ? 0x9F : 0xBF
      return follows(1, from: low, to: high) && follows(2) ? 3 : 0
    case 0xF0...0xF4:
      guard end &- index >= 4 else { return 0 }
      let low: UInt8 = lead == 0xF0 ? 0x90 : 0x80
      let high: UInt8 = lead == 0xF4 ? 0x8F : 0xBF
      return follows(1, from: low, to: high) && follows(2) && follows(3) ? 4 : 0
    default:
      return 0
    }
  }
}
