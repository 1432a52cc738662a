import Rendering
import Sumwhere

/// What Tab does with several candidates: types what they share, else lists them.
struct CompletionMenu: Sendable {
  enum Choice: Equatable {
    case replacement(String)
    case listing
  }

  var columns = 80
  /// Rows that a listing may take.
  var rows = 20
  var usesColor = false

  static func choice(from texts: [String], typed: String) -> Choice {
    guard let first = texts.first else { return .listing }
    if texts.count == 1 { return .replacement(first + (goesOn(first) ? "" : " ")) }
    let bare = texts.map { $0.first == "\"" ? String($0.dropFirst()) : $0 }
    let shared = sharedPrefix(bare)
    let bareTyped = typed.drop { "\"'".contains($0) }
    guard shared.count > bareTyped.count, !shared.isEmpty else { return .listing }
    let needsQuote = texts.allSatisfy { $0.first == "\"" }
    return .replacement((needsQuote ? "\"" : "") + shared)
  }

  /// The candidates in columns, each with its remark.
  func rows(of candidates: [Completions.Candidate]) -> [String] {
    // No more than the screen could hold in its narrowest columns is looked at.
    let cells = candidates.prefix(rows * max(1, columns / 4))
      .map { (text: printable($0.text), remark: printable($0.remark)) }
    let widest = cells.map { Self.width(of: $0) }.max() ?? 0
    let across = max(1, (columns + 3) / (widest + 3))
    let needed = (candidates.count + across - 1) / across
    let down = min(needed, max(1, needed > rows ? rows - 1 : rows))
    let shown = cells.prefix(down * across)
    var lines: [String] = []
    for row in 0..<down {
      var line = ""
      for index in stride(from: row, to: shown.count, by: down) {
        let cell = shown[index]
        line += cell.text + (cell.remark.isEmpty ? "" : "  " + dimmed(cell.remark))
        if index + down < shown.count {
          line += String(repeating: " ", count: widest - Self.width(of: cell) + 3)
        }
      }
      lines.append(line)
    }
    if shown.count < candidates.count {
      lines.append("… \(candidates.count - shown.count) more")
    }
    return lines
  }

  private func dimmed(_ text: String) -> String {
    usesColor ? "\u{1B}[2m\(text)\u{1B}[22m" : text
  }

  private static func width(of cell: (text: String, remark: String)) -> Int {
    displayWidth(cell.text) + (cell.remark.isEmpty ? 0 : 2 + displayWidth(cell.remark))
  }

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
