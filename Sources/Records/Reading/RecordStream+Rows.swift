#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension RecordStream {
  /// Puts the records found in `spans` into rows of as many cells as there are fields: absent
  /// cells become empty ones, cells too many are kept aside.
  func normalize(consumed: Int) throws(ReadingError) {
    chunk.starts.removeAll()
    chunk.ends.removeAll()
    var rows = 0
    var position = 0
    for record in 0..<spans.recordCount {
      let cells = spans.cells(ofRecord: record)
      let last = cells.upperBound - 1
      var end = spans.end(last)
      let next = record + 1 < spans.recordCount ? spans.start(cells.upperBound) : consumed
      if dialect.trimsCarriageReturn, end > spans.start(last), chunk.base[end - 1] == 13 {
        end -= 1
      }
      if cells.count == 1, spans.start(last) == end {
        // A blank line that was added to end the last record stands behind the end.
        if chunk.offset + position < source.count {
          pendingBlank.add(line: line)
          isAfterBlank = true
        }
        skipLines(lineCount(position, next))
      } else if repeatsHeader(position, end) {
        irregularities.repeatedHeader.add(line: line)
        skipLines(lineCount(position, next))
      } else {
        if cells.count != fieldCount {
          if isAfterBlank, chunk.offset + position >= tailCleared {
            tailCandidate = chunk.offset + position
            finishChunk(count: rows, consumed: position)
            return
          }
          noteRagged(cells, end: end)
        }
        try noteOddCells(before: next)
        commitBlank()
        addRow(cells, end: end)
        rows += 1
        advance(record: position, to: next)
      }
      position = next
    }
    finishChunk(count: rows, consumed: consumed)
  }

  private func isBlank(_ cells: Range<Int>) -> Bool {
    let start = spans.start(cells.lowerBound)
    let end = spans.end(cells.lowerBound)
    return cells.count == 1
      && (start == end
        || dialect.trimsCarriageReturn && end == start + 1 && chunk.base[start] == 13)
  }

  private func addRow(_ cells: Range<Int>, end: Int) {
    for cell in cells.prefix(fieldCount) {
      chunk.starts.append(spans.starts[cell])
      chunk.ends.append(cell == cells.upperBound - 1 ? UInt32(end) : spans.ends[cell])
    }
    for _ in cells.count..<max(cells.count, fieldCount) {
      chunk.starts.append(UInt32(truncatingIfNeeded: end &- 1))
      chunk.ends.append(UInt32(truncatingIfNeeded: end))
    }
  }

  private func repeatsHeader(_ start: Int, _ end: Int) -> Bool {
    guard fieldCount > 1, !header.isEmpty, end - start == header.count else { return false }
    return header.withUnsafeBytes { bytes in
      bytes.baseAddress.map { memcmp($0, chunk.base + start, bytes.count) == 0 } ?? false
    }
  }

  private func noteRagged(_ cells: Range<Int>, end: Int) {
    if cells.count < fieldCount {
      irregularities.short.add(line: line)
      return
    }
    var extra: [String] = []
    for cell in cells.dropFirst(fieldCount) {
      let stop = cell == cells.upperBound - 1 ? end : spans.end(cell)
      extra.append(decoder.string(chunk.base, spans.start(cell), stop))
    }
    if extra.allSatisfy(\.isEmpty) {
      irregularities.emptyExtra.add(line: line)
    } else {
      irregularities.long.add(line: line)
      if irregularities.asides.count < Irregularities.keptAsides {
        irregularities.asides.append(LoadOutcome.Aside(line: line, cells: extra))
      }
    }
  }

  /// Whether no line from here to the end of the file has as many cells as there are fields, so
  /// that what stands here, behind a blank line, is no part of this table.
  func endsTable() throws(ReadingError) -> Bool {
    tailCandidate = nil
    let splitter = RecordSplitter(dialect: dialect)
    var place = offset
    var wanted = chunkSize
    var taken = 0
    var fields = 0
    while place < source.count {
      let window = try source.window(from: place, count: wanted, in: chunk.buffer)
      chunk.base = UnsafePointer(window.base)
      let length = window.terminated(by: dialect)
      chunk.line = line + taken
      chunk.offset = place
      spans.removeAll()
      let split = splitter.split(chunk.base, count: length, into: &spans)
      try checkBytes(
        split.consumed == 0 ? window.count : split.consumed, mayHaveZeros: true,
        mayHaveHighBytes: window.isLast || split.consumed > 0)
      for record in 0..<spans.recordCount {
        let cells = spans.cells(ofRecord: record)
        if fields == 0 { fields = cells.count }
        if cells.count == fieldCount, fieldCount > 1 || !isBlank(cells) {
          tailCleared = place + spans.start(cells.lowerBound)
          return false
        }
      }
      taken += lineCount(0, split.consumed)
      if split.consumed == 0 {
        if window.isLast { break }
        wanted = wanted.multipliedReportingOverflow(by: 4).partialValue
        if wanted <= 0 || wanted > Int(UInt32.max) / 2 { break }
      } else {
        place += split.consumed
        wanted = chunkSize
      }
    }
    irregularities.secondTable = (line: line, lines: max(taken, 1), fields: fields)
    pendingBlank = Irregularities.Tally()
    return true
  }
}
