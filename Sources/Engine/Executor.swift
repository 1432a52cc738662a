package import Records
package import Semantics
package import Syntax

/// Runs plans over sets.
package struct Executor: Sendable {
  private let sets: [String: RecordSet]
  private let lastAnswer: RecordSet?
  private let isCancelled: @Sendable () -> Bool

  package init(
    sets: [String: RecordSet], lastAnswer: RecordSet? = nil,
    isCancelled: @escaping @Sendable () -> Bool
  ) {
    self.sets = sets
    self.lastAnswer = lastAnswer
    self.isCancelled = isCancelled
  }

  package func run(_ plan: Plan) throws(ExecutionError) -> Answer {
    preconditionFailure("the executor is being built")
  }

  /// The records behind the answer of a plan, with file and line, and what was left out and why.
  ///
  /// `narrowing` is checked against the fields of the plan's source.
  package func records(
    behind plan: Plan, where narrowing: TypedExpr?
  ) throws(ExecutionError) -> Answer {
    preconditionFailure("the executor is being built")
  }
}

/// Why a plan did not come to an answer.
package enum ExecutionError: Error, Sendable {
  case cancelled
  /// The sentence with its place in the question.
  case failed(Diagnostic)
}
