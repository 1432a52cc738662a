#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Standard output with a buffer of its own.
struct Output {
  private var buffer: [UInt8] = []
  private static let size = 1 << 20

  init() { buffer.reserveCapacity(Output.size + 4096) }

  mutating func write(_ text: StaticString) {
    buffer.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func write(_ bytes: [UInt8]) { buffer.append(contentsOf: bytes) }

  mutating func write(_ byte: UInt8) { buffer.append(byte) }

  mutating func write(_ number: Int) {
    if number >= 10 { write(number / 10) }
    buffer.append(UInt8(48 + number % 10))
  }

  /// With zeros before it, as many digits in all.
  mutating func write(_ number: Int, digits: Int) {
    if digits > 1 { write(number / 10, digits: digits - 1) }
    buffer.append(UInt8(48 + number % 10))
  }

  mutating func writeMillionths(_ number: Int) {
    write(number / 1_000_000)
    write(UInt8(ascii: "."))
    write(number % 1_000_000, digits: 6)
  }

  mutating func endRow() {
    buffer.append(10)
    if buffer.count >= Output.size { flush() }
  }

  mutating func flush() {
    var start = 0
    while start < buffer.count {
      let written = buffer.withUnsafeBytes { all in
        writeRest(all, from: start)
      }
      if written <= 0 { stop("standard output cannot be written") }
      start += written
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private func writeRest(_ all: UnsafeRawBufferPointer, from start: Int) -> Int {
    guard let base = all.baseAddress else { return 0 }
    #if canImport(Glibc)
      return Glibc.write(1, base + start, all.count - start)
    #else
      return Darwin.write(1, base + start, all.count - start)
    #endif
  }
}

func stop(_ message: String) -> Never {
  for byte in (message + "\n").utf8 {
    withUnsafeBytes(of: byte) { _ = write(2, $0.baseAddress, 1) }
  }
  exit(2)
}
