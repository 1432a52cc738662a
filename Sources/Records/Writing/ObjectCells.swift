/// The members `"name":value` of one field in JSON.
struct ObjectCells {
  private let column: Column
  private let key: [UInt8]
  private let texts: EncodedTexts?

  init(_ field: Field) {
    column = field.column
    var target = ByteTarget()
    ObjectCells.append(string: field.name, to: &target)
    target.append(UInt8(ascii: ":"))
    key = target.bytes
    switch field.column.storage {
    case .text(_, let dictionary):
      texts = EncodedTexts(count: dictionary.count) { code, target in
        dictionary.withBytes(of: code) { ObjectCells.append(string: $0, to: &target) }
      }
    case .lists(_, let dictionary):
      texts = EncodedTexts(count: dictionary.count) { code, target in
        target.append(UInt8(ascii: "["))
        for (index, member) in dictionary.memberCodes(of: code).enumerated() {
          if index > 0 { target.append(UInt8(ascii: ",")) }
          dictionary.members.withBytes(of: Int(member)) {
            ObjectCells.append(string: $0, to: &target)
          }
        }
        target.append(UInt8(ascii: "]"))
      }
    case .integers, .doubles, .booleans, .periods, .moments: texts = nil
    }
  }

  func append(_ row: Int, to target: inout ByteTarget) {
    target.append(contentsOf: key[...])
    guard column.isValid(row) else {
      target.append("null")
      return
    }
    switch column.storage {
    case .integers(let integers, let scale):
      appendFigure(row, to: &target) { $0.append(integers[row], scale: scale) }
    case .doubles(let doubles):
      guard let digits = DoubleDigits(doubles[row]) else {
        target.append("null")
        return
      }
      appendFigure(row, to: &target) { $0.append(digits.text) }
    case .text(let codes, _), .lists(let codes, _): texts?.append(codes[row], to: &target)
    case .booleans(let booleans): target.append(booleans[row] != 0 ? "true" : "false")
    case .periods(let days, let grains):
      target.append(UInt8(ascii: "\""))
      target.append(Period(start: days[row], grain: grains[row]).text)
      target.append(UInt8(ascii: "\""))
    case .moments(let seconds):
      target.append(UInt8(ascii: "\""))
      target.append(DateText.text(ofMoment: seconds[row]))
      target.append(UInt8(ascii: "\""))
    }
  }

  private func appendFigure(
    _ row: Int, to target: inout ByteTarget, _ append: (inout ByteTarget) -> Void
  ) {
    let qualifier = column.qualifier(row)
    switch qualifier {
    case .exact: break
    case .atLeast: target.append("{\"at_least\":")
    case .atMost: target.append("{\"at_most\":")
    case .about: target.append("{\"about\":")
    }
    append(&target)
    if qualifier != .exact { target.append(UInt8(ascii: "}")) }
  }

  static func append(string: String, to target: inout ByteTarget) {
    var string = string
    string.withUTF8 { append(string: $0, to: &target) }
  }

  /// - Source: RFC 8259, section 7; U+2028 and U+2029 are escaped too, as JavaScript once asked
  static func append(string: UnsafeBufferPointer<UInt8>, to target: inout ByteTarget) {
    // Bytes that are not UTF-8 become U+FFFD, so that the file stays JSON.
    if string.contains(where: { $0 >= 0x80 }) {
      let repaired = Array(String(decoding: string, as: UTF8.self).utf8)
      repaired.withUnsafeBufferPointer { appendEscaped($0, to: &target) }
    } else {
      appendEscaped(string, to: &target)
    }
  }

  private static func appendEscaped(
    _ string: UnsafeBufferPointer<UInt8>, to target: inout ByteTarget
  ) {
    let hexadecimal = Array("0123456789abcdef".utf8)
    target.append(UInt8(ascii: "\""))
    for (index, byte) in string.enumerated() {
      switch byte {
      case UInt8(ascii: "\""): target.append("\\\"")
      case UInt8(ascii: "\\"): target.append("\\\\")
      case 0x0A: target.append("\\n")
      case 0x0D: target.append("\\r")
      case 0x09: target.append("\\t")
      case 0x00...0x1F, 0x7F:
        target.append("\\u00")
        target.append(hexadecimal[Int(byte >> 4)])
        target.append(hexadecimal[Int(byte & 15)])
      case 0xE2 where isLineSeparator(string, index): target.append("\\u202")
      case 0x80 where index >= 1 && isLineSeparator(string, index - 1): break
      case 0xA8 where index >= 2 && isLineSeparator(string, index - 2): target.append("8")
      case 0xA9 where index >= 2 && isLineSeparator(string, index - 2): target.append("9")
      default: target.append(byte)
      }
    }
    target.append(UInt8(ascii: "\""))
  }

  private static func isLineSeparator(_ string: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    index + 2 < string.count && string[index] == 0xE2 && string[index + 1] == 0x80
      && (string[index + 2] == 0xA8 || string[index + 2] == 0xA9)
  }
}
