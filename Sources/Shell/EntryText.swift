import Rendering

/// What is typed: by bytes, as readline counts, and by characters, as people do.
struct EntryText: Equatable {
  /// As many bytes as readline has; what is no UTF-8 is replaced byte by byte.
  let text: String

  init(_ text: String) { self.text = text }

  init(bytes: UnsafeBufferPointer<UInt8>) {
    text =
      String(validating: bytes, as: UTF8.self)
      ?? String(decoding: bytes.map { $0 < 0x80 ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
  }

  var count: Int { text.utf8.count }

  /// Where the character before a place starts.
  func characterStart(before point: Int) -> Int {
    let end = index(point)
    guard end > text.startIndex else { return 0 }
    return offset(text.index(before: end))
  }

  /// Where the character at a place ends.
  func characterEnd(after point: Int) -> Int {
    let start = index(point)
    guard start < text.endIndex else { return count }
    return offset(text.index(after: start))
  }

  /// The line that a place is in, without its line end.
  func line(around point: Int) -> Range<Int> {
    let utf8 = text.utf8
    let place = index(point)
    let start = utf8[..<place].lastIndex(of: UInt8(ascii: "\n")).map { utf8.index(after: $0) }
    let end = utf8[place...].firstIndex(of: UInt8(ascii: "\n")) ?? utf8.endIndex
    return offset(start ?? utf8.startIndex)..<offset(end)
  }

  /// The column of a place in its line.
  func column(of point: Int) -> Int {
    let start = line(around: point).lowerBound
    return displayWidth(self[start..<max(start, point)])
  }

  /// The place in the line above at or before a column; `nil` in the first line.
  func above(_ point: Int, column: Int) -> Int? {
    let start = line(around: point).lowerBound
    return start > 0 ? place(in: line(around: start - 1), column) : nil
  }

  /// The place in the line below at or before a column; `nil` in the last line.
  func below(_ point: Int, column: Int) -> Int? {
    let end = line(around: point).upperBound
    return end < count ? place(in: line(around: end + 1), column) : nil
  }

  private func place(in line: Range<Int>, _ column: Int) -> Int {
    var width = 0
    var place = line.lowerBound
    for character in self[line] {
      width += displayWidth(String(character))
      if width > column { break }
      place += character.utf8.count
    }
    return place
  }

  subscript(range: Range<Int>) -> String {
    String(text[index(range.lowerBound)..<index(range.upperBound)])
  }

  private func index(_ offset: Int) -> String.Index {
    text.utf8.index(text.startIndex, offsetBy: max(0, min(offset, text.utf8.count)))
  }

  private func offset(_ index: String.Index) -> Int {
    text.utf8.distance(from: text.startIndex, to: index)
  }
}
