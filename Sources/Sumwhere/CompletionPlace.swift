import Syntax

/// What a cursor stands in and after: which kind of word is wanted there, and what is typed of it.
struct CompletionPlace {
  enum Wanted: Equatable {
    /// the first word of a statement
    case statement
    /// what follows `then`
    case step
    /// the start of an operand; `each` and such before it
    case operand(words: [String])
    /// what an aggregate is of
    case measured
    /// a value of a field; a list of several may be opened, or an operand stand here instead
    case value(of: FieldName, words: [String], orOperand: Bool)
    case set
    case parameter
    case field(ofSet: String)
    case file(FileKind)
    case words([String])
    case unit
    /// a scale word, a unit, or what follows an operand
    case afterNumber
    /// what follows a complete operand
    case continuation
    case nothing
  }

  enum FileKind: Equatable {
    case data, script, any

    func fits(_ name: String) -> Bool {
      let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
      return switch self {
      case .data:
        ["csv", "tsv", "tab", "txt", "json", "jsonl", "ndjson", "records"]
          .contains(ending)
      case .script: ending == "sum"
      case .any: true
      }
    }
  }

  struct FieldName: Equatable {
    var set: String?
    var name: String
  }

  enum Opening: Equatable {
    case none
    /// a text or a name whose quote is not closed
    case text(Character)
    case name
  }

  var wanted: Wanted
  /// The bytes that a candidate replaces.
  var range: Range<Int>
  /// What is typed of the word, without the quote that opens it.
  var typed: String
  var opening: Opening
  /// Where a value of several words, whose quotes are still to come, could have begun.
  var phrase: (range: Range<Int>, typed: String, wanted: Wanted)?
  /// The words of the sentence around the cursor, for the sets it names.
  var sentence: CompletionSentence

  /// Whether a word begins here: behind a space, a bracket or the quote that opens it.
  var isFresh = false

  /// Whether the quote of a text is open.
  var isText: Bool {
    if case .text = opening { true } else { false }
  }
}

/// One token as completion looks at it.
struct CompletionToken: Equatable {
  var kind: Token.Kind
  /// As written, keywords and names alike in lower case.
  var word: String
  var text: String
  var range: Range<Int>
}

/// The tokens of the sentence that a cursor stands in.
struct CompletionSentence {
  /// Before the word that is typed.
  var before: [CompletionToken]
  /// From the word that is typed on.
  var after: [CompletionToken]
  /// The statement's text before the last `then`, where the sentence follows one.
  var precedingText: String?

  /// The innermost brackets that are open at the cursor, as the tokens inside them so far.
  var innermost: ArraySlice<CompletionToken> {
    openBracket.map { before[($0 + 1)...] } ?? before[...]
  }

  /// The place in `before` of the bracket that is open at the cursor.
  var openBracket: Int? {
    var depth = 0
    for index in before.indices.reversed() {
      if before[index].text == ")" { depth += 1 }
      if before[index].text == "(" {
        if depth == 0 { return index }
        depth -= 1
      }
    }
    return nil
  }

  /// The sets that are read: those of the innermost query that says so, else those of the sentence.
  var sources: [String] {
    let inside = names(after: ["from", "join"], in: Array(innermost))
    if !inside.isEmpty { return inside }
    return names(after: ["from", "join"], in: before + after)
  }

  private func names(after words: Set<String>, in tokens: [CompletionToken]) -> [String] {
    zip(tokens, tokens.dropFirst()).compactMap { word, name in
      word.kind == .name && words.contains(word.word) && name.kind == .name ? name.text : nil
    }
  }
}
