/// A run of whole records, and where the cells of each stand.
///
/// It is small enough to stay in the cache while its fields are read one after the other, and it
/// knows nothing of the one before but its place and its first line: several threads read fields of
/// one chunk while the next is being scanned.
final class Chunk {
  enum Form { case regular, regularWithReturns, normalized }

  let dialect: Dialect
  let fieldCount: Int
  /// The name of the file where it is one of several.
  let file: String?
  let buffer = WindowBuffer()
  var form = Form.regular
  /// How many records.
  var count = 0
  /// The line of the first byte, and where that stands in the input.
  var line = 1
  var offset = 0
  var base: UnsafePointer<UInt8>
  /// The ends of all cells of a regular chunk, behind one that stands before the first.
  var scannedEnds = GrowingVector<UInt32>()
  /// The cells of a chunk that was put into even rows.
  var starts = GrowingVector<UInt32>()
  var ends = GrowingVector<UInt32>()
  /// The last field's cells, where their line ends have a carriage return.
  var lastStarts = GrowingVector<UInt32>()
  var lastEnds = GrowingVector<UInt32>()
  /// What was told of it before the chunks in front of it were known.
  var ahead: Ahead?
  /// The cells that were read then, for each field that is read.
  var prepared: [PreparedCells] = []

  struct Ahead {
    /// The records that start here, if the first of these bytes starts one.
    let range: Range<Int>
    /// `nil` where the cells could not be told.
    let layout: ChunkLayout?
  }

  init(dialect: Dialect, fieldCount: Int, file: String? = nil) {
    self.dialect = dialect
    self.fieldCount = fieldCount
    self.file = file
    base = UnsafePointer(buffer.address)
  }

  /// Forgets what was told ahead.
  func forget() {
    ahead = nil
    for cells in prepared { cells.form = .nothing }
  }

  /// Finds the ends of the cells in the bytes at hand, for a plain dialect.
  func scan(length: Int) -> StructuralScanner.Outcome {
    let scanner = StructuralScanner(
      delimiter: dialect.delimiter, recordSeparator: dialect.recordSeparator[0],
      quote: dialect.quote)
    scannedEnds.removeAll()
    // Chunks differ by a record, so there is room for that before one is larger than the others.
    scannedEnds.reserve((length + 80) | (1 << 14 - 1))
    scannedEnds[0] = .max
    return scanner.scan(base, count: length, ends: scannedEnds.pointer + 1)
  }

  /// The cells of one field.
  func cells(of field: Int) -> Cells {
    switch form {
    case .regular, .regularWithReturns:
      if form == .regularWithReturns, field == fieldCount - 1 {
        return Cells(
          base: base, starts: lastStarts.pointer, ends: lastEnds.pointer, stride: 1, count: count)
      }
      let ends = UnsafePointer(scannedEnds.pointer) + field
      return Cells(base: base, starts: ends, ends: ends + 1, stride: fieldCount, count: count)
    case .normalized:
      return Cells(
        base: base, starts: UnsafePointer(starts.pointer) + field,
        ends: UnsafePointer(ends.pointer) + field, stride: fieldCount, count: count)
    }
  }

  func lineCount(_ start: Int, _ end: Int) -> Int {
    var count = 0
    for index in start..<end where base[index] == dialect.lineEnd { count &+= 1 }
    return count
  }

  /// The line and the column, counted in characters from 1, of a byte.
  func place(of byte: Int) -> (line: Int, column: Int) {
    var start = byte
    while start > 0, base[start - 1] != dialect.lineEnd { start -= 1 }
    // The header's last bytes may stand before the chunk, but a chunk starts a line.
    let characters = (start..<byte).count { base[$0] & 0xC0 != 0x80 }
    return (line + lineCount(0, start), characters + 1)
  }
}
