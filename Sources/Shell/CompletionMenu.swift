import Rendering
import Sumwhere

/// The candidates below an entry: one a row with its remark, as many as there is room for; the
/// chosen one is always among those shown.
struct CompletionMenu: Sendable {
  enum Choice: Equatable {
    case replacement(String)
    case listing
  }

  let candidates: [Completions.Candidate]
  /// The bytes of the entry that a candidate replaces.
  let range: Range<Int>
  /// `nil` until one was chosen: Enter then runs the entry as it is.
  private(set) var chosen: Int?
  private var first = 0

  init(_ completions: Completions) {
    candidates = completions.candidates
    range = completions.range
  }

  /// Goes round at both ends.
  mutating func move(by step: Int) {
    guard let old = chosen else {
      chosen = step > 0 ? 0 : candidates.count - 1
      return
    }
    let next = old + step
    chosen = next < 0 ? candidates.count - 1 : next >= candidates.count ? 0 : next
  }

  /// A page up or down, as far as there is one.
  mutating func movePage(_ direction: Int, rows: Int) {
    chosen = max(0, min(candidates.count - 1, (chosen ?? 0) + direction * max(1, rows - 1)))
  }

  /// At most so many rows; the last tells how many there are where not all are shown.
  mutating func rows(_ room: Int, columns: Int, styling: Styling) -> [String] {
    let isShort = candidates.count > room
    let count = isShort ? max(1, room - 1) : candidates.count
    let wanted = chosen ?? 0
    first = max(min(first, wanted), wanted - count + 1)
    first = max(0, min(first, candidates.count - count))
    let shown = candidates[first..<first + count]
    // As wide as any candidate, so that nothing jumps while one scrolls.
    let looked = candidates.prefix(2_000)
    let remarkWidth = looked.map { displayWidth(printable($0.remark)) }.max() ?? 0
    let room = max(1, columns - 1 - 2 - (remarkWidth > 0 ? remarkWidth + 3 : 1))
    let width = min(room, looked.map { displayWidth(printable($0.text)) }.max() ?? 0)
    var rows = shown.enumerated().map { index, candidate in
      let text = padded(cut(printable(candidate.text), toColumns: width), to: width)
      var remark = printable(candidate.remark)
      if remark.first?.isNumber ?? false {
        remark = String(repeating: " ", count: remarkWidth - displayWidth(remark)) + remark
      }
      let isChosen = first + index == chosen
      let tail = remarkWidth > 0 ? "   " + padded(remark, to: remarkWidth) : ""
      return isChosen
        ? styling.paint("  \(text)\(tail) ", .chosen)
        : "  \(text)" + styling.paint(tail, .dimmed)
    }
    if styling == .plain, let chosen {
      let row = chosen - first
      rows[row] = "›" + rows[row].dropFirst()
    }
    if isShort {
      let range = "\(first + 1)–\(first + count) of \(candidates.count.separated)"
      rows.append(styling.paint("  " + range, .dimmed))
    }
    return rows
  }

  private func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - displayWidth(text)))
  }

  /// What Tab does with several candidates: types what they share, else lists them.
  static func choice(from texts: [String], typed: String) -> Choice {
    guard let first = texts.first else { return .listing }
    if texts.count == 1 { return .replacement(completed(first)) }
    let bare = texts.map { $0.first == "\"" ? String($0.dropFirst()) : $0 }
    let shared = sharedPrefix(bare)
    let bareTyped = typed.drop { "\"'".contains($0) }
    guard shared.count > bareTyped.count, !shared.isEmpty else { return .listing }
    let needsQuote = texts.allSatisfy { $0.first == "\"" }
    return .replacement((needsQuote ? "\"" : "") + shared)
  }

  /// A candidate that is taken, and the space behind it.
  static func completed(_ text: String) -> String { text + (goesOn(text) ? "" : " ") }

  /// Whether more is typed right after: the rest of a path, an argument.
  private static func goesOn(_ text: String) -> Bool {
    text.hasSuffix("/") || text.hasSuffix("(") || text.hasSuffix(".")
  }

  /// The characters that all begin with whatever their case, as the first writes them.
  static func sharedPrefix(_ texts: [String]) -> String {
    guard var shared = texts.first.map(Array.init) else { return "" }
    for text in texts.dropFirst() {
      let length = zip(shared, text).prefix { $0.lowercased() == $1.lowercased() }.count
      shared.removeLast(shared.count - length)
    }
    return String(shared)
  }
}
