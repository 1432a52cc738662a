/// Reads plain figures, `-1234.50`, from the bytes of a cell.
enum PlainNumber {
  /// The digits as one number and how many stand behind the point; a negative scale where the cell
  /// is no plain figure of at most 18 digits.
  @inline(never)
  static func read(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> (digits: Int64, scale: Int) {
    var index = start
    let isNegative = base[start] == UInt8(ascii: "-")
    if isNegative { index &+= 1 }
    let first = index
    let none = (Int64(0), -1)
    guard end &- index <= 19, index < end else { return none }
    var digits: Int64 = 0
    while index < end {
      let digit = base[index] &- 48
      if digit > 9 { break }
      digits = digits &* 10 &+ Int64(digit)
      index &+= 1
    }
    let whole = index &- first
    guard whole > 0, whole <= 18 else { return none }
    if index == end { return (isNegative ? 0 &- digits : digits, 0) }
    guard base[index] == UInt8(ascii: ".") else { return none }
    index &+= 1
    let point = index
    while index < end {
      let digit = base[index] &- 48
      if digit > 9 { return none }
      digits = digits &* 10 &+ Int64(digit)
      index &+= 1
    }
    let scale = end &- point
    guard scale > 0 else { return none }
    return (isNegative ? 0 &- digits : digits, scale)
  }

  /// The same, eight digits at a time.
  ///
  /// - Shape: 8 bytes before the cell can be read.
  @inline(__always)
  static func readFast(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> (digits: Int64, scale: Int) {
    let isNegative = base[start] == UInt8(ascii: "-")
    let first = isNegative ? start &+ 1 : start
    let length = end &- first
    guard length > 0, length <= 16 else { return read(base, start, end) }
    let raw = UnsafeRawPointer(base)
    var tail = figures(raw, before: end, min(length, 8))
    var scale = 0
    // A sign that is no digit stays one after this, whatever was taken for the point.
    let points = tail ^ 0x1E1E_1E1E_1E1E_1E1E
    let found = (points &- 0x0101_0101_0101_0101) & ~points & 0x8080_8080_8080_8080
    if found != 0 {
      let place = UInt64(truncatingIfNeeded: found.trailingZeroBitCount) & 0x38
      scale = 7 &- Int(place >> 3)
      let before = tail & ((1 &<< place) &- 1)
      tail = (((tail &>> 8) &>> place) &<< place) &<< 8 | (before &<< 8)
      // No digit before the point, or none behind it.
      if scale == 0 || scale &+ 1 == length { return (0, -1) }
    }
    var wrong = tail | (tail &+ 0x7676_7676_7676_7676)
    var digits = value(tail)
    if length > 8 {
      let head = figures(raw, before: end &- 8, length &- 8)
      wrong |= head | (head &+ 0x7676_7676_7676_7676)
      digits = digits &+ value(head) &* (scale == 0 ? 100_000_000 : 10_000_000)
    }
    guard wrong & 0x8080_8080_8080_8080 == 0 else { return read(base, start, end) }
    return (isNegative ? 0 &- digits : digits, scale)
  }

  /// The values of at most eight digits before `end`, the last in the uppermost byte.
  @inline(__always)
  private static func figures(_ raw: UnsafeRawPointer, before end: Int, _ count: Int) -> UInt64 {
    let bytes = raw.loadUnaligned(fromByteOffset: end &- 8, as: UInt64.self)
    let unused = UInt64(truncatingIfNeeded: 64 &- count &* 8) & 63
    return ((UInt64(littleEndian: bytes) ^ 0x3030_3030_3030_3030) &>> unused) &<< unused
  }

  /// Eight digits as one number: pairs, fours, then all.
  @inline(__always)
  private static func value(_ digits: UInt64) -> Int64 {
    let pairs = digits &* 10 &+ digits >> 8
    let low = (pairs & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
    let high = (pairs >> 16 & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
    return Int64(truncatingIfNeeded: (low &+ high) >> 32)
  }

  static func hasLeadingZero(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let first = base[start] == UInt8(ascii: "-") ? start + 1 : start
    return end - first > 1 && base[first] == 48 && base[first + 1] != UInt8(ascii: ".")
  }

  static let powersOfTen: [Int64] = {
    var powers: [Int64] = [1]
    for _ in 0..<18 { powers.append((powers.last ?? 1) * 10) }
    return powers
  }()
}
