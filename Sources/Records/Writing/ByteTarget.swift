/// Bytes on their way to a file, gathered into blocks.
struct ByteTarget {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  mutating func append(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func append(contentsOf more: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: more)
  }

  mutating func append(contentsOf more: ArraySlice<UInt8>) { bytes.append(contentsOf: more) }

  mutating func flush<Failure: Error>(to sink: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    guard !bytes.isEmpty else { return }
    try sink(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  /// A decimal without trailing zeros: `-12.5`.
  mutating func append(_ coefficient: Int128, scale: Int) {
    if let narrow = Int64(exactly: coefficient) {
      append(narrow, scale: scale)
    } else {
      append(FixedDecimal(coefficient, scale: scale).normalized.description)
    }
  }

  mutating func append(_ coefficient: Int64, scale: Int) {
    if coefficient == 0 {
      append(UInt8(ascii: "0"))
      return
    }
    if coefficient < 0 { append(UInt8(ascii: "-")) }
    var digits = coefficient.magnitude
    var places = scale
    while places > 0, digits % 10 == 0 {
      digits /= 10
      places -= 1
    }
    appendDigits(digits, places: max(0, places))
    for _ in 0..<max(0, -places) { append(UInt8(ascii: "0")) }
  }

  /// The shortest digits that read back as the double, which is a finite one.
  mutating func append(_ double: Double, shift: Int) {
    // Nearly always the standard library's digits are ours, but for `.0`.
    var text = double.description
    let isPlain = text.withUTF8 { digits in
      guard shift == 0, !digits.contains(UInt8(ascii: "e")), double != 0 else { return false }
      let isWhole =
        digits.count > 2 && digits[digits.count - 2] == UInt8(ascii: ".")
        && digits[digits.count - 1] == UInt8(ascii: "0")
      append(contentsOf: UnsafeBufferPointer(rebasing: digits.dropLast(isWhole ? 2 : 0)))
      return true
    }
    guard !isPlain, var digits = DoubleDigits(double) else { return }
    digits.exponent += shift
    append(digits.text)
  }

  mutating func append(_ period: Period) {
    let civil = CivilDay(period.start)
    guard period.grain == .day, Period.years.contains(civil.year) else {
      append(period.text)
      return
    }
    append(twoDigits: civil.year / 100)
    append(twoDigits: civil.year % 100)
    append(UInt8(ascii: "-"))
    append(twoDigits: civil.month)
    append(UInt8(ascii: "-"))
    append(twoDigits: civil.day)
  }

  private mutating func append(twoDigits number: Int) {
    append(UInt8(truncatingIfNeeded: 48 + number / 10))
    append(UInt8(truncatingIfNeeded: 48 + number % 10))
  }

  private mutating func appendDigits(_ value: UInt64, places: Int) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24 + places) { buffer in
      var start = buffer.count
      var rest = value
      var written = 0
      repeat {
        if written == places, places > 0 {
          start -= 1
          buffer[start] = UInt8(ascii: ".")
        }
        start -= 1
        buffer[start] = UInt8(truncatingIfNeeded: rest % 10) + 48
        rest /= 10
        written += 1
      } while rest > 0 || written <= places
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start...]))
    }
  }
}
