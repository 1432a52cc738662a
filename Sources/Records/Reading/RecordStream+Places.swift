#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension RecordStream {
  /// Says which cells of a record have something behind their closing quote.
  func noteOddCells(before end: Int) throws(ReadingError) {
    while let cell = oddCells.first, cell.start < end {
      oddCells.removeFirst()
      let place = chunk.place(of: cell.start)
      if cell.spansLines { throw strayQuote(place) }
      irregularities.oddQuotes.add(line: place.line)
    }
  }

  private func strayQuote(_ place: (line: Int, column: Int)) -> ReadingError {
    ReadingError(
      file: source.name, line: place.line, column: place.column,
      "the quote opened here meets its closing quote in the middle of a cell on a later line",
      notes: [RecordStream.quoteHint])
  }

  func unclosed(_ open: Int, length: Int) -> ReadingError {
    let place = chunk.place(of: open)
    let rest = max(0, lineCount(open, length) - 1)
    let reach =
      rest == 0 ? "" : "; it would take in the \(rest == 1 ? "line" : "\(rest) lines") behind it"
    return ReadingError(
      file: source.name, line: place.line, column: place.column,
      "the quote opened here is never closed\(reach)", notes: [RecordStream.quoteHint])
  }

  private static var quoteHint: String {
    "with (quote \"\") reads quotes as ordinary signs"
  }

  /// Refuses what is no text.
  func checkBytes(
    _ count: Int, mayHaveZeros: Bool, mayHaveHighBytes: Bool
  ) throws(ReadingError) {
    if mayHaveZeros, let zero = memchr(chunk.base, 0, count) {
      let place = chunk.place(
        of: UnsafePointer(zero.assumingMemoryBound(to: UInt8.self)) - chunk.base)
      throw ReadingError(
        file: source.name, line: place.line, column: place.column,
        "a zero byte stands here, so this is not a text file, or it is UTF-16",
        notes: ["with (encoding \"utf-16\") reads a UTF-16 file"])
    }
    guard mayHaveHighBytes, let bad = UTF8Check.firstBadByte(chunk.base, from: 0, to: count) else {
      return
    }
    let place = chunk.place(of: bad)
    let absolute = chunk.offset + bad
    throw try TextEncoding.notUTF8(source, from: absolute, line: place.line, column: place.column)
  }
}
