/// The letters of a cell as a reader of figures sees them.
enum CellScalars {
  /// Full-width signs as their ASCII ones, every kind of space as a plain one, none at the ends.
  static func normalized(_ text: String) -> [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xFF01...0xFF5E:
        scalars.append(Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value - 0xFEE0)))
      case 0x3000, 0xA0, 0x2000...0x200A, 0x202F, 0x205F: scalars.append(" ")
      case 0x2212: scalars.append("-")
      default: scalars.append(scalar)
      }
    }
    while scalars.last == " " { scalars.removeLast() }
    return Array(scalars.drop { $0 == " " })
  }

  static func digit(_ scalar: Unicode.Scalar) -> Int? {
    scalar.value >= 48 && scalar.value <= 57 ? Int(scalar.value) - 48 : nil
  }
}
