/// The letters of a figure as its readers see them.
package enum WrittenScalars {
  /// Full-width signs as their ASCII ones, every kind of space as a plain one, none at the ends.
  package static func normalized(_ text: String) -> [Unicode.Scalar] {
    let letters = Array(text.unicodeScalars)
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(letters.count)
    for (place, letter) in letters.enumerated() {
      if partsGroups(letters, at: place) {
        scalars.append(",")
      } else if let words = squared[letter] {
        scalars += words.unicodeScalars
      } else {
        scalars.append(normalized(letter))
      }
    }
    while scalars.last == " " { scalars.removeLast() }
    return Array(scalars.drop { $0 == " " })
  }

  package static func normalized(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value - 0xFEE0))
    case 0x3000, 0xA0, 0x2000...0x200A, 0x202F, 0x205F: " "
    case 0x2212: "-"
    default: scalar
    }
  }

  /// Units that are one letter.
  private static let squared: [Unicode.Scalar: String] = [
    "㎡": "m²", "㎢": "km²", "㎥": "m³", "㎞": "km", "㎝": "cm", "㎜": "mm", "㎏": "kg", "㎎": "mg",
  ]

  package static func digit(_ scalar: Unicode.Scalar) -> Int? {
    scalar.value >= 48 && scalar.value <= 57 ? Int(scalar.value) - 48 : nil
  }

  /// Whether a space that does not break lines parts the groups of a figure, `1 234 567`; a plain
  /// space may part two figures.
  private static func partsGroups(_ letters: [Unicode.Scalar], at place: Int) -> Bool {
    let value = letters[place].value
    guard value == 0xA0 || value == 0x202F || value == 0x2009, place > 0,
      digit(normalized(letters[place - 1])) != nil
    else { return false }
    let group = letters[(place + 1)...].prefix { digit(normalized($0)) != nil }
    return group.count == 3
  }
}
