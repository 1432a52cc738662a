#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension RecordStream {
  /// Whether the records of a place further on can be found without those before it.
  var canScanAhead: Bool { dialect.isPlain && fieldCount > 1 }

  /// The next stretches of the file that end before it does, each of a chunk's size.
  func stretches(_ most: Int) -> [Range<Int>] {
    guard canScanAhead, !isAtEnd, tailCandidate == nil else { return [] }
    var result: [Range<Int>] = []
    var start = offset
    while result.count < most, source.count - start > chunkSize {
      result.append(start..<start + chunkSize)
      start += chunkSize
    }
    return result
  }

  /// Scans the records that start in a stretch of the file, taking it that its first line end is
  /// not inside a quoted cell; `take` is told whether that was so.
  ///
  /// It changes nothing but the chunk, so several threads may scan at a time. What goes wrong is not
  /// said here: the chunk is then read in its turn, and the error has its place.
  func scanAhead(_ chunk: Chunk, _ stretch: Range<Int>) {
    chunk.forget()
    // A record starts where the file goes on, or behind a line end, which may be the byte before.
    let isNext = stretch.lowerBound == offset
    let from = isNext ? stretch.lowerBound : stretch.lowerBound - 1
    let reach = stretch.upperBound - from + RecordStream.usualRecord
    guard let window = try? source.window(from: from, count: reach, in: chunk.buffer) else {
      return
    }
    let base = UnsafePointer(window.base)
    func lineEnd(from place: Int) -> Int? {
      memchr(base + place, Int32(dialect.recordSeparator[0]), window.count - place).map {
        UnsafePointer($0.assumingMemoryBound(to: UInt8.self)) - base
      }
    }
    guard let end = lineEnd(from: stretch.upperBound - 1 - from) else { return }
    let start = isNext ? 0 : lineEnd(from: 0).map { $0 + 1 } ?? 0
    let range = from + start..<from + end + 1
    guard !range.isEmpty else { return }
    chunk.base = base + start
    let found = chunk.scan(length: range.count)
    let canTell = !found.isUnsure && found.recordCount > 0
    chunk.ahead = Chunk.Ahead(range: range, layout: canTell ? layOut(chunk, found) : nil)
  }

  /// Most records are shorter, so that the end of a chunk's last one is read with it.
  private static let usualRecord = 4096
}
