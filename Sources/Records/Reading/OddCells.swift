/// Cells that are not what their field holds: how many of each kind, and the first few.
struct OddCells {
  struct Sample {
    /// The file where it is one of several.
    let file: String?
    let line: Int
    let column: Int
    let text: String
    /// Why it is odd, where that is not plain to see.
    let reason: String?
  }

  private(set) var count = 0
  private(set) var samples: [Sample] = []
  /// How many of them are dates, and how many have a leading zero.
  private(set) var dateCount = 0
  private(set) var leadingZeroCount = 0

  private static let keptSamples = 3
  private static let longestText = 40

  /// Whether it is no use to look at more: this field holds something else.
  func isHopeless(besides values: Int) -> Bool { count > 1_000 && count > values / 2 }

  mutating func add(
    _ text: UnsafeBufferPointer<UInt8>, at byte: Int, in view: ChunkView,
    reason: String? = nil, hasLeadingZero: Bool = false
  ) {
    count += 1
    if hasLeadingZero { leadingZeroCount += 1 }
    if !hasLeadingZero, reason == nil, DateText.period(text) != nil { dateCount += 1 }
    guard samples.count < OddCells.keptSamples else { return }
    let place = view.place(of: byte)
    samples.append(
      Sample(
        file: view.chunk.file, line: place.line, column: place.column,
        text: OddCells.shown(text), reason: reason))
  }

  /// The cell as it can be shown in a line, cut where it is long.
  private static func shown(_ text: UnsafeBufferPointer<UInt8>) -> String {
    let all = String(decoding: text.prefix(longestText * 4), as: UTF8.self)
    var shown = ""
    for character in all.prefix(longestText) {
      shown.append(character.isNewline || character == "\t" ? " " : character)
    }
    return all.count > longestText ? shown + "…" : shown
  }

  /// `"n.d." at line 12, "?" at line 40 and 3 more`
  var listed: String {
    var parts = samples.map { "\"\($0.text)\" at \($0.file.map { "\($0):" } ?? "line ")\($0.line)" }
    let more = count - samples.count
    if more > 0 {
      return parts.joined(separator: ", ") + " and \(Counted.number(more)) more"
    }
    guard let last = parts.popLast() else { return "" }
    return parts.isEmpty ? last : parts.joined(separator: ", ") + " and " + last
  }
}
