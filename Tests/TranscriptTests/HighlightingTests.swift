import Foundation
import Records
import Syntax
import Testing

/// The editor highlighting agrees with the lexer, and its words are those of the language.
@Suite struct HighlightingTests {
  private static let scripts = Repository.files(below: "Samples").filter { $0.hasSuffix(".sum") }
  private static let transcripts = Repository.files(below: "Tests/Transcripts")
    .filter { $0.hasSuffix(".txt") }

  private static let statementsOfTranscripts: [(place: String, text: String)] = {
    transcripts.flatMap { path -> [(place: String, text: String)] in
      guard let lines = try? Repository.lines(path) else { return [] }
      return Transcript(lines: lines).pieces.compactMap { piece in
        guard case .entry(let entry) = piece else { return nil }
        return ("\(path):\(entry.line)", entry.text)
      }
    }
  }()

  @Test(arguments: scripts)
  func scriptsAreHighlightedAsTheyAreRead(path: String) throws {
    try Self.compare(try Repository.text(path), at: path, with: try Highlighting())
  }

  @Test func statementsOfTranscriptsAreHighlightedAsTheyAreRead() throws {
    let highlighting = try Highlighting()
    #expect(Self.statementsOfTranscripts.count > 300)
    for (place, text) in Self.statementsOfTranscripts {
      try Self.compare(text, at: place, with: highlighting)
    }
  }

