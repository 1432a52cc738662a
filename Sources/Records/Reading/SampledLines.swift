/// The first records of a file, blank lines left out, as texts.
struct SampledLines {
  let dialect: Dialect
  private(set) var cells: [[String]] = []
  private var raw: [[UInt8]] = []
  /// Where each starts, and where the last ends; lines counted from 0.
  private var offsets: [Int] = []
  private var lines: [Int] = []
  private var end = (offset: 0, line: 0)

  init(dialect: Dialect) { self.dialect = dialect }

  var isEmpty: Bool { cells.isEmpty }

  var count: Int { cells.count }

  func offset(_ index: Int) -> Int { index < offsets.count ? offsets[index] : end.offset }

  func line(_ index: Int) -> Int { index < lines.count ? lines[index] : end.line }

  func bytes(_ index: Int) -> [UInt8] { raw[index] }

  /// True where a quote was opened and not closed.
  mutating func read(_ window: ByteSource.Window, records: Int) -> Bool {
    let base = UnsafePointer(window.base)
    let length = window.terminated(by: dialect)
    var spans = CellSpans()
    let split = RecordSplitter(dialect: dialect).split(
      base, count: length, recordLimit: records, into: &spans)
    var decoder = CellDecoder(dialect: dialect)
    var line = 0
    var position = 0
    for record in 0..<spans.recordCount {
      let range = spans.cells(ofRecord: record)
      let isLastRecord = record + 1 == spans.recordCount
      let next = isLastRecord ? split.consumed : spans.start(range.upperBound)
      var texts: [String] = []
      for cell in range {
        var stop = spans.end(cell)
        let start = spans.start(cell)
        let isLast = cell == range.upperBound - 1
        if isLast, dialect.trimsCarriageReturn, stop > start, base[stop - 1] == 13 { stop -= 1 }
        texts.append(decoder.string(base, start, stop))
        if isLast { append(base, position, stop) }
      }
      if texts == [""] {
        raw.removeLast()
      } else {
        cells.append(texts)
        offsets.append(position)
        lines.append(line)
      }
      for index in position..<next where base[index] == dialect.lineEnd { line += 1 }
      position = next
    }
    end = (min(position, window.count), line)
    return split.openCell != nil
  }

  private mutating func append(_ base: UnsafePointer<UInt8>, _ start: Int, _ stop: Int) {
    raw.append(Array(UnsafeBufferPointer(start: base + start, count: stop - start)))
  }
}
