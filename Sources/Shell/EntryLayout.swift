import Rendering
import Sumwhere

/// How an entry stands on a terminal: rows broken by us and never by the terminal, colours, a
/// ghost behind the cursor, remarks below. A function of what it is given, and of nothing else.
struct EntryLayout {
  var columns = 80
  var rows = 24
  var styling = Styling.plain

  struct Entry {
    var text = EntryText("")
    /// The cursor, in bytes.
    var point = 0
    var prompt = "> "
    var colors: [StyledRange] = []
    /// The word that is underlined.
    var wrong: Range<Int>?
    /// What could be typed next, behind the cursor at the end.
    var ghost = ""
    /// Rows below, fitted and coloured.
    var below: [String] = []
    /// Whether all rows are wanted, also those that the screen cannot hold.
    var isWhole = false
  }

  func frame(of entry: Entry) -> EntryFrame {
    var writer = RowWriter(styling: styling, limit: max(4, columns - 1))
    writer.put(printable(entry.prompt), .header)
    var colors = entry.colors[...]
    var offset = 0
    var cursor: EntryFrame.Place?
    for character in entry.text.text {
      if cursor == nil, offset >= entry.point { cursor = writer.place(fitting: character) }
      while let first = colors.first, first.range.upperBound <= offset { colors.removeFirst() }
      var style = colors.first.flatMap { $0.range.contains(offset) ? $0.style : nil }
      if let wrong = entry.wrong, wrong.contains(offset) { style = .wrong }
      writer.put(character, style)
      offset += character.utf8.count
    }
    let end = cursor ?? writer.place
    if cursor == nil, !entry.ghost.isEmpty { writer.putWhatFits(entry.ghost, .dimmed) }
    var frame = EntryFrame(rows: writer.finish(), cursor: end)
    if !entry.isWhole { keepWhatFits(&frame, below: entry.below.count) }
    frame.rows += entry.below.map { EntryFrame.Row(text: $0, width: 0) }
    return frame
  }

  /// The rows around the cursor, where the screen has not room for all.
  private func keepWhatFits(_ frame: inout EntryFrame, below: Int) {
    let room = max(1, rows - below)
    let count = frame.rows.count
    guard count > room else { return }
    let start = min(max(0, frame.cursor.row - room / 2), count - room)
    var kept = Array(frame.rows[start..<start + room])
    frame.cursor.row -= start
    if start > 0, frame.cursor.row > 0 { kept[0] = leftOut(start + 1) }
    let after = count - start - room
    if after > 0, frame.cursor.row < room - 1 { kept[room - 1] = leftOut(after + 1) }
    frame.rows = kept
  }

  private func leftOut(_ count: Int) -> EntryFrame.Row {
    let text = cut("⋮ \(count) more lines", toColumns: columns - 1)
    return EntryFrame.Row(text: styling.paint(text, .dimmed), width: displayWidth(text))
  }
}

/// Puts characters into rows.
private struct RowWriter {
  let styling: Styling
  /// The columns of a row; the terminal's last one stays free, where some wrap and others wait.
  let limit: Int
  private var rows: [EntryFrame.Row] = []
  private var row = EntryFrame.Row()
  /// What is of one style at the end of the row.
  private var run = ""
  private var runStyle: Style?
  /// Columns before a line that goes on.
  private let indent = 2

  init(styling: Styling, limit: Int) {
    self.styling = styling
    self.limit = limit
  }

  var place: EntryFrame.Place { EntryFrame.Place(row: rows.count, column: row.width) }

  /// Where a character would be put.
  func place(fitting character: Character) -> EntryFrame.Place {
    let width = Self.cell(of: character).width
    return character == "\n" || row.width + width <= limit
      ? place : EntryFrame.Place(row: rows.count + 1, column: indent)
  }

  mutating func put(_ text: String, _ style: Style?) {
    for character in text { put(character, style) }
  }

  mutating func put(_ character: Character, _ style: Style?) {
    if character == "\n" || character == "\r\n" {
      endRow()
      append("… ", width: 2, .dimmed)
      return
    }
    let cell = Self.cell(of: character)
    if row.width + cell.width > limit {
      endRow()
      append("  ", width: indent, nil)
    }
    append(cell.text, width: cell.width, style)
    // Whatever the terminal takes for it, what follows stands where it is counted.
    if cell.isUncertain {
      endRun()
      row.text += "\u{1B}[\(row.width + 1)G"
    }
  }

  /// Only what the row has room for.
  mutating func putWhatFits(_ text: String, _ style: Style) {
    let line = text.prefix { !$0.isNewline }
    let shown = cut(
      printable(String(line)) + (line.count < text.count ? " …" : ""),
      toColumns: limit - row.width)
    append(shown, width: displayWidth(shown), style)
  }

  mutating func finish() -> [EntryFrame.Row] {
    endRow()
    return rows
  }

  private mutating func append(_ text: String, width: Int, _ style: Style?) {
    if style != runStyle { endRun() }
    runStyle = style
    run += text
    row.width += width
  }

  private mutating func endRun() {
    row.text += runStyle.map { styling.paint(run, $0) } ?? run
    run = ""
  }

  private mutating func endRow() {
    endRun()
    rows.append(row)
    row = EntryFrame.Row()
    runStyle = nil
  }

  private static func cell(
    of character: Character
  ) -> (text: String, width: Int, isUncertain: Bool) {
    if let byte = character.asciiValue, byte >= 0x20, byte < 0x7F {
      return (String(character), 1, false)
    }
    if character == "\t" { return ("  ", 2, false) }
    let text = printable(String(character))
    return (text, displayWidth(text), isWidthUncertain(text))
  }
}