  /// Each token has one scope from its first letter to its last, what is no token is a comment.
  private static func compare(
    _ text: String, at place: String, with highlighting: Highlighting
  ) throws {
    let tokens = Lexer.tokens(of: SourceText(name: place, text: text))
    // What is refused has no right look.
    guard !tokens.contains(where: { $0.kind == .broken }) else { return }
    var scopes = [String](repeating: "", count: text.utf16.count)
    for span in highlighting.spans(of: text) {
      for index in span.range.location..<(span.range.location + span.range.length) {
        scopes[index] = span.scope
      }
    }
    let bytes = Array(text.utf8)
    var covered = [Bool](repeating: false, count: scopes.count)
    var place16 = 0
    var byte = 0
    func advance(to end: Int) -> Range<Int> {
      let start = place16
      place16 += String(decoding: bytes[byte..<end], as: UTF8.self).utf16.count
      byte = end
      return start..<place16
    }
    var previous = ""
    for token in tokens {
      _ = advance(to: Int(token.range.start))
      let range = advance(to: Int(token.range.end))
      for index in range { covered[index] = true }
      let word = String(decoding: bytes[Int(token.range.start)..<byte], as: UTF8.self)
      let wanted = scopesAllowed(token.kind, word, after: previous)
      let found = Set(range.map { scopes[$0] })
      if !wanted.isEmpty {
        #expect(
          found.count == 1 && wanted.contains(found.first ?? ""),
          "\(place): \(word) is \(found.sorted()), not \(wanted.sorted())")
      }
      if token.kind != .lineEnd { previous = word }
    }
    for (index, unit) in text.utf16.enumerated() where !covered[index] && unit > 32 {
      let isSpace = Unicode.Scalar(unit)?.properties.isWhitespace ?? false
      #expect(isSpace || scopes[index].hasPrefix("comment"), "\(place): offset \(index)")
    }
  }

  private static let signs = Set(["(", ")", ",", ".", "$", ";", "（", "）", "，", "；", "、"])

  private static func scopesAllowed(
    _ kind: Token.Kind, _ word: String, after previous: String
  ) -> Set<String> {
    switch kind {
    case .lineEnd, .blankLine, .end, .broken: return []
    case .number: return ["constant.numeric"]
    case .period: return ["constant.other.date"]
    case .text: return ["string.quoted"]
    case .pattern: return ["string.regexp"]
    case .quotedName: return ["variable.other.quoted"]
    case .sign where word == "$" || word == "＄": return ["variable.parameter"]
    case .sign: return [signs.contains(word) ? "punctuation" : "keyword.operator"]
    case .name:
      let word = word.lowercased()
      if previous == "$" { return ["variable.parameter"] }
      if Keywords.reserved.contains(word) { return ["keyword.control"] }
      var allowed: Set<String> = ["variable.other"]
      if Keywords.scaleWords.contains(word) || !word.unicodeScalars.contains(where: isNoNumeral) {
        allowed = ["constant.language.scale"]
      } else if Keywords.all.contains(word) {
        allowed = ["keyword.other"]
      }
      // 至少 and its like directly before a figure.
      if word.utf8.first.map({ $0 >= 0x80 }) ?? false { allowed.insert("keyword.other") }
      if units.contains(word) || units.contains(where: { $0.lowercased() == word }) {
        allowed.insert("constant.language.unit")
      }
      if Keywords.functions.contains(word) || Keywords.windows.contains(word) {
        allowed.insert("support.function")
      }
      return allowed
    }
  }

  private static func isNoNumeral(_ scalar: Unicode.Scalar) -> Bool {
    !"十百千万亿".unicodeScalars.contains(scalar)
  }

  // MARK: Words

  /// Words of units that a name can be; the others, like `m^2`, are made of several.
  private static let units: Set<String> = Set(
    UnitTable().atoms.keys.filter { word in
      word.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0 == "_" }
        && word.unicodeScalars.first != "_"
    })

  @Test func theWordsAreThoseOfTheLanguage() throws {
    let highlighting = try Highlighting()
    let reserved = Set(Keywords.reserved)
    let scales = Set(Keywords.scaleWords)
    let others = Set(Keywords.all).subtracting(reserved).subtracting(scales)
    let functions = Set(Keywords.functions + Keywords.windows)
    #expect(Self.words(of: highlighting.rule("reserved")) == reserved)
    #expect(Self.words(of: highlighting.rule("words")) == others)
    #expect(Self.words(of: highlighting.rule("scales")) == scales)
    #expect(Self.words(of: highlighting.rule("functions")) == functions)
    #expect(Self.words(of: highlighting.rule("amounts")) == Self.units)

    let vim = try Repository.lines("Grammar/sumwhere.vim")
    #expect(Self.words(in: vim, of: "syn keyword sumwhereReserved") == reserved)
    #expect(Self.words(in: vim, of: "syn keyword sumwhereWord") == others)
    #expect(Self.words(in: vim, of: "syn keyword sumwhereScale") == scales)
    #expect(Self.alternatives(in: vim, of: "syn match sumwhereFunction") == functions)
    #expect(Self.alternatives(in: vim, of: "syn match sumwhereUnit") == Self.units)
  }

  /// The last alternatives of a pattern: `(?:by|where)(?!…)`.
  private static func words(of pattern: String) -> Set<String> {
    guard let end = pattern.range(of: ")(?!", options: .backwards)?.lowerBound,
      let start = pattern[..<end].lastIndex(of: "(")
    else { return [] }
    let inner = pattern[pattern.index(after: start)..<end]
    return Set(
      (inner.hasPrefix("?:") ? inner.dropFirst(2) : inner).split(separator: "|").map(String.init))
  }

  private static func words(in lines: [String], of start: String) -> Set<String> {
    Set(
      lines.filter { $0.hasPrefix(start + " ") }
        .flatMap { $0.dropFirst(start.count).split(separator: " ") }.map(String.init))
  }

  /// The last alternatives of a line of Vim: `\%(by\|where\)`.
  private static func alternatives(in lines: [String], of start: String) -> Set<String> {
    guard let line = lines.first(where: { $0.hasPrefix(start + " ") }),
      let open = line.range(of: "\\%(", options: .backwards)?.upperBound,
      let close = line.range(of: "\\)", range: open..<line.endIndex)?.lowerBound
    else { return [] }
    return Set(
      line[open..<close].replacingOccurrences(of: "\\|", with: "|").split(separator: "|")
        .map(String.init))
  }
}
