/// Text to tokens: bytes are looked at once, from the first to the last.
///
/// It never fails. Bytes that are no lexeme become a broken one that carries its diagnostic, and
/// the parser reports it when it comes to it, so that one statement has one error. Whether a line
/// end ends a statement is not decided here but by `StatementLines`.
package struct Lexer {
  let bytes: [UInt8]
  var offset = 0
  var lexemes: Lexemes
  /// Where the last lexeme ended, to tell whether a space stands before the next.
  private var previousEnd = -1
  private var lineHasLexeme = false
  private var lineHasComment = false

  init(_ source: SourceText) {
    bytes = source.bytes
    lexemes = Lexemes(source: source)
  }

  /// The tokens of a text, the last of them `.end`.
  package static func tokens(of source: SourceText) -> [Token] {
    lex(source).list.map { Token($0.tokenKind, $0.range) }
  }

  static func lex(_ source: SourceText) -> Lexemes {
    var lexer = Lexer(source)
    if source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { lexer.offset = 3 }
    while lexer.offset < lexer.bytes.count { lexer.lexNext() }
    lexer.append(.end, from: lexer.offset)
    return lexer.lexemes
  }

  mutating func append(_ kind: Lexeme.Kind, from start: Int) {
    lexemes.list.append(
      Lexeme(kind: kind, range: SourceRange(start, offset), isAdjacent: start == previousEnd))
    previousEnd = offset
    if kind != .lineEnd, kind != .blankLine { lineHasLexeme = true }
  }

  mutating func appendBroken(
    _ message: String, from start: Int, notes: [String] = [], fixes: [Diagnostic.Fix] = []
  ) {
    lexemes.diagnostics.append(
      Diagnostic(message, at: SourceRange(start, offset), notes: notes, fixes: fixes))
    append(.broken(Int32(clamping: lexemes.diagnostics.count - 1)), from: start)
  }

  func byte(at index: Int) -> UInt8 {
    index < bytes.count && index >= 0 ? bytes[index] : 0
  }

  private mutating func lexNext() {
    let byte = bytes[offset]
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
      offset += 1
    case UInt8(ascii: "\n"):
      lexLineEnd()
    case UInt8(ascii: "#"):
      lexComment()
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"):
      lexWord()
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      lexNumber()
    case UInt8(ascii: "`"):
      lexQuotedName()
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      lexText()
    case 0x21...0x7E:
      lexSign()
    case 0x80...:
      lexBeyondASCII()
    default:
      offset += 1
      appendBroken(.controlCharacter(byte), from: offset - 1, fixes: [remove(offset - 1)])
    }
  }

  private mutating func lexLineEnd() {
    let start = offset
    offset += 1
    if lineHasLexeme {
      append(.lineEnd, from: start)
    } else if !lineHasComment, lexemes.list.last?.kind != .blankLine {
      append(.blankLine, from: start)
    }
    lineHasLexeme = false
    lineHasComment = false
  }

  mutating func lexComment() {
    lineHasComment = true
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
  }

  private mutating func lexBeyondASCII() {
    guard let (scalar, length) = scalar(at: offset) else {
      let start = offset
      repeat { offset += 1 } while offset < bytes.count && bytes[offset] & 0xC0 == 0x80
      appendBroken(.notUTF8(bytes[start]), from: start, fixes: [remove(start)])
      return
    }
    switch scalar.value {
    case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
      offset += length
    case 0xFF03:
      lexComment()
    case 0xFF10...0xFF19:
      lexNumber()
    case 0x2018, 0x2019, 0x201C, 0x201D, 0xFF02, 0xFF07:
      lexText()
    case 0xFF40:
      lexQuotedName()
    case 0x2260, 0x2264, 0x2265, 0x3001, 0xFF01...0xFF0F, 0xFF1A...0xFF20, 0xFF3B...0xFF3E,
      0xFF5B...0xFF5E:
      lexSign()
    default:
      if scalar.startsName { lexWord() } else { lexUnknown(scalar, length: length) }
    }
  }

  private mutating func lexUnknown(_ scalar: Unicode.Scalar, length: Int) {
    let start = offset
    offset += length
    let isAfterNumber = lexemes.list.last?.isNumber ?? false
    let replacement: String? =
      switch scalar.value {
      case 0x2010...0x2015, 0x2212: "-"
      case 0xD7, 0x22C5, 0x2217: "*"
      case 0xF7, 0x2215: "/"
      case 0x2026: ".."
      case 0x2248: "about"
      case 0xA5, 0xFFE5: isAfterNumber ? "yuan" : nil
      case 0x20AC: isAfterNumber ? "euro" : nil
      case 0xA3: isAfterNumber ? "sterling" : nil
      case 0x2192: "then"
      case 0x2227: "and"
      case 0x2228: "or"
      case 0xAC: "not"
      default: nil
      }
    if lexCurrencySign(scalar, from: start) { return }
    if let replacement {
      appendBroken(
        .lookAlike(String(scalar), replacement), from: start,
        fixes: [
          .init(
            range: SourceRange(start, offset),
            replacement: parted(replacement, from: start))
        ])
    } else if scalar.isInvisible {
      appendBroken(.invisibleCharacter(scalar.value), from: start, fixes: [remove(start)])
    } else {
      appendBroken(.unknownCharacter(String(scalar)), from: start)
    }
  }

  /// A word in the place of a sign, with spaces where digits stand beside it.
  private func parted(_ word: String, from start: Int) -> String {
    guard word.utf8.first.map({ $0 >= UInt8(ascii: "a") }) ?? false else { return word }
    let before = start > 0 && digit(at: start - 1) != nil ? " " : ""
    return before + word + (digit(at: offset) != nil ? " " : "")
  }

  /// A fix that takes the bytes from a start to here away.
  func remove(_ start: Int) -> Diagnostic.Fix {
    Diagnostic.Fix(range: SourceRange(start, offset), replacement: "")
  }
}

extension String {
  fileprivate static func controlCharacter(_ byte: UInt8) -> String {
    byte == 0
      ? "a zero byte stands here; the text may be no text file or one in UTF-16"
      : "a control character (\(codePoint(UInt32(byte)))) stands here"
  }
  fileprivate static func invisibleCharacter(_ value: UInt32) -> String {
    "a character that cannot be seen (\(codePoint(value))) stands here"
  }
  fileprivate static func lookAlike(_ character: String, _ replacement: String) -> String {
    "\(character) is no sign of the language; \(replacement) is"
  }
  fileprivate static func notUTF8(_ byte: UInt8) -> String {
    "a byte (0x\(String(byte, radix: 16, uppercase: true))) that is not UTF-8 stands here"
  }
  fileprivate static func unknownCharacter(_ character: String) -> String {
    "\(character) is no sign of the language; as part of a name it stands in backquotes,"
      + " as part of a text in quotes"
  }

  static func codePoint(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: digits.count < 4 ? 4 - digits.count : 0) + digits
  }
}
