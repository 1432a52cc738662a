import Syntax

/// How a place is found out: by the tokens before the cursor, never by a tree, because what is
/// being typed is seldom a sentence yet.
extension CompletionPlace {
  init(in text: String, at offset: Int) {
    let bytes = Array(text.utf8)
    let offset = max(0, min(offset, bytes.count))
    var before = Self.tokens(of: bytes[..<offset])
    let after = Self.tokens(of: bytes[offset...])
    range = offset..<offset
    typed = ""
    opening = .none
    phrase = nil
    if let last = before.last, let open = Self.openQuote(last, in: bytes[..<offset]) {
      range = last.range.lowerBound..<offset
      opening = open.opening
      typed = open.typed
      before.removeLast()
      if let closing = after.first, closing.text.hasPrefix(open.quote),
        closing.range.lowerBound == 0
      {
        range = range.lowerBound..<offset + open.quote.utf8.count
      }
    } else if let last = before.last, last.kind == .name, last.range.upperBound == offset {
      range = last.range
      typed = last.text
      before.removeLast()
    }
    isFresh = offset == 0 || " \n(\"'`".utf8.contains(bytes[offset - 1])
    sentence = Self.sentence(before, after, bytes)
    wanted = .nothing
    wanted = Self.wanted(in: sentence.before, sentence, opening)
    if case .value = wanted {} else if opening == .none { findPhrase(bytes) }
  }

  /// `county = New H`: a value of several words, whose quotes are still to come.
  private mutating func findPhrase(_ bytes: [UInt8]) {
    let words = sentence.before.reversed().prefix { $0.kind == .name }.count
    guard words > 0, !typed.isEmpty || bytes[..<range.upperBound].last == 0x20 else { return }
    for count in stride(from: words, through: 1, by: -1) {
      let start = sentence.before.count - count
      var head = sentence
      head.before = Array(sentence.before[..<start])
      let wanted = Self.wanted(in: head.before, head, .none)
      guard case .value = wanted else { continue }
      let range = sentence.before[start].range.lowerBound..<self.range.upperBound
      let typed = String(decoding: bytes[range], as: UTF8.self)
      phrase = (range, typed, wanted)
      return
    }
  }

  private static func tokens(of bytes: ArraySlice<UInt8>) -> [CompletionToken] {
    let source = SourceText(name: "", bytes: Array(bytes))
    return Lexer.tokens(of: source).compactMap { token in
      guard token.kind != .end, token.kind != .lineEnd else { return nil }
      let text = source[token.range]
      return CompletionToken(
        kind: token.kind, word: text.lowercased(), text: text,
        range: Int(token.range.start)..<Int(token.range.end))
    }
  }

  /// A quote before the cursor that is not closed on its line.
  private static func openQuote(
    _ token: CompletionToken, in bytes: ArraySlice<UInt8>
  ) -> (opening: Opening, quote: String, typed: String)? {
    guard token.kind == .broken, let quote = token.text.first else { return nil }
    let rest = bytes[token.range.lowerBound...]
    guard !rest.contains(0x0A) else { return nil }
    let typed = String(decoding: rest.dropFirst(quote.utf8.count), as: UTF8.self)
    switch quote {
    case "\"", "'", "\u{201C}", "\u{2018}":
      let closing = ["\u{201C}": "\u{201D}", "\u{2018}": "\u{2019}"][quote] ?? String(quote)
      return (.text(quote), closing, typed)
    case "`": return (.name, "`", typed)
    default: return nil
    }
  }

  /// What follows the last `;`, blank line or `then` that stands outside of brackets and of `if`.
  private static func sentence(
    _ before: [CompletionToken], _ after: [CompletionToken], _ bytes: [UInt8]
  ) -> CompletionSentence {
    var statementStart = 0
    var start = 0
    var depth = 0
    var openIfs = 0
    var then: CompletionToken?
    for (index, token) in before.enumerated() {
      switch token.word {
      case "(": depth += 1
      case ")": depth = max(0, depth - 1)
      case "if" where token.kind == .name: openIfs += 1
      case ";" where depth == 0:
        (start, then, openIfs) = (index + 1, nil, 0)
        statementStart = token.range.upperBound
      case "then" where depth == 0 && token.kind == .name:
        if openIfs > 0 {
          openIfs -= 1
        } else {
          (start, then) = (index + 1, token)
        }
      default:
        if token.kind == .blankLine, depth == 0 {
          (start, then, openIfs) = (index + 1, nil, 0)
          statementStart = token.range.upperBound
        }
      }
    }
    let preceding = then.map {
      String(decoding: bytes[statementStart..<$0.range.lowerBound], as: UTF8.self)
    }
    return CompletionSentence(
      before: before[start...].filter { $0.kind != .blankLine },
      after: Array(after.prefix { $0.text != ";" && $0.word != "then" && $0.kind != .blankLine }),
      precedingText: preceding)
  }
}
