#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Goes through a file chunk by chunk and finds the cells of each.
///
/// The caller lends the chunks, so one can be read while the next is being scanned.
final class RecordStream {
  let source: ByteSource
  let dialect: Dialect
  let fieldCount: Int
  /// The name of the file where it is one of several.
  var stackedName: String?
  /// The bytes of the header, for finding where it is told again; empty where there is none.
  let header: [UInt8]
  var decoder: CellDecoder
  var irregularities = Irregularities()
  /// Where the next chunk starts, and on which line.
  private(set) var offset: Int
  private(set) var line: Int
  private(set) var recordTotal = 0
  private(set) var isAtEnd = false
  var lines = LineIndex()

  /// The chunk that is being scanned, or was last.
  private(set) var chunk: Chunk
  var spans = CellSpans()
  /// Cells with something behind their closing quote that are still to be said.
  var oddCells: ArraySlice<RecordSplitter.OddCell> = []
  var isAfterBlank = false
  var pendingBlank = Irregularities.Tally()
  /// Where a second table may start, and up to where that is known not to be so.
  var tailCandidate: Int?
  var tailCleared = 0

  let chunkSize: Int
  private static let longestRecord = Int(UInt32.max) - 4096

  init(
    source: ByteSource, dialect: Dialect, fieldCount: Int, header: [UInt8], offset: Int, line: Int,
    chunkSize: Int
  ) {
    self.chunkSize = chunkSize
    self.source = source
    self.dialect = dialect
    self.fieldCount = fieldCount
    self.header = header
    self.offset = offset
    self.line = line
    decoder = CellDecoder(dialect: dialect)
    chunk = Chunk(dialect: dialect, fieldCount: fieldCount)
  }

  /// Goes on to the next records, found in so many bytes where these are enough; false at the end.
  func next(in chunk: Chunk, of wanted: Int? = nil) throws(ReadingError) -> Bool {
    self.chunk = chunk
    chunk.forget()
    while !isAtEnd {
      if let candidate = tailCandidate, candidate == offset, try endsTable() { break }
      guard offset < source.count else { break }
      try readChunk(wanted ?? chunkSize)
      // A chunk may hold nothing but blank lines.
      if chunk.count > 0 { return true }
    }
    isAtEnd = true
    return false
  }

  /// About how many records the file holds, told from those of this chunk.
  var expectedRecords: Int {
    let taken = max(1, offset - chunk.offset)
    let left = max(0, source.count - offset)
    let (scaled, overflow) = left.multipliedReportingOverflow(by: max(1, chunk.count))
    return overflow ? chunk.count : chunk.count + scaled / taken * 33 / 32 + 64
  }

  private func readChunk(_ usual: Int) throws(ReadingError) {
    var wanted = usual
    while true {
      guard wanted <= RecordStream.longestRecord else {
        throw ReadingError(
          file: source.name, line: line, "the record that starts here is longer than 4 GB")
      }
      let window = try source.window(from: offset, count: wanted, in: chunk.buffer)
      chunk.base = UnsafePointer(window.base)
      chunk.line = line
      chunk.offset = offset
      let length = window.terminated(by: dialect)
      if try scan(length: length, isLast: window.isLast) {
        try count()
        return
      }
      let (larger, overflow) = wanted.multipliedReportingOverflow(by: 4)
      wanted = overflow ? .max : min(larger, max(RecordStream.longestRecord, wanted + 1))
    }
  }

  private func count() throws(ReadingError) {
    recordTotal += chunk.count
    guard recordTotal < TextDictionaryBuilder.capacity else {
      throw ReadingError(file: source.name, line: line, "a set has fewer than 4 billion records")
    }
  }

  /// Goes on to the records of a chunk that was scanned ahead and starts here; false where that is
  /// not all that is to be done.
  func take(_ chunk: Chunk) throws(ReadingError) -> Bool {
    guard let ahead = chunk.ahead, ahead.range.lowerBound == offset, tailCandidate == nil,
      let layout = ahead.layout
    else { return false }
    self.chunk = chunk
    chunk.line = line
    chunk.offset = offset
    try accept(layout)
    try count()
    return true
  }

  /// Finds the cells of whole records; false where the bytes hold none and more are needed.
  private func scan(length: Int, isLast: Bool) throws(ReadingError) -> Bool {
    if dialect.isPlain {
      let found = chunk.scan(length: length)
      if !found.isUnsure, !(isLast && found.isOpen) {
        guard found.recordCount > 0 else { return false }
        try accept(layOut(chunk, found))
        return true
      }
    }
    spans.removeAll()
    let split = RecordSplitter(dialect: dialect).split(chunk.base, count: length, into: &spans)
    if split.consumed == 0 {
      // What stands before an open quote is read first.
      if let open = split.openCell, isLast { throw unclosed(open, length: length) }
      guard isLast else { return false }
    }
    oddCells = split.oddCells[...]
    try checkBytes(split.consumed, mayHaveZeros: true, mayHaveHighBytes: true)
    try normalize(consumed: split.consumed)
    chunk.form = .normalized
    return true
  }

  private func accept(_ layout: ChunkLayout) throws(ReadingError) {
    let ends = UnsafePointer(chunk.scannedEnds.pointer) + 1
    if !layout.isText {
      try checkBytes(layout.consumed, mayHaveZeros: true, mayHaveHighBytes: true)
    }
    if layout.isEven {
      commitBlank()
      if layout.hasLineEndsInCells {
        countLines(ends, consumed: layout.consumed)
      } else {
        lines.append(from: line, count: chunk.count)
        line += chunk.count
      }
      offset += min(layout.consumed, source.count - offset)
      return
    }
    let separator = dialect.recordSeparator[0]
    spans.removeAll()
    for index in 0..<layout.endCount {
      spans.starts.append(chunk.scannedEnds[index])
      spans.ends.append(ends[index])
      if chunk.base[Int(ends[index])] == separator { spans.recordEnds.append(UInt32(index + 1)) }
    }
    try normalize(consumed: layout.consumed)
    chunk.form = .normalized
  }

  /// Some cell holds a line end, so the lines of the records are counted.
  private func countLines(_ ends: UnsafePointer<UInt32>, consumed: Int) {
    var start = 0
    var last = fieldCount - 1
    for _ in 0..<chunk.count {
      let end = Int(ends[last]) + 1
      advance(record: start, to: end)
      start = end
      last += fieldCount
    }
  }

  /// Notes the line of a record and counts those it takes.
  func advance(record start: Int, to end: Int) {
    lines.append(from: line, count: 1)
    let taken = lineCount(start, end)
    if taken > Irregularities.tallRecord {
      irregularities.tall.add(line: line)
      irregularities.tallest = max(irregularities.tallest, taken)
    }
    line += taken
  }

  func lineCount(_ start: Int, _ end: Int) -> Int { chunk.lineCount(start, end) }

  /// Sets the records of a chunk that was put into even rows, and goes on behind it.
  func finishChunk(count: Int, consumed: Int) {
    chunk.count = count
    offset += min(consumed, source.count - offset)
  }

  func skipLines(_ count: Int) { line += count }

  /// A blank line counts once a record follows it.
  func commitBlank() {
    for line in pendingBlank.lines { irregularities.blank.add(line: line) }
    for _ in pendingBlank.lines.count..<pendingBlank.count {
      irregularities.blank.add(line: pendingBlank.lines.first ?? line)
    }
    pendingBlank = Irregularities.Tally()
    isAfterBlank = false
  }
}
