/// How the cells of a chunk lie, told from its bytes alone.
struct ChunkLayout {
  /// How many ends there are up to that of the last whole record, and where that record ends.
  let endCount: Int
  let consumed: Int
  /// Whether it is certain that the bytes are UTF-8 text.
  let isText: Bool
  /// Whether every record has a cell for each field and none is the header told again.
  let isEven: Bool
  let hasLineEndsInCells: Bool
}

extension RecordStream {
  /// Tells how the scanned cells of a chunk lie, and takes them as its cells where they are even.
  ///
  /// It looks at nothing that changes on the way through a file, so several threads may ask.
  func layOut(_ chunk: Chunk, _ found: StructuralScanner.Outcome) -> ChunkLayout {
    let separator = dialect.recordSeparator[0]
    let ends = UnsafePointer(chunk.scannedEnds.pointer) + 1
    var endCount = found.endCount
    while endCount > 0, chunk.base[Int(ends[endCount - 1])] != separator { endCount -= 1 }
    let consumed = Int(ends[endCount - 1]) + 1
    let isText =
      !found.mayHaveZeros
      && (!found.mayHaveHighBytes
        || UTF8Check.firstBadByte(chunk.base, from: 0, to: consumed) == nil)
    var isEven = false
    if fieldCount > 1, endCount == found.recordCount * fieldCount,
      let hasReturns = regularity(of: chunk, records: found.recordCount, ends: ends)
    {
      isEven = true
      chunk.count = found.recordCount
      chunk.form = hasReturns ? .regularWithReturns : .regular
      if hasReturns { trimReturns(of: chunk, ends) }
    }
    return ChunkLayout(
      endCount: endCount, consumed: consumed, isText: isText, isEven: isEven,
      hasLineEndsInCells: found.separatorsInCells > 0)
  }

  /// `nil` where some record has another number of cells or may be the header told again; otherwise
  /// whether lines end with a carriage return.
  private func regularity(of chunk: Chunk, records: Int, ends: UnsafePointer<UInt32>) -> Bool? {
    let separator = dialect.recordSeparator[0]
    let base = chunk.base
    let raw = UnsafeRawPointer(base)
    let width = min(header.count, 8)
    let mask: UInt64 = width == 8 ? .max : (1 << UInt64(8 * width)) - 1
    let headerStart = header.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    var hasReturns = false
    var hasOther = false
    var mayRepeatHeader = false
    var start = 0
    var last = fieldCount - 1
    for _ in 0..<records {
      let end = Int(ends[last])
      hasOther = hasOther || base[end] != separator
      hasReturns = hasReturns || base[end &- 1] == 13
      let head = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: start, as: UInt64.self))
      mayRepeatHeader = mayRepeatHeader || head & mask == headerStart
      start = end &+ 1
      last &+= fieldCount
    }
    if hasOther || mayRepeatHeader && !header.isEmpty { return nil }
    return dialect.trimsCarriageReturn && hasReturns
  }

  private func trimReturns(of chunk: Chunk, _ ends: UnsafePointer<UInt32>) {
    chunk.lastStarts.removeAll()
    chunk.lastEnds.removeAll()
    var last = fieldCount - 1
    for _ in 0..<chunk.count {
      let start = ends[last - 1]
      let end = ends[last]
      let isReturn = end > start &+ 1 && chunk.base[Int(end) - 1] == 13
      chunk.lastStarts.append(start)
      chunk.lastEnds.append(isReturn ? end - 1 : end)
      last += fieldCount
    }
  }
}
