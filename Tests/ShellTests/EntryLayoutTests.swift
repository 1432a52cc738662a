import Rendering
import Sumwhere
import Testing

@testable import Shell

/// Rows and cursor are a function of the entry and the size.
@Suite struct EntryLayoutTests {
  private func frame(
    _ text: String, at point: Int? = nil, columns: Int = 20, rows: Int = 24,
    _ change: (inout EntryLayout.Entry) -> Void = { _ in }
  ) -> EntryFrame {
    var entry = EntryLayout.Entry()
    entry.text = EntryText(text)
    entry.point = point ?? text.utf8.count
    change(&entry)
    return EntryLayout(columns: columns, rows: rows, styling: .plain).frame(of: entry)
  }

  @Test func aLongLineIsBrokenByUs() {
    let frame = frame("abcdefghijklmnopqrstuvwxyz")
    #expect(frame.rows.map(\.text) == ["> abcdefghijklmnopq", "  rstuvwxyz"])
    #expect(frame.cursor == EntryFrame.Place(row: 1, column: 11))
  }

  @Test func aWideLetterIsNotBroken() {
    let frame = frame("abcdefghijklmnop大宁", at: 16)
    #expect(frame.rows.map(\.text) == ["> abcdefghijklmnop", "  大宁"])
    #expect(frame.cursor == EntryFrame.Place(row: 1, column: 2))
  }

  @Test func linesHaveTheirMark() {
    let frame = frame("a\nbc", at: 2)
    #expect(frame.rows.map(\.text) == ["> a", "… bc"])
    #expect(frame.cursor == EntryFrame.Place(row: 1, column: 2))
  }

  @Test func controlCharactersAreShown() {
    #expect(frame("a\u{3}\u{1B}[2J\tb").rows.map(\.text) == ["> a␃␛[2J  b"])
  }

  @Test func aGhostStaysInItsRow() {
    let frame = frame("abc") { $0.ghost = "defghijklmnopqrstuvw" }
    #expect(frame.rows.map(\.text) == ["> abcdefghijklmnop…"])
    #expect(frame.cursor == EntryFrame.Place(row: 0, column: 5))
    #expect(self.frame("abc", at: 1) { $0.ghost = "x" }.rows.map(\.text) == ["> abc"])
  }

  @Test func whatTheScreenCannotHoldIsLeftOutAroundTheCursor() {
    let lines = (1...50).map { "l\($0)" }.joined(separator: "\n")
    let end = frame(lines, rows: 10) { $0.below = ["below"] }
    #expect(end.rows.count == 10)
    #expect(end.rows[0].text == "⋮ 42 more lines" && end.rows[8].text == "… l50")
    #expect(end.cursor.row == 8)
    let start = frame(lines, at: 0, rows: 10)
    #expect(start.rows[0].text == "> l1" && start.rows[9].text == "⋮ 41 more lines")
    #expect(frame(lines, rows: 10) { $0.isWhole = true }.rows.count == 50)
  }

  @Test func theCursorMovesByCharacters() {
    let entry = EntryText("a👨‍👩‍👧e\u{301}")
    #expect(entry.characterStart(before: entry.count) == entry.count - 3)
    #expect(entry.characterStart(before: entry.count - 3) == 1)
    #expect(entry.characterEnd(after: 1) == entry.count - 3)
    #expect(
      entry.characterStart(before: 0) == 0 && entry.characterEnd(after: entry.count) == entry.count)
  }

  @Test func upAndDownKeepTheColumn() {
    let entry = EntryText("abcdef\n大宁\nabc")
    #expect(entry.above(entry.count, column: 3) == 10)
    #expect(entry.above(8, column: 5) == 5)
    #expect(entry.above(3, column: 3) == nil)
    #expect(entry.below(6, column: 6) == 13)
    #expect(entry.below(entry.count, column: 3) == nil)
  }

  @Test func bytesThatAreNoTextKeepTheirPlaces() {
    let bytes: [UInt8] = [0x61, 0xFF, 0xE5, 0x62]
    let entry = bytes.withUnsafeBufferPointer { EntryText(bytes: $0) }
    #expect(entry.text == "a??b")
  }

  /// Whatever frames follow one another, at whatever widths, the terminal shows the last.
  @Test func framesFollowOneAnother() {
    var painter = FramePainter()
    var screen = Screen(columns: 60, rows: 12)
    var columns = 60
    let texts = [
      "", "sum", "sum funds where county = 大宁县", "sum funds\nwhere a = 1", "sum funds",
      String(repeating: "abc 大 ", count: 20), "x\ny\nz\nw", "x",
    ]
    var seed: UInt64 = 7
    for round in 0..<400 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      if round % 5 == 4 {
        columns = [60, 24, 33, 80][Int(seed >> 40) % 4]
        screen.resize(columns: columns, rows: 12)
      }
      var entry = EntryLayout.Entry()
      entry.text = EntryText(texts[Int(seed >> 33) % texts.count])
      entry.below = (seed >> 50) % 2 == 0 ? [] : ["one", "two"]
      entry.point = (seed >> 55) % 2 == 0 ? entry.text.count : 0
      let layout = EntryLayout(columns: columns, rows: 12, styling: .plain)
      let frame = layout.frame(of: entry)
      screen.feed(painter.paint(frame, columns: columns).utf8)
      let shown = screen.lines.suffix(frame.rows.count).map { $0 }
      #expect(shown == frame.rows.map { $0.text.trimmingSuffix(while: { $0 == " " }) })
      #expect(screen.column == frame.cursor.column)
    }
  }
}

extension String {
  fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> String {
    var text = self
    while let last = text.last, isTrimmed(last) { text.removeLast() }
    return text
  }
}
