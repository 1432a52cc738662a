import Foundation

/// The productions of `Grammar/sumwhere.ebnf`.
struct Grammar: Sendable {
  indirect enum Rule: Equatable, Sendable {
    case sequence([Rule])
    case choice([Rule])
    case optional(Rule)
    case repeated(Rule)
    case terminal(String)
    case reference(String)
    case special
  }

  private(set) var names: [String] = []
  private(set) var rules: [String: Rule] = [:]
  /// Each production as it is written, with one space between its parts.
  private(set) var texts: [String: String] = [:]
  /// The productions that the lexer makes.
  private(set) var lexical: Set<String> = []

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let shared = Grammar(
    (try? String(contentsOf: folder.appending(path: "Grammar/sumwhere.ebnf"), encoding: .utf8))
      ?? "")

  init(_ text: String) {
    var reader = Reader(words: Self.words(of: text))
    var isLexical = false
    while let word = reader.next() {
      if word.hasPrefix("(*") {
        isLexical = isLexical || word.contains("made by the lexer")
        continue
      }
      guard reader.next() == "=" else { return }
      let start = reader.index
      let rule = reader.choice()
      texts[word] = "\(word) = \(reader.words[start..<reader.index].joined(separator: " ")) ;"
      guard reader.next() == ";" else { return }
      names.append(word)
      rules[word] = rule
      if isLexical { lexical.insert(word) }
    }
  }

  /// Comments, quoted terminals, special sequences and signs, each as one word.
  static func words(of text: String) -> [String] {
    var words: [String] = []
    var rest = text[...]
    while let first = rest.first {
      if first.isWhitespace {
        rest = rest.dropFirst()
      } else if rest.hasPrefix("(*"), let end = rest.range(of: "*)") {
        words.append(String(rest[..<end.upperBound]))
        rest = rest[end.upperBound...]
      } else if first == "\"" || first == "?", let end = rest.dropFirst().firstIndex(of: first) {
        words.append(String(rest[...end]))
        rest = rest[rest.index(after: end)...]
      } else if first.isLetter {
        let word = rest.prefix { $0.isLetter }
        words.append(String(word))
        rest = rest[word.endIndex...]
      } else {
        words.append(String(first))
        rest = rest.dropFirst()
      }
    }
    return words
  }

  /// All terminals made of letters.
  var keywords: Set<String> {
    var found: Set<String> = []
    func visit(_ rule: Rule) {
      switch rule {
      case .sequence(let rules), .choice(let rules): rules.forEach(visit)
      case .optional(let rule), .repeated(let rule): visit(rule)
      case .terminal(let text): if text.first?.isLetter ?? false { found.insert(text) }
      case .reference, .special: break
      }
    }
    rules.values.forEach(visit)
    return found
  }

  private struct Reader {
    let words: [String]
    var index = 0

    mutating func next() -> String? {
      guard index < words.count else { return nil }
      index += 1
      return words[index - 1]
    }

    mutating func choice() -> Rule {
      var rules = [sequence()]
      while index < words.count, words[index] == "|" {
        index += 1
        rules.append(sequence())
      }
      return rules.count == 1 ? rules[0] : .choice(rules)
    }

    mutating func sequence() -> Rule {
      var rules: [Rule] = []
      while index < words.count, !["|", ")", "]", "}", ";"].contains(words[index]) {
        let word = words[index]
        index += 1
        switch word {
        case "(", "[", "{":
          let inner = choice()
          index += 1
          rules.append(word == "(" ? inner : word == "[" ? .optional(inner) : .repeated(inner))
        default:
          if word.hasPrefix("\"") {
            rules.append(.terminal(String(word.dropFirst().dropLast())))
          } else {
            rules.append(word.hasPrefix("?") ? .special : .reference(word))
          }
        }
      }
      return rules.count == 1 ? rules[0] : .sequence(rules)
    }
  }
}
