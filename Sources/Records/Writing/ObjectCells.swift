/// The members `"name":value` of one field in JSON.
enum ObjectCells {
  static func writer(_ field: Field) -> CellWriter {
    let column = field.column
    var target = ByteTarget()
    append(string: field.name, to: &target)
    target.append(UInt8(ascii: ":"))
    let key = target.bytes
    let write = valueWriter(field)
    let isPlain = column.qualifiers == nil && column.validity == nil && !column.storage.isDouble
    return { row, target in
      target.append(contentsOf: key[...])
      if isPlain {
        write(row, &target)
      } else {
        appendValue(of: column, row, write, to: &target)
      }
    }
  }

  private static func appendValue(
    of column: Column, _ row: Int, _ write: CellWriter, to target: inout ByteTarget
  ) {
    guard column.hasFigure(row) else {
      target.append("null")
      return
    }
    let qualifier = column.qualifier(row)
    switch qualifier {
    case .exact: break
    case .atLeast: target.append("{\"at_least\":")
    case .atMost: target.append("{\"at_most\":")
    case .about: target.append("{\"about\":")
    }
    write(row, &target)
    if qualifier != .exact { target.append(UInt8(ascii: "}")) }
  }

  private static func valueWriter(_ field: Field) -> CellWriter {
    switch field.column.storage {
    case .text(let codes, let dictionary):
      return codes.writer(
        of: EncodedTexts(count: dictionary.count, rows: field.column.count) { code, target in
          dictionary.withBytes(of: code) { append(string: $0, to: &target) }
        })
    case .lists(let codes, let dictionary):
      return codes.writer(
        of: EncodedTexts(count: dictionary.count, rows: field.column.count) { code, target in
          target.append(UInt8(ascii: "["))
          for (index, member) in dictionary.memberCodes(of: code).enumerated() {
            if index > 0 { target.append(UInt8(ascii: ",")) }
            dictionary.members.withBytes(of: Int(member)) { append(string: $0, to: &target) }
          }
          target.append(UInt8(ascii: "]"))
        })
    case .integers, .doubles, .booleans:
      return field.column.plainWriter(shift: 0, yes: "true", no: "false") ?? { _, _ in }
    case .periods, .moments:
      let write = field.column.plainWriter(shift: 0, yes: "true", no: "false") ?? { _, _ in }
      return { row, target in
        target.append(UInt8(ascii: "\""))
        write(row, &target)
        target.append(UInt8(ascii: "\""))
      }
    }
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
