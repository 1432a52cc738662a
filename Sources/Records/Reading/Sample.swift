/// The first bytes of a file, from which it is found out how its cells are written.
struct Sample {
  let window: ByteSource.Window
  let request: LoadRequest
  let name: String

  private static let delimiters: [UInt8] = [
    UInt8(ascii: ","), UInt8(ascii: ";"), 9, UInt8(ascii: "|"), 0x1F,
  ]

  func dialect(_ notes: inout [Note]) -> Dialect {
    var dialect = Dialect()
    dialect.escape = request.escape.flatMap { $0 == request.quote ? nil : $0 }
    dialect.recordSeparator =
      request.recordSeparator.flatMap { separator in
        separator.isEmpty || separator == [13, 10] ? nil : Array(separator.prefix(16))
      } ?? lineEnd
    dialect.quote = request.quote ?? UInt8(ascii: "\"")
    dialect.delimiter = request.delimiter ?? delimiter(dialect, &notes)
    if request.quote == nil, isSingleQuoted(dialect) {
      dialect.quote = UInt8(ascii: "'")
      notes.append(Note(.decided, "cells are quoted by '", suggestion: "with (quote \"'\")"))
    }
    return dialect
  }

  private var lineEnd: [UInt8] {
    let bytes = UnsafeBufferPointer(start: window.base, count: window.count)
    return !bytes.contains(10) && bytes.contains(13) ? [13] : [10]
  }

  /// What the ending of the file's name promises.
  private var expected: UInt8 {
    let small = name.lowercased()
    if small.hasSuffix(".tsv") || small.hasSuffix(".tab") { return 9 }
    return small.hasSuffix(".psv") ? UInt8(ascii: "|") : UInt8(ascii: ",")
  }

  private func delimiter(_ dialect: Dialect, _ notes: inout [Note]) -> UInt8 {
    var best = expected
    var score = Self.score(window, dialect, best)
    if score.share < 1 {
      for other in Self.delimiters where other != expected && !separatesList(other) {
        let next = Self.score(window, dialect, other)
        guard next.share >= 0.5 else { continue }
        if next.share > score.share + 0.05
          || next.share >= score.share && score.share < 0.5 && next.count > score.count
        {
          best = other
          score = next
        }
      }
    }
    if best != expected {
      notes.append(
        Note(
          .decided, "cells are separated by \(Dialect.name(of: best))",
          suggestion: "with (delimiter \"\(best == 9 ? "\\t" : Dialect.name(of: best))\")"))
    }
    return best
  }

  /// What is declared to stand between the members of a list stands between no cells.
  private func separatesList(_ byte: UInt8) -> Bool {
    request.declared.contains { $0.form == .list(separator: String(UnicodeScalar(byte))) }
  }

  /// The share of lines that have the usual number of cells, at least two, and that number.
  private static func score(
    _ window: ByteSource.Window, _ dialect: Dialect, _ delimiter: UInt8
  ) -> (share: Double, count: Int) {
    var dialect = dialect
    dialect.delimiter = delimiter
    var spans = CellSpans()
    _ = RecordSplitter(dialect: dialect).split(
      window.base, count: window.terminated(by: dialect), recordLimit: 60, into: &spans)
    var tally: [Int: Int] = [:]
    var total = 0
    for record in 0..<spans.recordCount {
      let cells = spans.cells(ofRecord: record)
      let isBlank =
        cells.count == 1 && spans.end(cells.lowerBound) - spans.start(cells.lowerBound) < 2
      if isBlank { continue }
      total += 1
      if cells.count > 1 { tally[cells.count, default: 0] += 1 }
    }
    guard let usual = tally.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else {
      return (0, 1)
    }
    return (Double(usual.value) / Double(max(1, total)), usual.key)
  }

  /// No double quote anywhere, and single ones at both ends of cells only.
  private func isSingleQuoted(_ dialect: Dialect) -> Bool {
    let quote = UInt8(ascii: "'")
    var opening = 0
    var closing = 0
    var index = -1
    while index + 1 < window.count {
      index += 1
      if window.base[index] == UInt8(ascii: "\"") { return false }
      guard window.base[index] == quote else { continue }
      let before = index == 0 ? 10 : window.base[index - 1]
      let after = index + 1 == window.count ? 10 : window.base[index + 1]
      let isOpening = before == dialect.delimiter || before == 10 || before == 13
      let isClosing = after == dialect.delimiter || after == 10 || after == 13
      if isOpening { opening += 1 }
      if isClosing { closing += 1 }
      if !isOpening, !isClosing {
        guard after == quote else { return false }
        index += 1
      }
    }
    return opening >= 2 && opening == closing
  }
}
