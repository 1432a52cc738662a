import Syntax

extension SourceText {
  /// The words of a statement that could be names, in their order.
  func names(in range: SourceRange) -> [String] {
    let statement = SourceText(name: name, text: self[range])
    return Lexer.tokens(of: statement).compactMap { token in
      switch token.kind {
      case .name: statement[token.range]
      case .quotedName: String(statement[token.range].dropFirst().dropLast())
      case .number, .period, .text, .pattern, .sign, .lineEnd, .blankLine, .broken, .end: nil
      }
    }
  }
}
