import Records

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
