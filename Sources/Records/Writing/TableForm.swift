/// What tells CSV, TSV and Markdown apart.
protocol TableForm: Sendable {
  func appendHeader(_ fields: [Field], to target: inout ByteTarget)
  func startRow(_ target: inout ByteTarget)
  func separate(_ target: inout ByteTarget)
  func endRow(_ target: inout ByteTarget, isEmptyLine: Bool)
  func append(text: UnsafeBufferPointer<UInt8>, to target: inout ByteTarget)
}

extension TableForm {
  func append(text: String, to target: inout ByteTarget) {
    var text = text
    text.withUTF8 { append(text: $0, to: &target) }
  }

  /// `funds [yuan]`, `share [%]`: the header that reads back with its unit.
  func header(of field: Field) -> String {
    guard let type = field.type.numberType else { return field.name }
    let unit = type.unit.text
    switch type.style {
    case .percent:
      if type.unit.isNone { return "\(field.name) [%]" }
      let rest = unit.hasPrefix("1 /") ? String(unit.dropFirst(1)) : " * \(unit)"
      return "\(field.name) [%\(rest)]"
    case .plain, .year: return type.unit.isNone ? field.name : "\(field.name) [\(unit)]"
    }
  }
}

/// Cells between delimiters, in quotes where they need them.
struct DelimitedForm: TableForm {
  let delimiter: UInt8

  func appendHeader(_ fields: [Field], to target: inout ByteTarget) {
    for (index, field) in fields.enumerated() {
      if index > 0 { separate(&target) }
      append(text: header(of: field), to: &target)
    }
    target.append(UInt8(ascii: "\n"))
  }

  func startRow(_ target: inout ByteTarget) {}

  func separate(_ target: inout ByteTarget) { target.append(delimiter) }

  /// A line with nothing on it would be no record when it is read.
  func endRow(_ target: inout ByteTarget, isEmptyLine: Bool) {
    if isEmptyLine { target.append("\"\"") }
    target.append(UInt8(ascii: "\n"))
  }

  func append(text: UnsafeBufferPointer<UInt8>, to target: inout ByteTarget) {
    let quote = UInt8(ascii: "\"")
    let isQuoted =
      text.contains { $0 == delimiter || $0 == quote || $0 == 0x0A || $0 == 0x0D }
      || text.first == 0x20 || text.last == 0x20
      || text.starts(with: [0xEF, 0xBB, 0xBF])
    guard isQuoted else {
      target.append(contentsOf: text)
      return
    }
    target.append(quote)
    for byte in text {
      if byte == quote { target.append(quote) }
      target.append(byte)
    }
    target.append(quote)
  }
}

/// A table of GitHub's Markdown.
struct MarkdownForm: TableForm {
  func appendHeader(_ fields: [Field], to target: inout ByteTarget) {
    startRow(&target)
    for (index, field) in fields.enumerated() {
      if index > 0 { separate(&target) }
      append(text: header(of: field), to: &target)
    }
    endRow(&target, isEmptyLine: false)
    target.append("|")
    for field in fields { target.append(field.type.numberType == nil ? " --- |" : " ---: |") }
    target.append(UInt8(ascii: "\n"))
  }

  func startRow(_ target: inout ByteTarget) { target.append("| ") }

  func separate(_ target: inout ByteTarget) { target.append(" | ") }

  func endRow(_ target: inout ByteTarget, isEmptyLine: Bool) { target.append(" |\n") }

  /// Signs that would mark something up lose that meaning; a line end becomes a break.
  func append(text: UnsafeBufferPointer<UInt8>, to target: inout ByteTarget) {
    var previous: UInt8 = 0
    for byte in text {
      switch byte {
      case UInt8(ascii: "|"), UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"),
        UInt8(ascii: "<"), UInt8(ascii: "["), UInt8(ascii: "_"), UInt8(ascii: "~"):
        target.append(UInt8(ascii: "\\"))
        target.append(byte)
      case 0x0A:
        if previous != 0x0D { target.append("<br>") }
      case 0x0D: target.append("<br>")
      case 0x00...0x1F:
        // The picture of a control character, U+2400 and on, in UTF-8.
        target.append(0xE2)
        target.append(0x90)
        target.append(0x80 + byte)
      default: target.append(byte)
      }
      previous = byte
    }
  }
}
