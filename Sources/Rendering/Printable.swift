/// A text from data, a file's name or a question as it may be sent to a terminal: nothing in it moves
/// the cursor, changes colours or turns the line around.
package func printable(_ text: String) -> String {
  if Width.isPlain(text) || !text.unicodeScalars.contains(where: Printable.isHidden) { return text }
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    if Printable.isHidden(scalar) {
      result.append(contentsOf: Printable.sign(for: scalar).unicodeScalars)
    } else {
      result.append(scalar)
    }
  }
  return String(result)
}

/// The same for a text of several lines, as a file shown on a terminal is: line ends and tabs stay.
package func printableLines(_ text: String) -> String {
  if Width.isPlain(text) || !text.unicodeScalars.contains(where: Printable.isHidden) { return text }
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    if scalar == "\n" || scalar == "\t" || !Printable.isHidden(scalar) {
      result.append(scalar)
    } else {
      result.append(contentsOf: Printable.sign(for: scalar).unicodeScalars)
    }
  }
  return String(result)
}

enum Printable {
  /// Control characters, and those that set the direction of what is around them.
  static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F: true
    case 0x061C, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// `␛`, `␡`, `<U+202E>`.
  static func sign(for scalar: Unicode.Scalar) -> String {
    if scalar.value < 0x20, let picture = Unicode.Scalar(0x2400 + scalar.value) {
      return String(Character(picture))
    }
    if scalar.value == 0x7F { return "␡" }
    return "<U+\(String(scalar.value, radix: 16, uppercase: true))>"
  }
}
