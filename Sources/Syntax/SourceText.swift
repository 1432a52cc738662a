/// The bytes of one script, command or interactive entry, with the name that diagnostics print.
package struct SourceText: Sendable {
  package let name: String
  package let bytes: [UInt8]
  private let lineStarts: [Int]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    lineStarts = starts
  }

  package init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  package subscript(range: SourceRange) -> String {
    let start = min(Int(range.start), bytes.count)
    let end = min(Int(range.end), bytes.count)
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// The one-based line and the one-based column, counted in characters.
  package func position(of offset: UInt32) -> (line: Int, column: Int) {
    let index = lineIndex(of: offset)
    let before = bytes[lineStarts[index]..<max(lineStarts[index], min(Int(offset), bytes.count))]
    return (index + 1, String(decoding: before, as: UTF8.self).count + 1)
  }

  /// The line that holds an offset, without its line end.
  package func line(of offset: UInt32) -> (text: String, start: UInt32) {
    let index = lineIndex(of: offset)
    let start = lineStarts[index]
    var end = index + 1 < lineStarts.count ? lineStarts[index + 1] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return (
      String(decoding: bytes[start..<max(start, end)], as: UTF8.self), UInt32(clamping: start)
    )
  }

  private func lineIndex(of offset: UInt32) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= Int(offset) { low = middle } else { high = middle }
    }
    return low
  }
}
