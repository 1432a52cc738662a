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
    if coefficient == 0 {
      append(UInt8(ascii: "0"))
      return
    }
    if coefficient < 0 { append(UInt8(ascii: "-")) }
    guard let magnitude = UInt64(exactly: coefficient.magnitude) else {
      let shortest = FixedDecimal(coefficient, scale: scale).normalized.description
      append(coefficient < 0 ? String(shortest.dropFirst()) : shortest)
      return
    }
    var digits = magnitude
    var places = scale
    while places > 0, digits % 10 == 0 {
      digits /= 10
      places -= 1
    }
    appendDigits(digits, places: max(0, places))
    for _ in 0..<max(0, -places) { append(UInt8(ascii: "0")) }
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
