/// Breaks a sentence at its spaces.
enum Wrapping {
  /// Names one after the other, the very long ones shortened.
  static func list(_ names: [String]) -> String {
    names.map { Width.cut($0, to: 40) }.joined(separator: ", ")
  }

  /// Lines of at most so many columns, all but the first indented; a longer word stays whole.
  static func lines(of sentence: String, width: Int?, indent: Int) -> [String] {
    guard let width, displayWidth(sentence) > width else { return [sentence] }
    var lines: [String] = []
    var line = ""
    var lineWidth = 0
    let margin = indent < width / 2 ? Width.spaces(indent) : ""
    let opening = sentence.prefix { $0 == " " }
    for word in sentence.dropFirst(opening.count).split(
      separator: " ", omittingEmptySubsequences: false)
    {
      let wordWidth = displayWidth(String(word))
      if line.isEmpty {
        line = (lines.isEmpty ? String(opening) : margin) + word
        lineWidth = displayWidth(line)
      } else if lineWidth + 1 + wordWidth <= width {
        line += " " + word
        lineWidth += 1 + wordWidth
      } else {
        lines.append(line)
        line = margin + word
        lineWidth = displayWidth(line)
      }
    }
    return lines + [line]
  }
}
