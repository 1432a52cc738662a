/// What can be said in a conversation beside statements: commands that are about the conversation
/// itself, each an entry of its own.
package enum ConversationWords {
  /// The first words of all commands.
  package static let first = ["undo", "reload", "copy", "watch", "set", "all", "quit", "exit"]

  /// Whether an entry is a command, as far as its first words tell.
  package static func begin(_ entry: String) -> Bool {
    let words = entry.split(maxSplits: 2) { $0.isWhitespace || $0 == ";" }.map(String.init)
    guard let word = words.first else { return false }
    switch word {
    case "all", "copy", "exit", "quit", "undo": return words.count == 1
    case "reload": return words.count <= 2
    case "watch": return true
    case "set": return words.count > 1 && words[1] == "bars"
    case "save": return words.count > 1 && words[1] == "session"
    default: return false
    }
  }
}
