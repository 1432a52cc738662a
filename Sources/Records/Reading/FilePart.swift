/// One file of a load, opened: how it is written, and where the fields of the set stand in it.
struct FilePart {
  let opened: ByteSource
  /// The same in UTF-8.
  let source: ByteSource
  let start: TableStart
  let headers: [HeaderName]
  /// As the load names it.
  let name: String
  /// For each field of the set which cell of a record holds it; `nil` where the file has none.
  var cells: [Int?] = []

  /// Opens a file and reads its first lines.
  static func open(
    _ path: String, name: String, _ request: LoadRequest, units: inout UnitTable,
    notes: inout [Note], isCancelled: @Sendable () -> Bool
  ) throws(ReadingError) -> FilePart {
    let opened = try ByteSource.open(path, isCancelled: isCancelled)
    guard opened.count > 0 else { throw ReadingError(file: opened.name, "the file is empty") }
    let prepared = try TextEncoding.prepare(opened, encoding: request.encoding)
    let start = try TableStart.find(
      in: prepared.source, from: prepared.start, request: request, units: units)
    if let found = prepared.found {
      notes.append(Note(.encoding, "a byte order mark says that the file is \(found)"))
    }
    notes += start.notes
    let headers = HeaderName.all(of: start.names, units: &units, notes: &notes)
    return FilePart(
      opened: opened, source: prepared.source, start: start, headers: headers, name: name)
  }
}
