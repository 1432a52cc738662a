/// One lexeme's kind and where it stands.
package struct Token: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case name
    /// a name in backquotes
    case quotedName
    case number
    case period
    case text
    case pattern
    /// an operator, a bracket, a comma, a dot, `$`, `;`
    case sign
    /// a line end that may end a statement, and a blank line that does
    case lineEnd
    case blankLine
    /// bytes that are no lexeme; the lexer's diagnostics say why
    case broken
    case end
  }

  package var kind: Kind
  package var range: SourceRange

  package init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}
