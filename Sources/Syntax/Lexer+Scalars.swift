extension Lexer {
  /// The scalar whose encoding starts at a byte, and its length; nil where the bytes are not UTF-8.
  func scalar(at index: Int) -> (scalar: Unicode.Scalar, length: Int)? {
    guard index < bytes.count else { return nil }
    let first = UInt32(bytes[index])
    let length: Int
    var value: UInt32
    let least: UInt32
    switch first {
    case 0..<0x80: return (Unicode.Scalar(UInt8(first)), 1)
    case 0xC2..<0xE0: (length, value, least) = (2, first & 0x1F, 0x80)
    case 0xE0..<0xF0: (length, value, least) = (3, first & 0x0F, 0x800)
    case 0xF0..<0xF5: (length, value, least) = (4, first & 0x07, 0x10000)
    default: return nil
    }
    guard index + length <= bytes.count else { return nil }
    for next in bytes[(index + 1)..<(index + length)] {
      guard next & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(next & 0x3F)
    }
    guard value >= least, let scalar = Unicode.Scalar(value) else { return nil }
    return (scalar, length)
  }

  /// A decimal digit, ASCII or full-width, and its length in bytes.
  func digit(at index: Int) -> (value: UInt8, length: Int)? {
    let first = byte(at: index)
    if first >= UInt8(ascii: "0"), first <= UInt8(ascii: "9") { return (first - 48, 1) }
    if first == 0xEF, byte(at: index + 1) == 0xBC {
      let last = byte(at: index + 2)
      if last >= 0x90, last <= 0x99 { return (last - 0x90, 3) }
    }
    return nil
  }

  /// The ASCII sign at a byte, also where it is typed full-width, and its length in bytes.
  func mark(at index: Int) -> (byte: UInt8, length: Int)? {
    let first = byte(at: index)
    if first > 0x20, first < 0x7F { return (first, 1) }
    guard first >= 0x80, let (scalar, length) = scalar(at: index) else { return nil }
    switch scalar.value {
    case 0xFF01...0xFF5E: return (UInt8(scalar.value - 0xFEE0), length)
    case 0x3001: return (UInt8(ascii: ","), length)
    default: return nil
    }
  }

  /// Whether a name goes on at a byte.
  func continuesName(at index: Int) -> Bool {
    let first = byte(at: index)
    switch first {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      return true
    case 0x80...:
      return scalar(at: index)?.scalar.continuesName ?? false
    default:
      return false
    }
  }
}

extension Unicode.Scalar {
  var startsName: Bool {
    if value < 0x80 { return value == 0x5F || properties.isAlphabetic }
    return isCJK || isLetter
  }

  var continuesName: Bool {
    if value < 0x80 { return value == 0x5F || properties.isAlphabetic || (48..<58).contains(value) }
    if isCJK || isLetter { return true }
    switch value {
    case 0xB2, 0xB3, 0xB9: return true  // m², m³
    case 0xFF10...0xFF19: return true
    default: break
    }
    switch properties.generalCategory {
    case .decimalNumber, .nonspacingMark, .spacingMark, .enclosingMark: return true
    case .connectorPunctuation: return value == 0xFF3F
    default: return false
    }
  }

  var isInvisible: Bool {
    switch properties.generalCategory {
    case .format, .control, .unassigned, .privateUse, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  /// Chinese characters, and units that are one: ㎡ ㎏.
  private var isCJK: Bool {
    (0x4E00...0x9FFF).contains(value) || (0x3380...0x33DF).contains(value)
  }

  private var isLetter: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .letterNumber:
      true
    default:
      false
    }
  }
}
