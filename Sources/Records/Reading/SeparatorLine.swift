/// The line `sep=;` by which spreadsheets say what separates the cells below it.
struct SeparatorLine {
  let delimiter: UInt8
  /// With the line's end.
  let length: Int

  static func find(
    in source: ByteSource, at place: Int
  ) throws(ReadingError) -> SeparatorLine? {
    let window = try source.window(from: place, count: 16)
    let bytes = UnsafeBufferPointer(start: window.base, count: window.count)
    let end = bytes.firstIndex { $0 == 10 || $0 == 13 } ?? bytes.count
    guard end < bytes.count || window.isLast else { return nil }
    var line = bytes[..<end]
    let quote = UInt8(ascii: "\"")
    if line.count > 2, line.first == quote, line.last == quote {
      line = line.dropFirst().dropLast()
    }
    guard line.count == 5, let delimiter = line.last, delimiter >= 32 || delimiter == 9,
      delimiter < 127,
      line.dropLast().map({ $0 | 0x20 }).elementsEqual("sep=".utf8)
    else { return nil }
    let isPair = end + 1 < bytes.count && bytes[end] == 13 && bytes[end + 1] == 10
    return SeparatorLine(
      delimiter: delimiter, length: min(bytes.count, end + (isPair ? 2 : 1)))
  }

  func note(line: Int) -> Note {
    let name = Dialect.name(of: delimiter)
    let written = delimiter == 9 ? "\\t" : name
    return Note(
      .decided, "line \(line) says that cells are separated by \(name), and is no record",
      suggestion: "with (delimiter \"\(written)\", skip \(line))")
  }
}
