import Rendering
import Sumwhere

/// The rows below an entry that say what it means, or what is wrong in it: two at most, so that what
/// is typed stays where it is.
enum RemarkRows {
  static func rows(for remark: Remark, columns: Int, styling: Styling) -> [String] {
    let room = max(8, columns - 5)
    switch remark {
    case .none: return []
    case .meaning(let meaning, let records):
      let tail = records.map { " · " + $0 } ?? ""
      return fitted("→ " + printable(meaning), tail: tail, room)
        .map { styling.paint("  " + $0, .dimmed) }
    case .problem(let sentence, _):
      return fitted(printable(sentence), tail: "", room).map { styling.paint("  " + $0, .error) }
    }
  }

  /// The tail is always whole, where there is room for it at all.
  private static func fitted(_ text: String, tail: String, _ room: Int) -> [String] {
    let tailWidth = displayWidth(tail)
    if displayWidth(text) + tailWidth <= room { return [text + tail] }
    var first = ""
    var rest = text[...]
    while let space = rest.dropFirst().firstIndex(of: " ") {
      let word = rest[..<space]
      if displayWidth(first) + displayWidth(String(word)) > room { break }
      first += word
      rest = rest[space...]
    }
    if first.isEmpty { return [cut(text + tail, toColumns: room)] }
    let second = cut(String(rest.drop { $0 == " " }), toColumns: max(1, room - 2 - tailWidth))
    return [first, "  " + cut(second + tail, toColumns: room - 2)]
  }
}
