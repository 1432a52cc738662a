extension Lexer {
  /// A text between straight, curly or full-width quotes; it ends on its own line.
  mutating func lexText() {
    let start = offset
    let (isSingle, _, length) = quote(at: offset) ?? (false, false, 1)
    offset += length
    var content: [UInt8] = []
    var problem: (message: String, start: Int, end: Int)?
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") {
      let byte = bytes[offset]
      if let closing = quote(at: offset), closing.isSingle == isSingle,
        closes(closing.isCurly, opening: start)
      {
        offset += closing.length
        finishText(content, problem: problem, from: start)
        return
      }
      if byte == UInt8(ascii: "\\") {
        let escapeStart = offset
        if let message = lexEscape(into: &content), problem == nil {
          problem = (message, escapeStart, offset)
        }
      } else if byte < 0x80 {
        offset += 1
        content.append(byte)
        if byte < 0x20, byte != 0x09, byte != 0x0D || self.byte(at: offset) != 0x0A,
          problem == nil
        {
          problem = (brokenByte(in: (offset - 1)..<offset) ?? "", offset - 1, offset)
        }
      } else {
        let length = scalar(at: offset)?.length
        if length == nil, problem == nil {
          problem = (brokenByte(in: offset..<(offset + 1)) ?? "", offset, offset + 1)
        }
        content += bytes[offset..<(offset + (length ?? 1))]
        offset += length ?? 1
      }
    }
    trimLineEnd(from: start)
    if isSingle,
      lexemes.list.last.map({ Int($0.range.end) == start && $0.kind == .word(nil) }) ?? false
    {
      appendApostrophe(from: start, length: length)
    } else {
      appendBroken(.unclosedText, from: start, fixes: [closing(from: start)])
    }
  }

  /// `O'Brien`: the value in double quotes.
  private mutating func appendApostrophe(from start: Int, length: Int) {
    let word = Int(lexemes.list.last?.range.start ?? 0)
    var end = start + length
    while continuesName(at: end) { end += scalar(at: end)?.length ?? 1 }
    let value = String(decoding: bytes[word..<end], as: UTF8.self)
    appendBroken(
      .apostrophe, from: start,
      fixes: [.init(range: SourceRange(word, end), replacement: Printer.quoted(value))])
  }

  /// The quote that closes a text at the line's end, in the place of one of another form.
  private func closing(from start: Int) -> Diagnostic.Fix {
    let opening = quote(at: start) ?? (false, false, 1)
    let closing =
      opening.isCurly
      ? (opening.isSingle ? "\u{2019}" : "\u{201D}")
      : String(decoding: bytes[start..<(start + opening.length)], as: UTF8.self)
    for length in [1, 3] where offset - length > start {
      if let other = quote(at: offset - length), other.length == length,
        other.isSingle == opening.isSingle
      {
        return .init(range: SourceRange(offset - length, offset), replacement: closing)
      }
    }
    return .init(range: SourceRange(offset, offset), replacement: closing)
  }

  private mutating func finishText(
    _ content: [UInt8], problem: (message: String, start: Int, end: Int)?, from start: Int
  ) {
    if let problem {
      lexemes.diagnostics.append(
        Diagnostic(problem.message, at: SourceRange(problem.start, problem.end)))
      append(.broken(Int32(clamping: lexemes.diagnostics.count - 1)), from: start)
    } else {
      lexemes.texts.append(String(decoding: content, as: UTF8.self))
      append(.text(Int32(clamping: lexemes.texts.count - 1)), from: start)
    }
  }

  /// Straight quotes close straight ones; curly ones close curly ones, whichever way they face.
  private func closes(_ isCurly: Bool, opening start: Int) -> Bool {
    quote(at: start)?.isCurly == isCurly
  }

  private func quote(at index: Int) -> (isSingle: Bool, isCurly: Bool, length: Int)? {
    switch byte(at: index) {
    case UInt8(ascii: "\""): return (false, false, 1)
    case UInt8(ascii: "'"): return (true, false, 1)
    case 0xE2, 0xEF:
      switch scalar(at: index)?.scalar.value {
      case 0x201C, 0x201D: return (false, true, 3)
      case 0x2018, 0x2019: return (true, true, 3)
      case 0xFF02: return (false, false, 3)
      case 0xFF07: return (true, false, 3)
      default: return nil
      }
    default: return nil
    }
  }

  /// Reads an escape; the message says why it is none.
  private mutating func lexEscape(into content: inout [UInt8]) -> String? {
    offset += 1
    let letter = byte(at: offset)
    switch letter {
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"): content.append(letter)
    case UInt8(ascii: "u"): return lexCodePoint(into: &content)
    default: return .unknownEscape
    }
    offset += 1
    return nil
  }

  private mutating func lexCodePoint(into content: inout [UInt8]) -> String? {
    offset += 1
    guard byte(at: offset) == UInt8(ascii: "{") else { return .unknownEscape }
    var index = offset + 1
    var value: UInt32 = 0
    while index - offset <= 8, let digit = Character(Unicode.Scalar(byte(at: index))).hexDigitValue
    {
      value = value << 4 | UInt32(digit)
      index += 1
    }
    guard byte(at: index) == UInt8(ascii: "}"), index > offset + 1, index - offset <= 9 else {
      return .unknownEscape
    }
    offset = index + 1
    guard let scalar = Unicode.Scalar(value) else { return .noCharacter }
    content += Array(String(scalar).utf8)
    return nil
  }

  /// A regular expression between slashes, after `matches` only.
  mutating func lexPattern() {
    let start = offset
    offset += 1
    var content: [UInt8] = []
    var isInClass = false
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") {
      let byte = bytes[offset]
      offset += 1
      if byte == UInt8(ascii: "\\"), offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") {
        if bytes[offset] != UInt8(ascii: "/") { content.append(byte) }
        content.append(bytes[offset])
        offset += 1
        continue
      }
      if byte == UInt8(ascii: "/"), !isInClass {
        finishPattern(content, from: start)
        return
      }
      if byte == UInt8(ascii: "[") { isInClass = true }
      if byte == UInt8(ascii: "]") { isInClass = false }
      content.append(byte)
    }
    trimLineEnd(from: start)
    appendBroken(
      .unclosedPattern, from: start,
      fixes: [
        .init(range: SourceRange(offset, offset), replacement: "/")
      ])
  }

  private mutating func finishPattern(_ content: [UInt8], from start: Int) {
    let contentEnd = offset - 1
    let flagStart = offset
    while continuesName(at: offset) { offset += 1 }
    let flags = bytes[flagStart..<offset]
    if content.isEmpty {
      appendBroken(.emptyPattern, from: start)
    } else if let problem = brokenByte(in: (start + 1)..<contentEnd) {
      appendBroken(problem, from: start)
    } else if !flags.isEmpty, Array(flags) != [UInt8(ascii: "i")] {
      appendBroken(
        .unknownFlag, from: flagStart,
        fixes: [.init(range: SourceRange(flagStart, offset), replacement: "i")])
    } else {
      lexemes.patterns.append(
        PatternLexeme(
          text: String(decoding: content, as: UTF8.self), ignoresCase: !flags.isEmpty))
      append(.pattern(Int32(clamping: lexemes.patterns.count - 1)), from: start)
    }
  }
}

extension String {
  fileprivate static let apostrophe =
    "an apostrophe opens a text here; a value that holds one stands in double quotes"
  fileprivate static let emptyPattern = "the pattern between the slashes is empty"
  fileprivate static let noCharacter = "no character has this number"
  fileprivate static let unclosedPattern = "the pattern is not closed by / on its line"
  fileprivate static let unclosedText = "the text is not closed by a quote on its line"
  fileprivate static let unknownEscape =
    "a backslash starts one of \\n \\t \\\" \\' \\\\ \\u{…}; a backslash itself is \\\\"
  fileprivate static let unknownFlag = "a pattern has one flag, i, for either case of letters"
}
