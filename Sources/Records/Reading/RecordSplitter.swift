/// Splits bytes into records one byte at a time: the exact rules, for every dialect.
///
/// A cell is quoted when it begins with the quote. What stands behind its closing quote belongs to
/// it as written, up to the next delimiter, so a stray quote spoils one cell and not the file.
struct RecordSplitter {
  let dialect: Dialect

  struct Outcome {
    /// Where the last complete record ends.
    var consumed = 0
    /// Where a quoted cell starts that the bytes do not close.
    var openCell: Int?
    /// Cells with something between their closing quote and the delimiter.
    var oddCells: [OddCell] = []
  }

  struct OddCell {
    let start: Int
    let end: Int
    let spansLines: Bool
  }

  /// - Shape: the last byte of the last window ends a record; the caller adds it where it is absent.
  func split(
    _ base: UnsafePointer<UInt8>, count: Int, recordLimit: Int = .max, into spans: inout CellSpans
  ) -> Outcome {
    var outcome = Outcome()
    var start = 0
    var cell = Cell()
    // A record that is not complete is taken back.
    var completeCells = spans.ends.count
    var records = 0
    while records < recordLimit, start < count {
      cell = read(base, count: count, from: start)
      if cell.isOdd { outcome.oddCells.append(cell.odd(start)) }
      if cell.isOpen { outcome.openCell = start }
      guard cell.isComplete else { break }
      spans.starts.append(UInt32(truncatingIfNeeded: start &- 1))
      spans.ends.append(UInt32(truncatingIfNeeded: cell.end))
      start = cell.next
      if cell.endsRecord {
        completeCells = spans.ends.count
        spans.recordEnds.append(UInt32(truncatingIfNeeded: completeCells))
        outcome.consumed = start
        records += 1
      }
    }
    spans.starts.shorten(to: completeCells)
    spans.ends.shorten(to: completeCells)
    outcome.oddCells.removeAll { $0.start >= outcome.consumed }
    return outcome
  }

  private struct Cell {
    var end = 0
    var next = 0
    var endsRecord = false
    var isComplete = false
    var isOpen = false
    var isOdd = false
    var spansLines = false

    func odd(_ start: Int) -> OddCell { OddCell(start: start, end: end, spansLines: spansLines) }
  }

  private func read(_ base: UnsafePointer<UInt8>, count: Int, from start: Int) -> Cell {
    var cell = Cell()
    var index = start
    let escape = dialect.escape
    if dialect.quote != 0, base[start] == dialect.quote {
      index = closing(base, count: count, from: start + 1, &cell)
      if cell.isOpen { return cell }
      index += 1
      cell.isOdd = index < count && !isEnd(base, count: count, at: index)
    }
    while index < count {
      let byte = base[index]
      if let escape, byte == escape {
        index += 2
        continue
      }
      if byte == dialect.delimiter {
        cell.end = index
        cell.next = index + 1
        cell.isComplete = true
        return cell
      }
      if byte == dialect.recordSeparator[0] {
        let length = dialect.recordSeparator.count
        if length == 1 || isSeparator(base, count: count, at: index) {
          cell.end = index
          cell.next = index + length
          cell.isComplete = true
          cell.endsRecord = true
          return cell
        }
      }
      index += 1
    }
    return cell
  }

  /// The place of the quote that closes a cell; past the end where none does.
  private func closing(
    _ base: UnsafePointer<UInt8>, count: Int, from start: Int, _ cell: inout Cell
  ) -> Int {
    var index = start
    while index < count {
      let byte = base[index]
      if byte == dialect.lineEnd { cell.spansLines = true }
      if let escape = dialect.escape, byte == escape, escape != dialect.quote {
        index += 2
        continue
      }
      if byte == dialect.quote {
        guard index + 1 < count, base[index + 1] == dialect.quote else { return index }
        index += 1
      }
      index += 1
    }
    cell.isOpen = true
    return index
  }

  private func isEnd(_ base: UnsafePointer<UInt8>, count: Int, at index: Int) -> Bool {
    if base[index] == dialect.delimiter || isSeparator(base, count: count, at: index) {
      return true
    }
    return dialect.trimsCarriageReturn && base[index] == 13 && index + 1 < count
      && base[index + 1] == 10
  }

  private func isSeparator(_ base: UnsafePointer<UInt8>, count: Int, at index: Int) -> Bool {
    guard index + dialect.recordSeparator.count <= count else { return false }
    for (offset, byte) in dialect.recordSeparator.enumerated() where base[index + offset] != byte {
      return false
    }
    return true
  }
}
