/// What must be sent so that the terminal shows a frame instead of the one before: overwritten and
/// erased to the right, never cleared first, so that nothing flickers.
struct FramePainter {
  /// What the terminal shows, and how wide it was then.
  private(set) var shown: EntryFrame?
  private var columns = 0

  /// The text to send; empty where the terminal shows this already.
  mutating func paint(_ frame: EntryFrame, columns: Int) -> String {
    guard frame != shown || columns != self.columns else { return "" }
    defer {
      shown = frame
      self.columns = columns
    }
    return "\u{1B}[?25l" + body(frame, columns) + "\u{1B}[?25h"
  }

  /// The text that shows a last frame, its cursor moved behind it to a fresh row.
  mutating func leave(_ frame: EntryFrame, showing mark: String, columns: Int) -> String {
    var text = "\u{1B}[?25l" + body(frame, columns)
    let below = frame.rows.count - 1 - frame.cursor.row
    if below > 0 { text += "\u{1B}[\(below)B" }
    let width = frame.rows[frame.rows.count - 1].width
    text += "\r" + (width > 0 ? "\u{1B}[\(width)C" : "") + mark + "\r\n\u{1B}[?25h"
    forget()
    return text
  }

  /// Something else was printed: the next frame starts on the cursor's row.
  mutating func forget() { shown = nil }

  private func body(_ frame: EntryFrame, _ columns: Int) -> String {
    var text = "\r"
    let above = rowsAboveCursor(columns)
    if above > 0 { text += "\u{1B}[\(above)A" }
    let old = columns == self.columns ? shown?.rows ?? [] : []
    // After a change of the width nothing is where it was.
    if shown != nil, old.isEmpty { text += "\u{1B}[J" }
    for (index, row) in frame.rows.enumerated() {
      if index > 0 { text += "\r\n" }
      let isLast = index == frame.rows.count - 1
      if isLast, old.count > frame.rows.count {
        text += row.text + "\u{1B}[J"
      } else if index >= old.count || old[index] != row {
        text += row.text + "\u{1B}[K"
      }
    }
    let below = frame.rows.count - 1 - frame.cursor.row
    if below > 0 { text += "\u{1B}[\(below)A" }
    return text + "\r" + (frame.cursor.column > 0 ? "\u{1B}[\(frame.cursor.column)C" : "")
  }

  /// How far the cursor is below the first row. A terminal that became narrower has broken the
  /// rows that we sent, and the row of the cursor before it.
  private func rowsAboveCursor(_ columns: Int) -> Int {
    guard let shown else { return 0 }
    if columns == self.columns { return shown.cursor.row }
    let width = max(1, columns)
    let above = shown.rows[..<shown.cursor.row].reduce(0) {
      $0 + max(1, ($1.width + width - 1) / width)
    }
    return above + shown.cursor.column / width
  }
}
