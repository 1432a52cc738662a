/// A terminal's screen as far as this program and readline use one.
///
/// Source: ECMA-48 and xterm's margins: the cursor waits at the last column until a letter follows.
/// Rows are broken anew when the width changes, as tmux, kitty and VTE do.
struct Screen {
  struct Cell: Equatable {
    var text = " "
    var look = Look()
  }

  private(set) var columns: Int
  private(set) var rows: Int
  /// Rows that have left at the top.
  private(set) var scrolled: [String] = []
  private(set) var cells: [[Cell]]
  /// Whether a row goes on in the next because it was full.
  private var goesOn: [Bool]
  private var look = Look()
  private(set) var row = 0
  private(set) var column = 0
  private var waits = false
  private var pending: [UInt8] = []

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = Array(repeating: Array(repeating: Cell(), count: columns), count: rows)
    goesOn = Array(repeating: false, count: rows)
  }

  /// Another size: rows that were broken are joined, then all are broken anew.
  mutating func resize(columns: Int, rows: Int) {
    var lines: [[Cell]] = []
    var place = (line: 0, column: 0)
    var joins = false
    for (index, row) in cells.enumerated() {
      if joins { lines[lines.count - 1] += row } else { lines.append(row) }
      if index == self.row {
        place = (lines.count - 1, lines[lines.count - 1].count - self.columns + column)
      }
      joins = goesOn[index]
    }
    var (newCells, newGoesOn): ([[Cell]], [Bool]) = ([], [])
    for (index, line) in lines.enumerated() {
      let length = max((line.lastIndex { $0 != Cell() } ?? -1) + 1, 1)
      let start = newCells.count
      for first in stride(from: 0, to: length, by: columns) {
        let piece = Array(line[first..<min(length, first + columns)])
        newCells.append(piece + Array(repeating: Cell(), count: columns - piece.count))
        newGoesOn.append(first + columns < length)
      }
      if index == place.line {
        row = start + place.column / columns
        column = place.column % columns
      }
    }
    while row >= newCells.count {
      newCells.append(Array(repeating: Cell(), count: columns))
      newGoesOn.append(false)
    }
    // What is blank below goes first, then what is above.
    while newCells.count > rows, row < newCells.count - 1,
      newCells[newCells.count - 1].allSatisfy({ $0 == Cell() })
    {
      newCells.removeLast()
      newGoesOn.removeLast()
    }
    while newCells.count > rows {
      scrolled.append(Self.text(newCells.removeFirst()))
      newGoesOn.removeFirst()
      row = max(0, row - 1)
    }
    while newCells.count < rows {
      newCells.append(Array(repeating: Cell(), count: columns))
      newGoesOn.append(false)
    }
    (cells, goesOn, self.columns, self.rows) = (newCells, newGoesOn, columns, rows)
    waits = false
  }

  /// All rows, those that have left among them, without blank ends.
  var lines: [String] {
    var lines = scrolled + cells.map(Self.text)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  var text: String { lines.joined(separator: "\n") }

  /// The row with the cursor, up to it.
  var lineBeforeCursor: String {
    cells[row][..<column].map(\.text).joined()
  }

  mutating func feed(_ bytes: some Sequence<UInt8>) {
    pending += bytes
    var index = 0
    while let end = piece(at: index) {
      draw(pending[index..<end])
      index = end
    }
    pending.removeFirst(index)
  }

  /// The end of the letter or sequence that starts here; nil where more is to come.
  private func piece(at start: Int) -> Int? {
    guard start < pending.count else { return nil }
    let first = pending[start]
    if first == 0x1B { return sequenceEnd(from: start) }
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    return start + length <= pending.count ? start + length : nil
  }

  private func sequenceEnd(from start: Int) -> Int? {
    guard start + 1 < pending.count else { return nil }
    switch pending[start + 1] {
    case UInt8(ascii: "["):
      return pending[(start + 2)...].firstIndex { (0x40...0x7E).contains($0) }.map { $0 + 1 }
    case UInt8(ascii: "]"):
      return pending[(start + 2)...].firstIndex { $0 == 7 }.map { $0 + 1 }
    case UInt8(ascii: "("):
      return start + 3 <= pending.count ? start + 3 : nil
    default: return start + 2
    }
  }

  private mutating func draw(_ bytes: ArraySlice<UInt8>) {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let scalar = text.unicodeScalars.first else { return }
    switch scalar.value {
    case 0x1B: control(text)
    case 0x0D: (column, waits) = (0, false)
    case 0x0A: lineFeed()
    case 0x08: (column, waits) = (max(0, column - 1), false)
    case 0x09: column = min(columns - 1, (column / 8 + 1) * 8)
    case 0..<0x20, 0x7F: break
    default: put(scalar)
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = Self.width(of: scalar)
    if width == 0 {
      let last = max(0, waits ? column : column - 1)
      cells[row][last].text.unicodeScalars.append(scalar)
      return
    }
    if waits || column + width > columns {
      goesOn[row] = true
      column = 0
      lineFeed()
    }
    cells[row][column] = Cell(text: String(scalar), look: look)
    if width == 2 { cells[row][column + 1] = Cell(text: "", look: look) }
    waits = column + width >= columns
    column = min(columns - 1, column + width)
  }

  private mutating func lineFeed() {
    waits = false
    if row + 1 < rows {
      row += 1
    } else {
      scrolled.append(Self.text(cells.removeFirst()))
      cells.append(Array(repeating: Cell(), count: columns))
      goesOn.removeFirst()
      goesOn.append(false)
    }
  }

  private mutating func control(_ text: String) {
    guard text.hasPrefix("\u{1B}["), let final = text.last else { return }
    let body = text.dropFirst(2).dropLast()
    guard body.first != "?", body.first != ">" else { return }
    if final == "m" { return look.change(String(body)) }
    let numbers = body.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    let first = numbers.first ?? 0
    let count = max(1, first)
    waits = false
    switch final {
    case "A": row = max(0, row - count)
    case "B": row = min(rows - 1, row + count)
    case "C": column = min(columns - 1, column + count)
    case "D": column = max(0, column - count)
    case "G": column = min(columns - 1, count - 1)
    case "H":
      row = min(rows - 1, count - 1)
      column = min(columns - 1, max(1, numbers.count > 1 ? numbers[1] : 1) - 1)
    case "K": erase(row, first == 0 ? column..<columns : first == 1 ? 0..<column + 1 : 0..<columns)
    case "J":
      if first >= 2 {
        for line in 0..<rows { erase(line, 0..<columns) }
      } else {
        erase(row, column..<columns)
        for line in row + 1..<max(row + 1, rows) { erase(line, 0..<columns) }
      }
    case "P":
      cells[row].removeSubrange(column..<min(columns, column + count))
      cells[row] += Array(repeating: Cell(), count: columns - cells[row].count)
    case "@":
      cells[row].insert(contentsOf: Array(repeating: Cell(), count: count), at: column)
      cells[row].removeLast(cells[row].count - columns)
    default: break
    }
  }

  private mutating func erase(_ line: Int, _ range: Range<Int>) {
    for column in range { cells[line][column] = Cell() }
    if range.upperBound == columns { goesOn[line] = false }
  }

  private static func text(_ row: [Cell]) -> String {
    var text = row.map(\.text).joined()
    while text.last == " " { text.removeLast() }
    return text
  }

  /// The columns of a letter: not the table of the program, so that one checks the other.
  static func width(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x300...0x36F, 0x200B...0x200F, 0x202A...0x202E, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF:
      2
    default: 1
    }
  }

  static func width(of text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width(of: $1) }
  }
}
