/// One way through all records of the files of a load.
struct ReadingPass {
  let parts: [FilePart]
  let workers: Workers

  /// The files one after the other.
  func read(
    _ readers: [FieldReader], isCancelled: @Sendable () -> Bool
  ) throws(ReadingError) -> [RecordStream] {
    var streams: [RecordStream] = []
    var before = 0
    for part in parts {
      let stream = try read(part, readers, after: before, isCancelled: isCancelled)
      before += stream.recordTotal
      streams.append(stream)
    }
    return streams
  }

  /// While the fields of one chunk are read, each by whoever is free, the next is scanned. Every
  /// field meets the chunks in their order, so nothing depends on how many threads there are.
  private func read(
    _ part: FilePart, _ readers: [FieldReader], after before: Int,
    isCancelled: @Sendable () -> Bool
  ) throws(ReadingError) -> RecordStream {
    let start = part.start
    let file = parts.count > 1 ? part.name : nil
    let stream = RecordStream(
      source: part.source, dialect: start.dialect, fieldCount: start.names.count,
      header: start.header, offset: start.offset, line: start.line)
    stream.stackedName = file
    var chunk = Chunk(dialect: start.dialect, fieldCount: start.names.count, file: file)
    guard try stream.next(in: chunk) else { return stream }
    let expected = before + stream.expectedRecords
    for reader in readers { reader.reserve(expected) }
    var spare = Chunk(dialect: start.dialect, fieldCount: start.names.count, file: file)
    var hasChunk = true
    while hasChunk {
      if isCancelled() { throw .cancelled(part.source.name) }
      var scanned: Result<Bool, ReadingError> = .success(false)
      workers.perform(readers.count + 1) { task, _ in
        if task > 0 {
          let reader = readers[task - 1]
          if let cell = part.cells[reader.plan.index] {
            reader.read(chunk, cell: cell)
          } else {
            reader.appendMissing(chunk.count)
          }
        } else {
          do throws(ReadingError) {
            scanned = .success(try stream.next(in: spare))
          } catch {
            scanned = .failure(error)
          }
        }
      }
      hasChunk = try scanned.get()
      swap(&chunk, &spare)
    }
    return stream
  }
}
