/// Where the records of a file start and how they are written, found out from its first lines.
struct TableStart {
  var dialect = Dialect()
  /// One text a field; empty where the header says nothing.
  var names: [String] = []
  var hasHeader = true
  /// The bytes of a header of one line, without the line's end.
  var header: [UInt8] = []
  /// Where the first record starts, and on which line.
  var offset = 0
  var line = 1
  var notes: [Note] = []

  private static let sampleSize = 1 << 15
  private static let sampleRecords = 100

  static func find(
    in source: ByteSource, from start: Int, request: LoadRequest, units: UnitTable
  ) throws(ReadingError) -> TableStart {
    var result = TableStart()
    var request = request
    var place = try skipLines(request.skip, in: source, from: start)
    result.line = 1 + request.skip
    if let told = try SeparatorLine.find(in: source, at: place) {
      result.notes.append(told.note(line: result.line))
      request.delimiter = request.delimiter ?? told.delimiter
      place += told.length
      result.line += 1
      guard place < source.count else {
        throw ReadingError(
          file: source.name, "the file holds nothing but the line that names its separator")
      }
    }
    result.offset = place
    guard place < source.count else {
      throw ReadingError(file: source.name, "the file holds nothing but a byte order mark")
    }
    var wanted = sampleSize
    while true {
      let window = try source.window(from: place, count: wanted)
      let sample = Sample(window: window, request: request, name: source.name)
      result.dialect = sample.dialect(&result.notes)
      var lines = SampledLines(dialect: result.dialect)
      let isOpen = lines.read(window, records: sampleRecords)
      if !lines.isEmpty || window.isLast {
        if lines.isEmpty, isOpen {
          // The stream tells where the quote was opened.
          result.names = [""]
          result.hasHeader = false
          return result
        }
        try result.settle(lines, request: request, source: source, units: units)
        return result
      }
      guard wanted < Int(UInt32.max) / 16 else {
        throw ReadingError(file: source.name, line: 1, "the first line is longer than 256 MB")
      }
      wanted *= 8
    }
  }

  private static func skipLines(
    _ count: Int, in source: ByteSource, from start: Int
  ) throws(ReadingError) -> Int {
    var place = start
    var left = count
    while left > 0, place < source.count {
      let window = try source.window(from: place, count: 1 << 16)
      var index = 0
      while index < window.count, left > 0 {
        let byte = window.base[index]
        let isLast = index + 1 == window.count
        if byte == 13, isLast, !window.isLast, index > 0 { break }
        let isReturn = byte == 13 && (isLast || window.base[index + 1] != 10)
        if byte == 10 || isReturn { left -= 1 }
        index += 1
      }
      place += index
    }
    if left > 0 || count > 0 && place >= source.count {
      let lines = Counted.noun(count - left, "line")
      throw ReadingError(
        file: source.name, "skip \(count) leaves nothing: the file has \(lines)")
    }
    return place
  }

  /// Decides what the first lines are.
  private mutating func settle(
    _ lines: SampledLines, request: LoadRequest, source: ByteSource, units: UnitTable
  ) throws(ReadingError) {
    guard !lines.isEmpty else {
      throw ReadingError(file: source.name, "the file holds nothing but blank lines")
    }
    let shape = HeaderShape(lines: lines, units: units)
    let first: Int
    var count: Int
    switch request.header {
    case .absent, .lines(0):
      first = 0
      count = 0
    case .lines(let lines):
      first = 0
      count = lines
    case .found:
      first = shape.firstLineOfTable
      count = shape.isHeader(first) ? 1 : 0
    }
    if first > 0 { notePreamble(lines, first) }
    guard count <= lines.count, count >= 0 else {
      throw ReadingError(
        file: source.name,
        "header \(count) takes more lines than the file has: \(lines.count)")
    }
    hasHeader = count > 0
    if count == 0 {
      names = Array(repeating: "", count: max(1, shape.usualCount(from: first)))
      if request.header == .found {
        notes.append(
          Note(
            .decided,
            "line \(line + lines.line(first)) holds values, so no line was read as a header",
            suggestion: "with (header yes)"))
      }
    } else {
      names = HeaderShape.joined((first..<first + count).map { lines.cells[$0] })
      if count == 1 { header = lines.bytes(first) }
    }
    let next = first + count
    offset += lines.offset(next)
    line += lines.line(next)
  }

  private mutating func notePreamble(_ lines: SampledLines, _ first: Int) {
    let skipped = lines.line(first)
    let text = lines.cells[0].joined(separator: " ").prefix(60)
    let what = skipped == 1 ? "the line before it is" : "the \(skipped) lines before it are"
    notes.append(
      Note(
        .decided,
        "the table starts at line \(line + skipped); \(what) no part of it: \"\(text)\"",
        count: skipped, suggestion: "with (skip \(line - 1 + skipped))"))
  }
}
