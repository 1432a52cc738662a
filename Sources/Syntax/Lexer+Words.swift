import Numerals

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
    if let (prefix, _) = ScaleWord.prefix(of: word[...]), scales(prefix, of: word) {
      offset = start + prefix.utf8.count
      append(.word(Keyword.bySpelling[String(prefix)]), from: start)
      if offset < end { lexMeasure(to: end) }
      return
    }
    if isAfterFigure, NumeralWord.reading(of: word) == .name {
      if joinsRange(word) {
        appendBroken(.rangeWord, from: start)
        return
      }
      offset = start
      lexMeasure(to: end)
      return
    }
    if let bound = Self.boundPrefix(of: word) {
      offset = start + bound.utf8.count
      append(.word(Keyword.bySpelling[bound]), from: start)
      return
    }
    if lexShareOfHundred(from: start) { return }
    switch NumeralWord.reading(of: word) {
    case .name:
      appendWord(from: start)
    case .broken:
      appendBroken(.noNumeral(word), from: start)
    case .figure(let figure, let length):
      offset = start + word.unicodeScalars.prefix(length).reduce(0) { $0 + UTF8.width($1) }
      append(figure, isPercent: false, from: start)
    case .endless(let numerator, let denominator):
      let division = "(\(numerator) / \(denominator))"
      appendBroken(
        .endless(word, division), from: start,
        fixes: [.init(range: SourceRange(start, end), replacement: division)])
    }
  }

  /// `至30` behind a figure.
  private func joinsRange(_ word: String) -> Bool {
    guard let first = word.unicodeScalars.first, first == "至" || first == "到",
      let next = word.unicodeScalars.dropFirst().first
    else { return false }
    return WrittenScalars.digit(WrittenScalars.normalized(next)) != nil
      || NumeralReader.digit(next) != nil
  }

  private var isAfterFigure: Bool {
    guard let last = lexemes.list.last else { return false }
    if last.isNumber { return true }
    guard case .word(let keyword) = last.kind, lexemes.list.dropLast().last?.isNumber ?? false
    else { return false }
    return keyword?.scaleExponent != nil
      || ScaleWord.exponent(of: lexemes.source[last.range]) != nil
  }

  /// What stands behind a figure: `多人` is a bound and a unit, `元以上` a unit and a bound.
  private mutating func lexMeasure(to end: Int) {
    var start = offset
    if let (scalar, length) = scalar(at: start), NumeralWord.marks.contains(scalar) {
      offset = start + length
      append(.word(nil), from: start)
      start = offset
    }
    guard start < end else { return }
    let word = String(decoding: bytes[start..<end], as: UTF8.self)
    let bound = BoundWord.chineseSuffix(of: word)?.text ?? ""
    let middle = end - bound.utf8.count
    if middle > start {
      offset = middle
      appendWord(from: start)
    }
    offset = end
    if middle < end { append(.word(nil), from: middle) }
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

  /// 超过 不到 约 近 and the like directly before a figure.
  static func boundPrefix(of word: String) -> String? {
    guard let bound = BoundWord.chinesePrefix(of: word) else { return nil }
    let rest = String(word.dropFirst(bound.count))
    guard let next = rest.unicodeScalars.first else { return nil }
    let isFigure =
      WrittenScalars.digit(WrittenScalars.normalized(next)) != nil || rest.hasPrefix("百分之")
      || NumeralWord.reading(of: rest) != .name
    return isFigure ? bound : nil
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
  fileprivate static let rangeWord = "a range is written with two dots after in: in 20..30"
  fileprivate static func endless(_ word: String, _ division: String) -> String {
    "\(word) is no finite decimal; it is written \(division)"
  }
  fileprivate static func noNumeral(_ word: String) -> String {
    "\(word) is made of numerals that make no number; a text stands in quotes, a name in"
      + " backquotes"
  }
}
