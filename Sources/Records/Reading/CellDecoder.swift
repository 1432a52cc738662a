#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Takes the quotes and escapes off a cell.
struct CellDecoder: ~Copyable {
  let dialect: Dialect
  private var scratch = GrowingVector<UInt8>()

  init(dialect: Dialect) { self.dialect = dialect }

  /// Whether the cell's text is exactly its bytes.
  @inline(__always)
  func isBare(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    dialect.escape == nil && (start == end || base[start] != dialect.quote || dialect.quote == 0)
  }

  /// The text of a cell; good until the next call.
  mutating func text(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> UnsafeBufferPointer<UInt8> {
    let raw = UnsafeBufferPointer(start: base + start, count: end - start)
    if isBare(base, start, end) { return raw }
    let isQuoted = dialect.quote != 0 && end > start && base[start] == dialect.quote
    if isQuoted {
      guard end - start >= 2, base[end - 1] == dialect.quote else { return raw }
      if dialect.escape == nil,
        memchr(base + start + 1, Int32(dialect.quote), end - start - 2) == nil
      {
        return UnsafeBufferPointer(start: base + start + 1, count: end - start - 2)
      }
      return unescaped(base, start + 1, end - 1, isQuoted: true) ?? raw
    }
    return unescaped(base, start, end, isQuoted: false) ?? raw
  }

  /// `nil` where a lone quote shows that the cell is not well formed: it is then kept as written.
  private mutating func unescaped(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, isQuoted: Bool
  ) -> UnsafeBufferPointer<UInt8>? {
    scratch.removeAll()
    var index = start
    var hasChange = false
    while index < end {
      let byte = base[index]
      if let escape = dialect.escape, byte == escape, index + 1 < end,
        escapes(base[index + 1])
      {
        scratch.append(base[index + 1])
        index += 2
        hasChange = true
      } else if isQuoted, byte == dialect.quote {
        guard index + 1 < end, base[index + 1] == dialect.quote else { return nil }
        scratch.append(byte)
        index += 2
        hasChange = true
      } else {
        scratch.append(byte)
        index += 1
      }
    }
    if !hasChange { return UnsafeBufferPointer(start: base + start, count: end - start) }
    return UnsafeBufferPointer(start: scratch.pointer, count: scratch.count)
  }

  /// A backslash before an ordinary letter is a backslash.
  private func escapes(_ byte: UInt8) -> Bool {
    byte == dialect.quote && byte != 0 || byte == dialect.delimiter || byte == dialect.escape
      || dialect.recordSeparator.contains(byte) || byte == 10 || byte == 13
  }

  /// The text of a cell without the spaces around it; good until the next call.
  mutating func word(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> UnsafeBufferPointer<UInt8> {
    CellDecoder.trimmed(text(base, start, end))
  }

  static func trimmed(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var low = 0
    var high = text.count
    while low < high, text[low] == 32 || text[low] == 9 { low += 1 }
    while low < high, text[high - 1] == 32 || text[high - 1] == 9 { high -= 1 }
    return UnsafeBufferPointer(rebasing: text[low..<high])
  }

  mutating func string(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> String {
    String(decoding: text(base, start, end), as: UTF8.self)
  }
}
