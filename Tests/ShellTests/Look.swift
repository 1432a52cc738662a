/// How a letter on a screen looks.
struct Look: Equatable {
  var isBold = false
  var isDim = false
  var isReversed = false
  /// 0 none, 1 a line, 3 a curly one
  var underline = 0
  /// 30 to 37, or 0
  var color = 0

  /// Takes in the numbers of an SGR sequence; those with colons are one thing.
  mutating func change(_ body: String) {
    for part in body.split(separator: ";", omittingEmptySubsequences: false) {
      switch part {
      case "", "0": self = Look()
      case "1": isBold = true
      case "2": isDim = true
      case "4": underline = 1
      case "4:3": underline = 3
      case "7": isReversed = true
      case "22": (isBold, isDim) = (false, false)
      case "24": underline = 0
      case "27": isReversed = false
      default: if let color = Int(part), (30...37).contains(color) { self.color = color }
      }
    }
  }

  /// One letter for it: `~` curly, `#` reversed, `r g b c` colours (upper case: bold), `*` bold,
  /// `.` dim.
  var sign: Character {
    if underline == 3 { return "~" }
    if isReversed { return "#" }
    let letter: Character? = [31: "r", 32: "g", 33: "y", 34: "b", 36: "c"][color]
    if let letter { return isBold ? Character(letter.uppercased()) : letter }
    return isBold ? "*" : isDim ? "." : underline > 0 ? "_" : " "
  }
}

extension Screen {
  /// The screen as a text that is stored: each row behind `|`, and below one with looks a row of
  /// signs behind `:`; the cursor's place at the end. Rows that have left at the top are not shown.
  var picture: String {
    var lines: [String] = []
    var looks: [String] = []
    for row in cells {
      lines.append("|" + Self.trimmed(row.map(\.text).joined()))
      // A wide letter has one sign and a blank.
      let signs = row.map { $0.text.isEmpty ? " " : String($0.look.sign) }.joined()
      looks.append(Self.trimmed(signs).isEmpty ? "" : ":" + Self.trimmed(signs))
    }
    while lines.last == "|", looks.last == "" {
      lines.removeLast()
      looks.removeLast()
    }
    var text = ""
    for (line, look) in zip(lines, looks) {
      text += line + "\n" + (look.isEmpty ? "" : look + "\n")
    }
    return text + "cursor: row \(row + 1), column \(column + 1) of \(columns)×\(rows)\n"
  }

  private static func trimmed(_ text: String) -> String {
    var text = text
    while text.last == " " { text.removeLast() }
    return text
  }
}
