/// A sentence about a place in a question: what was found, what exists, and what could be pasted.
package struct Diagnostic: Error, Equatable, Sendable {
  /// A replacement of a range that makes the statement say what was probably meant.
  package struct Fix: Equatable, Sendable {
    package var range: SourceRange
    package var replacement: String

    package init(range: SourceRange, replacement: String) {
      self.range = range
      self.replacement = replacement
    }
  }

  package var range: SourceRange
  package var message: String
  package var notes: [String]
  /// Alternatives, the likeliest first; each alone mends the statement.
  package var fixes: [Fix]
  /// Whether more text at the end could complete the statement.
  package var isIncomplete: Bool

  package init(
    _ message: String, at range: SourceRange, notes: [String] = [], fixes: [Fix] = [],
    isIncomplete: Bool = false
  ) {
    self.range = range
    self.message = message
    self.notes = notes
    self.fixes = fixes
    self.isIncomplete = isIncomplete
  }
}
