/// One way through all records of a file.
struct ReadingPass {
  let source: ByteSource
  let start: TableStart
  let workers: Workers

  /// While the fields of one chunk are read, each by whoever is free, the next is scanned. Every
  /// field meets the chunks in their order, so nothing depends on how many threads there are.
  func read(
    _ readers: [FieldReader], isCancelled: @Sendable () -> Bool
  ) throws(ReadingError) -> RecordStream {
    let stream = RecordStream(
      source: source, dialect: start.dialect, fieldCount: start.names.count,
      header: start.header, offset: start.offset, line: start.line)
    var chunk = Chunk(dialect: start.dialect, fieldCount: start.names.count)
    guard try stream.next(in: chunk) else { return stream }
    let expected = stream.expectedRecords
    for reader in readers { reader.reserve(expected) }
    var spare = Chunk(dialect: start.dialect, fieldCount: start.names.count)
    var hasChunk = true
    while hasChunk {
      if isCancelled() { throw .cancelled(source.name) }
      var scanned: Result<Bool, ReadingError> = .success(false)
      workers.perform(readers.count + 1) { task, _ in
        if task > 0 {
          readers[task - 1].read(chunk)
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
