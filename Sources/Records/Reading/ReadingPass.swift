/// One way through all records of a file.
struct ReadingPass {
  let source: ByteSource
  let start: TableStart

  func read(
    _ readers: [FieldReader], isCancelled: @Sendable () -> Bool
  ) throws(ReadingError) -> RecordStream {
    let stream = RecordStream(
      source: source, dialect: start.dialect, fieldCount: start.names.count,
      header: start.header, offset: start.offset, line: start.line)
    var isFirst = true
    while try stream.next() {
      if isCancelled() { throw .cancelled(source.name) }
      if isFirst {
        let expected = stream.expectedRecords
        for reader in readers { reader.reserve(expected) }
        isFirst = false
      }
      for reader in readers { reader.read(stream) }
    }
    return stream
  }
}
