/// Letters that would act on a terminal, and the signs that stand for them.
package enum Printable {
  /// Control characters, and those that set the direction of what is around them.
  package static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F: true
    case 0x061C, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// `␛`, `␡`, `<U+202E>`.
  package static func sign(for scalar: Unicode.Scalar) -> String {
    if scalar.value < 0x20, let picture = Unicode.Scalar(0x2400 + scalar.value) {
      return String(Character(picture))
    }
    if scalar.value == 0x7F { return "␡" }
    return "<U+\(String(scalar.value, radix: 16, uppercase: true))>"
  }
}
