package import Engine
package import Records
package import Syntax

/// The sets, definitions and parameters of one conversation, and the statements it runs.
public struct Session: Sendable {
  /// Where text comes from and what is printed of it beside answers.
  public init() {}

  /// What one statement did.
  package enum Outcome: Sendable {
    case answer(Answer)
    case loaded(name: String, notes: [Note])
    /// help, plans: text that is printed as it is
    case text(String)
    /// let, use, unit, param, an `expect` that held
    case done(notes: [Note])
  }

  /// Why a statement came to nothing; each prints itself with its source.
  package enum Failure: Error, Sendable {
    /// exit code 1
    case statement(Diagnostic, SourceText, statement: SourceRange)
    /// exit code 3
    case reading(ReadingError)
    /// exit code 4
    case expectation(Diagnostic, SourceText, statement: SourceRange)
    /// exit code 130
    case cancelled
  }

  package struct Settings: Sendable {
    /// Texts given on the command line for `param`s.
    package var parameters: [String: String] = [:]
    /// Whether `load` reads only the fields that the rest of the script names.
    package var isScript = false
    package init() {}
  }

  package var settings = Settings()

  /// Parses all of a text, checks and runs its statements in order, and hands each outcome out as
  /// it comes; stops at the first failure. Loads are relative to `folder`.
  package mutating func run(
    _ source: SourceText, folder: String = "", isCancelled: @escaping @Sendable () -> Bool,
    each: (Statement, Outcome) throws(Failure) -> Void
  ) throws(Failure) {
  }

  /// All diagnostics of a script without running it; headers of its loads are read.
  package mutating func check(_ source: SourceText, folder: String = "") -> [Failure] { [] }

  /// Whether Enter should begin a new line rather than run.
  package static func isIncomplete(_ text: String) -> Bool { false }

  /// Loads a data file named on the command line; `-` is standard input.
  package mutating func load(
    path: String, isCancelled: @escaping @Sendable () -> Bool
  ) throws(Failure) -> Outcome { .done(notes: []) }

  /// What could stand at the cursor, the likeliest first.
  package func completions(of text: String, at offset: Int) -> Completions {
    Completions(range: offset..<offset, candidates: [])
  }
}

/// Candidates for the bytes in `range` of the entry.
package struct Completions: Sendable {
  package struct Candidate: Sendable {
    /// The text to insert, quoted where it needs quotes.
    package var text: String
    /// Beside it in a menu: a type and unit, a count of records.
    package var remark: String

    package init(text: String, remark: String) {
      self.text = text
      self.remark = remark
    }
  }

  package var range: Range<Int>
  package var candidates: [Candidate]

  package init(range: Range<Int>, candidates: [Candidate]) {
    self.range = range
    self.candidates = candidates
  }
}
