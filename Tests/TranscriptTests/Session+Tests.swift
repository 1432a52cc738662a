import Sumwhere
import Syntax

extension Session {
  /// Runs a text that nobody cancels.
  mutating func run(
    _ source: SourceText, in folder: String, each: (Statement, Outcome) -> Void = { _, _ in }
  ) throws(Failure) {
    let isCancelled: @Sendable () -> Bool = { false }
    try run(source, folder: folder, isCancelled: isCancelled) {
      (statement, _, outcome) throws(Failure) in each(statement, outcome)
    }
  }
}
