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
      return fitted("→ ", printable(meaning), records, room)
        .map { styling.paint("  " + $0, .dimmed) }
    case .problem(let sentence, _):
      return fitted("", printable(sentence), nil, room).map { styling.paint("  " + $0, .error) }
    }
  }

  /// The tail is always whole, where there is room for it at all.
  private static func fitted(
    _ lead: String, _ text: String, _ records: String?, _ room: Int
  ) -> [String] {
    let tail = records.map { " · " + $0 } ?? ""
    let tailWidth = records.map { 3 + displayWidth($0) } ?? 0
    let leadWidth = displayWidth(lead)
    if leadWidth + displayWidth(text) + tailWidth <= room { return [lead + text + tail] }
    var first = ""
    var width = leadWidth
    var rest = text[...]
    while let space = rest.dropFirst().firstIndex(of: " ") {
      let word = String(rest[..<space])
      let next = displayWidth(word)
      if width + next > room { break }
      first += word
      width += next
      rest = rest[space...]
    }
    if first.isEmpty { return [cut(lead + text + tail, toColumns: room)] }
    let second = cut(String(rest.drop { $0 == " " }), toColumns: max(1, room - 2 - tailWidth))
    return [lead + first, "  " + cut(second + tail, toColumns: room - 2)]
  }
}
