package import Syntax

/// Why a plan did not come to an answer.
package enum ExecutionError: Error, Sendable {
  case cancelled
  /// The sentence with its place in the question.
  case failed(Diagnostic)
}
