/// Tokens as text, one a line: the kind, where it stands, and what is written there.
package enum TokenText {
  package static func text(of source: SourceText) -> String {
    var output = ""
    for token in Lexer.tokens(of: source) {
      output += "\(token.kind) \(token.range.start)..<\(token.range.end)"
      switch token.kind {
      case .name, .quotedName, .number, .period, .text, .pattern, .sign, .broken:
        output += " \(source[token.range])"
      case .lineEnd, .blankLine, .end:
        break
      }
      output += "\n"
    }
    return output
  }
}
