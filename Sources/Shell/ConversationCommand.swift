import Sumwhere
import Syntax

/// An entry that is about the conversation and not about records.
enum ConversationCommand: Equatable {
  case quit, all, undo, copy
  /// one set, or all whose files changed
  case reload(String?)
  /// `save session as "grants.sum"`
  case saveSession(path: String)
  case watch(seconds: Int, statement: String)
  /// `set bars off`
  case bars(isOn: Bool)
  /// one that is begun and cannot be read, with what would help
  case unclear(String)

  /// `nil` where the entry is a statement.
  init?(_ entry: String) {
    guard ConversationWords.begin(entry) else { return nil }
    let words = entry.split { $0.isWhitespace || $0 == ";" }.map(String.init)
    switch words[0] {
    case "all": self = .all
    case "undo": self = .undo
    case "copy": self = .copy
    case "reload": self = .reload(words.count > 1 ? words[1] : nil)
    case "watch": self = Self.watch(entry, words)
    case "set": self = Self.set(words)
    case "save":
      guard let command = Self.save(entry) else { return nil }
      self = command
    default: self = .quit
    }
  }

  private static func set(_ words: [String]) -> ConversationCommand {
    switch words.dropFirst(2) {
    case ["on"]: .bars(isOn: true)
    case ["off"]: .bars(isOn: false)
    default: .unclear("bars are on or off: set bars off")
    }
  }

  private static let usualSeconds = 5
  private static let mostSeconds = 86_400

  private static func watch(_ entry: String, _ words: [String]) -> ConversationCommand {
    let rest = entry.drop(while: \.isWhitespace).dropFirst("watch".count)
      .drop(while: \.isWhitespace)
    let digits = rest.prefix(while: \.isNumber)
    let statement = String(rest.dropFirst(digits.count).drop(while: \.isWhitespace))
    let seconds = digits.isEmpty ? usualSeconds : Int(digits) ?? 0
    guard !statement.isEmpty, !digits.isEmpty || words.count > 1 else {
      return .unclear("watch needs a question: watch 5 count")
    }
    guard 1...mostSeconds ~= seconds else {
      return .unclear("watch waits a whole number of seconds from 1 to a day: watch 5 count")
    }
    return .watch(seconds: seconds, statement: statement)
  }

  /// `nil` leaves `save session to "x.csv"` to those who named a set so.
  private static func save(_ entry: String) -> ConversationCommand? {
    let source = SourceText(name: "", text: entry)
    let tokens = Lexer.tokens(of: source).filter {
      switch $0.kind {
      case .end, .lineEnd, .blankLine: false
      default: source[$0.range] != ";"
      }
    }
    let texts = tokens.map { source[$0.range] }
    guard texts.count == 4, texts[2] == "as" || texts[2] == "to",
      tokens[3].kind == .text || tokens[3].kind == .name
    else {
      return texts.count > 2 && texts[2] == "to"
        ? nil : .unclear("save session needs a name: save session as \"questions.sum\"")
    }
    let path = tokens[3].kind == .text ? String(texts[3].dropFirst().dropLast()) : texts[3]
    if texts[2] == "to", !path.hasSuffix(".sum") { return nil }
    return .saveSession(path: path.hasSuffix(".sum") ? path : path + ".sum")
  }
}
