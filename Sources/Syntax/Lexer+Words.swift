extension Lexer {
  mutating func lexWord() {
    let start = offset
    while continuesName(at: offset) {
      offset += byte(at: offset) < 0x80 ? 1 : scalar(at: offset)?.length ?? 1
    }
    // Most words are ASCII and short; only the others can be numerals or glued to a number.
    if bytes[start] >= 0x80 {
      splitBeyondASCII(from: start)
    } else {
      appendWord(from: start)
    }
  }

  private mutating func appendWord(from start: Int) {
    append(.word(keyword(from: start)), from: start)
  }

  private func keyword(from start: Int) -> Keyword? {
    // No keyword is longer than `percentile`, `descending`, `correlation`.
    guard offset - start <= 12 else { return nil }
    var lowered: [UInt8] = []
    lowered.reserveCapacity(12)
    for byte in bytes[start..<offset] {
      lowered.append(byte >= 65 && byte <= 90 ? byte + 32 : byte)
    }
    return Keyword.bySpelling[String(decoding: lowered, as: UTF8.self)]
  }

  /// Chinese writes no spaces: `约300`, `216万元` and `四千三百万` are parted here.
  private mutating func splitBeyondASCII(from start: Int) {
    let end = offset
    let word = String(decoding: bytes[start..<end], as: UTF8.self)
    if let (prefix, _) = ChineseNumeral.scalePrefix(word[...]), scales(prefix, of: word) {
      offset = start + prefix.utf8.count
      append(.word(Keyword.bySpelling[String(prefix)]), from: start)
      if offset < end {
        let rest = offset
        offset = end
        appendWord(from: rest)
      }
      return
    }
    if let qualifier = qualifierPrefix(of: word) {
      offset = start + qualifier.utf8.count
      append(.word(Keyword.bySpelling[qualifier]), from: start)
      return
    }
    if ChineseNumeral.isNumeral(word) {
      guard let value = ChineseNumeral.value(of: word) else {
        appendBroken(.noNumeral(word), from: start)
        return
      }
      lexemes.numbers.append(NumberLexeme(coefficient: value, exponent: 0))
      append(.number(Int32(clamping: lexemes.numbers.count - 1)), from: start)
      return
    }
    appendWord(from: start)
  }

  /// Whether 万 and the like at a word's start scale: after a number and after `to` they do, after
  /// `in` only before a unit, since 万州 is a place.
  private func scales(_ prefix: Substring, of word: String) -> Bool {
    guard let last = lexemes.list.last else { return false }
    if last.isNumber || last.keyword == .to { return true }
    if last.sign == .open, lexemes.list.dropLast().last?.keyword == .to { return true }
    let rest = word.dropFirst(prefix.count)
    return last.keyword == .in && (rest.isEmpty || Keywords.measuringUnits.contains(String(rest)))
  }

  /// 超过 不到 约 近 directly before digits.
  private func qualifierPrefix(of word: String) -> String? {
    for qualifier in ["超过", "不到", "约", "近"] where word.hasPrefix(qualifier) {
      let rest = word.dropFirst(qualifier.count)
      guard let next = rest.unicodeScalars.first else { return nil }
      if (48..<58).contains(next.value) || (0xFF10...0xFF19).contains(next.value)
        || ChineseNumeral.isNumeral(String(rest))
      {
        return qualifier
      }
    }
    return nil
  }

  mutating func lexQuotedName() {
    let start = offset
    offset += scalar(at: offset)?.length ?? 1
    let contentStart = offset
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "`") || isFullWidthBackquote(at: offset) {
        let isEmpty = offset == contentStart
        offset += byte < 0x80 ? 1 : 3
        if isEmpty {
          appendBroken(.emptyName, from: start)
        } else if let problem = brokenByte(in: contentStart..<(offset - (byte < 0x80 ? 1 : 3))) {
          appendBroken(problem, from: start)
        } else {
          append(.quotedName, from: start)
        }
        return
      }
      offset += 1
    }
    trimLineEnd(from: start)
    appendBroken(
      .unclosedName, from: start,
      fixes: [.init(range: SourceRange(offset, offset), replacement: "`")])
  }

  private func isFullWidthBackquote(at index: Int) -> Bool {
    byte(at: index) == 0xEF && byte(at: index + 1) == 0xBD && byte(at: index + 2) == 0x80
  }

  /// Steps back over the spaces and the carriage return at a line's end.
  mutating func trimLineEnd(from start: Int) {
    while offset > start + 1, [0x20, 0x09, 0x0D].contains(bytes[offset - 1]) { offset -= 1 }
  }

  /// Why some bytes cannot be part of a name or a text; nil where they can.
  func brokenByte(in range: Range<Int>) -> String? {
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      if byte < 0x80 {
        if byte < 0x20, byte != 0x09 { return .controlInside(UInt32(byte)) }
        if byte == 0x7F { return .controlInside(0x7F) }
        index += 1
      } else if let (_, length) = scalar(at: index) {
        index += length
      } else {
        return .brokenInside(byte)
      }
    }
    return nil
  }
}

extension String {
  fileprivate static let emptyName = "the backquotes hold no name"
  fileprivate static let unclosedName = "the name in backquotes is not closed on its line"
  fileprivate static func brokenInside(_ byte: UInt8) -> String {
    "a byte (0x\(String(byte, radix: 16, uppercase: true))) that is not UTF-8 stands in here"
  }
  fileprivate static func controlInside(_ value: UInt32) -> String {
    "a control character (\(codePoint(value))) stands in here; a text may hold it as"
      + " \\u{\(String(value, radix: 16))}"
  }
  fileprivate static func noNumeral(_ word: String) -> String {
    "\(word) is made of numerals that make no number; a text stands in quotes, a name in"
      + " backquotes"
  }
}
