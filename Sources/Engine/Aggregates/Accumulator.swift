import Records

/// The figures of one aggregate, one for each group, while batches come in.
///
/// Accumulators see only values that count; what is missing, filtered out or left out never reaches
/// them. They do not depend on where one batch ends and the next begins.
class Accumulator {
  /// Makes room for groups below `slots`.
  func reserve(_ slots: Int) {}

  func add(_ batch: FeedBatch) throws(ExecutionError) {
    preconditionFailure("every accumulator takes batches")
  }
}
