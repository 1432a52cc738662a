package import Syntax

/// Which fields some texts can ask for, told from their words before any record is read.
///
/// Every word counts as a name, so nothing that is asked is missed. Where a statement can show or
/// write fields that it does not name, it cannot be told.
package enum AskedFields {
  /// In small letters; `nil` where it cannot be told.
  package static func names(in sources: [SourceText]) -> Set<String>? {
    var names: Set<String> = []
    for source in sources {
      let tokens = Lexer.tokens(of: source)
      for (index, token) in tokens.enumerated() {
        switch token.kind {
        case .name:
          let word = source[token.range].lowercased()
          if wholeRecords.contains(word) { return nil }
          if word == "show", !namesItem(tokens[index...].dropFirst().first, source) { return nil }
          names.insert(word)
        case .quotedName:
          names.insert(String(source[token.range].dropFirst().dropLast()).lowercased())
        case .broken: return nil
        case .number, .period, .text, .pattern, .sign, .lineEnd, .blankLine, .end: break
        }
      }
    }
    return names
  }

  /// Words of statements and steps that reach fields which they do not name.
  private static let wholeRecords: Set<String> = [
    "add", "append", "chart", "compare", "describe", "drop", "expect", "explain", "help", "include",
    "join", "keep", "rename", "save", "unpivot", "why",
  ]

  /// `show` alone, with a star or before a clause shows all fields.
  private static func namesItem(_ next: Token?, _ source: SourceText) -> Bool {
    guard let next else { return false }
    switch next.kind {
    case .quotedName: return true
    case .name: return !clauses.contains(source[next.range].lowercased())
    case .number, .period, .text, .pattern, .sign, .lineEnd, .blankLine, .broken, .end: return false
    }
  }

  private static let clauses: Set<String> = [
    "where", "by", "across", "with", "sort", "order", "top", "bottom", "limit", "from", "then",
    "having", "per", "distinct",
  ]
}
