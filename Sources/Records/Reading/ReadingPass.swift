/// One way through all records of the files of a load.
///
/// It goes in rounds. While the fields of some chunks are read, each by whoever is free, the next
/// chunks are scanned, and as much of their cells is read as can be without knowing those before
/// them. Every field meets the chunks in their order, so nothing depends on how many threads there
/// are; where a chunk turns out to start elsewhere than was taken, it is read in its turn.
struct ReadingPass {
  let parts: [FilePart]
  let pace: ReadingPace

  private static let mostCellRuns = 4_000

  /// The files one after the other.
  func read(
    _ readers: [FieldReader], isCancelled: @Sendable () -> Bool
  ) throws(ReadingError) -> [RecordStream] {
    var streams: [RecordStream] = []
    var before = 0
    var memory = MemoryWatch(total: parts.reduce(0) { $0 + $1.source.count }, pace: pace)
    var bytesBefore = 0
    for part in parts {
      let stream = try read(
        part, readers, after: before, isCancelled: isCancelled
      ) { place throws(ReadingError) in
        try memory.check(bytesBefore + place, of: part.source.name)
      }
      before += stream.recordTotal
      bytesBefore += part.source.count
      streams.append(stream)
    }
    return streams
  }

  private func read(
    _ part: FilePart, _ readers: [FieldReader], after before: Int,
    isCancelled: @Sendable () -> Bool, reached: (Int) throws(ReadingError) -> Void
  ) throws(ReadingError) -> RecordStream {
    let start = part.start
    let stream = RecordStream(
      source: part.source, dialect: start.dialect, fieldCount: start.names.count,
      header: start.header, offset: start.offset, line: start.line, chunkSize: pace.chunkSize)
    stream.stackedName = parts.count > 1 ? part.name : nil
    var spare = Spare(dialect: start.dialect, part: part, file: stream.stackedName)
    let first = spare.chunk()
    guard try stream.next(in: first) else { return stream }
    let expected = before + stream.expectedRecords
    for reader in readers { reader.reserve(expected) }
    // What is read ahead takes memory for every field of every chunk.
    let most = min(pace.ahead, ReadingPass.mostCellRuns / max(1, readers.count))
    var chunks = [first]
    while !chunks.isEmpty {
      if isCancelled() { throw .cancelled(part.source.name) }
      try reached(stream.offset)
      let stretches = stream.stretches(most)
      let ahead = stretches.map { _ in spare.chunk() }
      perform(part, readers, on: chunks, stream, ahead, stretches)
      spare.chunks += chunks
      chunks = try settle(stream, ahead, &spare)
    }
    return stream
  }

  /// Reads the fields of some chunks and scans the next.
  private func perform(
    _ part: FilePart, _ readers: [FieldReader], on chunks: [Chunk], _ stream: RecordStream,
    _ ahead: [Chunk], _ stretches: [Range<Int>]
  ) {
    func read(_ index: Int) {
      let reader = readers[index]
      for chunk in chunks {
        if let cell = part.cells[reader.plan.index] {
          let prepared = chunk.prepared.isEmpty ? nil : chunk.prepared[index]
          reader.read(chunk, cell: cell, prepared: prepared)
        } else {
          reader.appendMissing(chunk.count)
        }
      }
    }
    // A small file is read at once; no thread is woken for it.
    if ahead.isEmpty, chunks.count == 1, chunks[0].count < 1_000 {
      for index in readers.indices { read(index) }
      return
    }
    let preparations = readers.map { $0.preparation(workers: pace.workers.count) }
    // What takes longest comes first.
    let leading = readers.indices.filter { preparations[$0].leavesMost }
    let trailing = readers.indices.filter { !preparations[$0].leavesMost }
    pace.workers.perform(readers.count + ahead.count) { task, worker in
      let scan = task - leading.count
      if scan < 0 {
        read(leading[task])
      } else if scan < ahead.count {
        let chunk = ahead[scan]
        stream.scanAhead(chunk, stretches[scan])
        guard let layout = chunk.ahead?.layout, layout.isEven else { return }
        prepare(part, readers, preparations, chunk, worker)
      } else {
        read(trailing[scan - ahead.count])
      }
    }
  }

  private func prepare(
    _ part: FilePart, _ readers: [FieldReader], _ preparations: [Preparation], _ chunk: Chunk,
    _ worker: Int
  ) {
    while chunk.prepared.count < readers.count { chunk.prepared.append(PreparedCells()) }
    let view = ChunkView(chunk)
    for (index, reader) in readers.enumerated() {
      guard let cell = part.cells[reader.plan.index] else { continue }
      preparations[index].prepare(
        chunk.cells(of: cell), in: view, worker: worker, into: chunk.prepared[index])
    }
  }

  /// The next chunks: those scanned ahead that start where the one before them ends, and between
  /// them what has to be read in its turn. None at the end of the file.
  private func settle(
    _ stream: RecordStream, _ ahead: [Chunk], _ spare: inout Spare
  ) throws(ReadingError) -> [Chunk] {
    var chunks: [Chunk] = []
    for chunk in ahead {
      guard !stream.isAtEnd, let range = chunk.ahead?.range, range.lowerBound >= stream.offset
      else {
        spare.chunks.append(chunk)
        continue
      }
      if range.lowerBound > stream.offset {
        let between = spare.chunk()
        if try stream.next(in: between, of: range.lowerBound - stream.offset) {
          chunks.append(between)
        } else {
          spare.chunks.append(between)
        }
      }
      if try stream.take(chunk) {
        chunks.append(chunk)
      } else if stream.offset == range.lowerBound, !stream.isAtEnd,
        try stream.next(in: chunk, of: range.count)
      {
        chunks.append(chunk)
      } else {
        spare.chunks.append(chunk)
      }
    }
    // One may hold nothing but blank lines.
    spare.chunks += chunks.filter { $0.count == 0 }
    chunks.removeAll { $0.count == 0 }
    if chunks.isEmpty {
      let chunk = spare.chunk()
      if try stream.next(in: chunk) { chunks.append(chunk) }
    }
    return chunks
  }

  /// Chunks that are not in use.
  private struct Spare {
    let dialect: Dialect
    let part: FilePart
    let file: String?
    var chunks: [Chunk] = []

    mutating func chunk() -> Chunk {
      chunks.popLast()
        ?? Chunk(dialect: dialect, fieldCount: part.start.names.count, file: file)
    }
  }
}
