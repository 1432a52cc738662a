/// A text as statements, with one diagnostic for each that could not be read.
package struct ParsedScript: Sendable {
  package var statements: [Statement]
  package var diagnostics: [Diagnostic]

  package init(statements: [Statement], diagnostics: [Diagnostic]) {
    self.statements = statements
    self.diagnostics = diagnostics
  }
}

package struct Parser {
  package static func parse(_ source: SourceText) -> ParsedScript {
    ParsedScript(statements: [], diagnostics: [])
  }
}
