/// A text whose emoji markers `1️⃣` … `9️⃣` point at places where diagnostics are expected.
package struct MarkedText: Sendable {
  /// The text without its markers.
  package let text: String
  /// The byte offset in `text` of each marker, by its digit.
  package let offsets: [Int: UInt32]

  package init(_ marked: String) {
    var text = ""
    var offsets: [Int: UInt32] = [:]
    for character in marked {
      let scalars = Array(character.unicodeScalars)
      if scalars.count == 3, scalars[1].value == 0xFE0F, scalars[2].value == 0x20E3,
        let digit = Int(String(scalars[0]))
      {
        offsets[digit] = UInt32(clamping: text.utf8.count)
      } else {
        text.append(character)
      }
    }
    self.text = text
    self.offsets = offsets
  }
}
