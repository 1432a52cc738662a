/// How the cells of a file are written.
struct Dialect: Sendable, Equatable {
  var delimiter = UInt8(ascii: ",")
  /// 0 where cells are never quoted.
  var quote = UInt8(ascii: "\"")
  /// The sign that takes away the meaning of the next one; `nil` is a doubled quote.
  var escape: UInt8?
  /// A line feed alone also ends the lines of a file with CR LF.
  var recordSeparator: [UInt8] = [10]

  /// Whether the block-wise scanner can read it.
  var isPlain: Bool { escape == nil && recordSeparator.count == 1 }

  /// The byte that ends a line where lines are counted.
  var lineEnd: UInt8 { recordSeparator.last ?? 10 }

  /// The carriage return of CR LF belongs to the line's end.
  var trimsCarriageReturn: Bool { recordSeparator == [10] }

  /// As it is written in `with (delimiter …)` and in sentences.
  static func name(of byte: UInt8) -> String {
    switch byte {
    case 9: "tab"
    case UInt8(ascii: " "): "space"
    case 0x21...0x7E: String(UnicodeScalar(byte))
    default: "\\u{\(String(byte, radix: 16))}"
    }
  }
}
