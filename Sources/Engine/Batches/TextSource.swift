import Records

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where the codes of a text column point.
enum TextSource {
  case fixed(TextDictionary)
  /// It grows while batches are evaluated; a code keeps its meaning.
  case pool(TextPool)

  var count: Int {
    switch self {
    case .fixed(let dictionary): dictionary.count
    case .pool(let pool): pool.count
    }
  }

  /// Lends the UTF-8 of one text; the buffer must not outlive `body`.
  func withBytes<R>(of code: Int, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    switch self {
    case .fixed(let dictionary): dictionary.withBytes(of: code, body)
    case .pool(let pool): pool.withBytes(of: code, body)
    }
  }

  func text(of code: Int) -> String {
    withBytes(of: code) { String(decoding: $0, as: UTF8.self) }
  }

  /// Below 0 where the first of two texts comes first by its bytes, above 0 where the second does.
  static func compare(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Int {
    let common = min(a.count, b.count)
    if common > 0, let left = a.baseAddress, let right = b.baseAddress {
      let order = memcmp(left, right, common)
      if order != 0 { return Int(order) }
    }
    return a.count - b.count
  }

  func compare(_ code: Int, _ other: Int, of source: TextSource) -> Int {
    withBytes(of: code) { a in source.withBytes(of: other) { TextSource.compare(a, $0) } }
  }
}
