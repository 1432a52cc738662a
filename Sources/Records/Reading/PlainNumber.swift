/// Reads plain figures, `-1234.50`, from the bytes of a cell.
enum PlainNumber {
  /// The digits as one number and how many stand behind the point; a negative scale where the cell
  /// is no plain figure of at most 18 digits.
  @inline(__always)
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

  static let powersOfTen: [Int64] = {
    var powers: [Int64] = [1]
    for _ in 0..<18 { powers.append((powers.last ?? 1) * 10) }
    return powers
  }()
}
