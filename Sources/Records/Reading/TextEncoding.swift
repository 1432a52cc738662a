#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Turns files in other encodings into UTF-8, by the C library's iconv.
enum TextEncoding {
  struct Prepared {
    let source: ByteSource
    /// The bytes of a byte order mark.
    let start: Int
    /// The encoding that a byte order mark told.
    let found: String?
  }

  static func prepare(
    _ source: ByteSource, encoding: String?
  ) throws(ReadingError) -> Prepared {
    let window = try source.window(from: 0, count: 4)
    let mark = (0..<window.count).map { window.base[$0] }
    let start = mark.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if let encoding {
      let small = encoding.lowercased()
      if small == "utf-8" || small == "utf8" || small == "ascii" {
        return Prepared(source: source, start: start, found: nil)
      }
      return Prepared(source: try decode(source, from: encoding), start: 0, found: nil)
    }
    let found: String? =
      if mark.starts(with: [0xFF, 0xFE, 0, 0]) || mark.starts(with: [0, 0, 0xFE, 0xFF]) {
        "UTF-32"
      } else if mark.starts(with: [0xFF, 0xFE]) || mark.starts(with: [0xFE, 0xFF]) {
        "UTF-16"
      } else {
        nil
      }
    guard let found else { return Prepared(source: source, start: start, found: nil) }
    return Prepared(source: try decode(source, from: found), start: 0, found: found)
  }

  private static func decode(
    _ source: ByteSource, from encoding: String
  ) throws(ReadingError) -> ByteSource {
    guard let decoder = Decoder(encoding) else {
      let nearest = NearestNames.of(encoding, among: known)
      throw ReadingError(
        file: source.name,
        "no encoding is named \"\(encoding)\""
          + (nearest.isEmpty ? "" : "; nearest: " + nearest.joined(separator: ", ")))
    }
    var place = 0
    while place < source.count {
      let window = try source.window(from: place, count: 1 << 20)
      place += decoder.decode(window.base, window.count, isLast: window.isLast)
    }
    if decoder.badCount > 0 {
      let bytes = decoder.badCount == 1 ? "1 byte is" : "\(decoder.badCount) bytes are"
      throw ReadingError(
        file: source.name, line: decoder.firstBadLine, "\(bytes) not \(encoding), the first here")
    }
    return decoder.finish(name: source.name)
  }

  /// The sentence on bytes that are not UTF-8, with the encoding that would read them.
  static func notUTF8(
    _ source: ByteSource, from start: Int, line: Int, column: Int
  ) throws(ReadingError) -> ReadingError {
    var count = 0
    var place = start
    var sample: [UInt8] = []
    while place < source.count {
      let window = try source.window(from: place, count: 1 << 20)
      if place == start {
        sample = (0..<min(window.count, 1 << 14)).map { window.base[$0] }
      }
      var index = 0
      while let bad = UTF8Check.firstBadByte(window.base, from: index, to: window.count) {
        // A character cut by the window's end is looked at again with the next window.
        if !window.isLast, window.count - bad < 4, bad > 0 {
          index = bad
          break
        }
        count += 1
        index = bad + 1
      }
      let isCut = index > 0 && index < window.count && window.count - index < 4 && !window.isLast
      place += isCut ? index : window.count
    }
    let bytes = count == 1 ? "1 byte is" : "\(count) bytes are"
    return ReadingError(
      file: source.name, line: line, column: column, "\(bytes) not UTF-8, the first here",
      notes: ["with (encoding \"\(likely(sample))\") may read it"])
  }

  /// GB18030 where the bytes are well formed in it and make Chinese characters, else latin1.
  private static func likely(_ sample: [UInt8]) -> String {
    guard let decoder = Decoder("GB18030") else { return "latin1" }
    _ = sample.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { decoder.decode($0, bytes.count, isLast: false) }
    }
    // A Chinese text has its high bytes in pairs; a Western one has single letters.
    var paired = 0
    var single = 0
    for run in sample.split(whereSeparator: { $0 < 0x80 }) {
      if run.count % 2 == 0 { paired += run.count } else { single += run.count }
    }
    return decoder.badCount == 0 && paired > single ? "gb18030" : "latin1"
  }

  private static let known = [
    "utf-8", "utf-16", "utf-16le", "utf-16be", "utf-32", "gb18030", "gbk", "gb2312", "big5",
    "big5-hkscs", "shift_jis", "euc-jp", "euc-kr", "latin1", "iso-8859-1", "iso-8859-2",
    "iso-8859-15", "windows-1250", "windows-1251", "windows-1252", "koi8-r", "macintosh",
  ]
}
