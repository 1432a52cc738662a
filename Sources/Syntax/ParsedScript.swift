/// A text as statements, with one diagnostic for each that could not be read.
package struct ParsedScript: Sendable {
  package var statements: [Statement]
  package var diagnostics: [Diagnostic]
  /// For each diagnostic the statement that could not be read.
  package var unreadStatements: [SourceRange] = []

  package init(statements: [Statement], diagnostics: [Diagnostic]) {
    self.statements = statements
    self.diagnostics = diagnostics
  }

  /// The range of the statement that a diagnostic is about.
  package func statementRange(of diagnostic: Diagnostic) -> SourceRange {
    for (candidate, range) in zip(diagnostics, unreadStatements) where candidate == diagnostic {
      return range.joined(with: diagnostic.range)
    }
    return diagnostic.range
  }

  /// Whether more text at the end could complete the last statement.
  package var isIncomplete: Bool { diagnostics.last?.isIncomplete ?? false }
}
