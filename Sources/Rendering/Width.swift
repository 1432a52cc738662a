/// How many columns a text takes on a terminal.
///
/// Terminals disagree about some letters (families, flags, skin tones, conjuncts); for these this is
/// a good guess, and whoever draws a border behind one says where the border stands.
package func displayWidth(_ text: String) -> Int { Width.of(text) }

/// Whether terminals are known to give it different widths.
package func isWidthUncertain(_ text: String) -> Bool { Width.isUncertain(text) }

/// The longest beginning of so many columns; `…` takes the last one where something is left out.
package func cut(_ text: String, toColumns columns: Int) -> String { Width.cut(text, to: columns) }

enum Width {
  static func of(_ text: String) -> Int {
    if isPlain(text) { return text.utf8.count }
    return text.reduce(0) { $0 + of($1) }
  }

  static func of(_ character: Character) -> Int {
    var widest = 0
    var flags = 0
    var isEmoji = false
    for scalar in character.unicodeScalars {
      widest = max(widest, of(scalar))
      if (0x1F1E6...0x1F1FF).contains(scalar.value) { flags += 1 }
      // The sign that asks for the picture of a letter that has one.
      if scalar.value == 0xFE0F, isEmoji { widest = 2 }
      isEmoji = scalar.properties.isEmoji
    }
    return flags > 1 ? 2 : widest
  }

  static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return scalar.value < 0x20 || scalar.value == 0x7F ? 0 : 1 }
    if contains(scalar.value, in: WidthTable.zero) { return 0 }
    return scalar.value >= 0x1100 && contains(scalar.value, in: WidthTable.wide) ? 2 : 1
  }

  /// Whether terminals are known to differ about it.
  static func isUncertain(_ text: String) -> Bool {
    if isPlain(text) { return false }
    return text.contains { character in
      let scalars = character.unicodeScalars
      guard scalars.count > 1 else {
        return scalars.first.map { (0x1F1E6...0x1F1FF).contains($0.value) } ?? false
      }
      var spacing = 0
      for scalar in scalars {
        let code = scalar.value
        if code == 0x200D || code == 0xFE0F || (0x1F1E6...0x1F1FF).contains(code)
          || (0x1F3FB...0x1F3FF).contains(code) || (0x93E...0xE00).contains(code)
        {
          return true
        }
        if of(scalar) > 0 { spacing += 1 }
      }
      return spacing > 1
    }
  }

  /// The longest beginning of so many columns; `…` takes the last one where something is left out.
  static func cut(_ text: String, to columns: Int) -> String {
    if isPlain(text), text.utf8.count <= columns { return text }
    var result = ""
    var width = 0
    // Where the text ends if `…` must follow.
    var shortEnd = result.endIndex
    for character in text {
      let next = of(character)
      if width + next > columns { return columns > 0 ? result[..<shortEnd] + "…" : "" }
      append(character, to: &result)
      width += next
      if width < columns { shortEnd = result.endIndex }
    }
    return result
  }

  /// A letter with hundreds of marks keeps the first of them.
  private static func append(_ character: Character, to text: inout String) {
    if character.unicodeScalars.count <= longestLetter {
      text.append(character)
    } else {
      text.unicodeScalars.append(contentsOf: character.unicodeScalars.prefix(longestLetter))
    }
  }

  private static let longestLetter = 24

  static func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

  static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
  }

  private static func contains(_ code: UInt32, in ranges: [UInt32]) -> Bool {
    var low = 0
    var high = ranges.count / 2
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle * 2 + 1] < code { low = middle + 1 } else { high = middle }
    }
    return low * 2 < ranges.count && ranges[low * 2] <= code
  }
}
