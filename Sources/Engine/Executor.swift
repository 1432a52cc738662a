package import Records
package import Semantics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs plans over sets.
package struct Executor: Sendable {
  private let sets: [String: RecordSet]
  private let lastAnswer: RecordSet?
  private let isCancelled: @Sendable () -> Bool
  /// How plans are run; tests vary it, and no answer depends on the size of batches.
  package var settings = Settings()

  package struct Settings: Sendable {
    /// How many rows are evaluated together: few enough for the second-level cache.
    package var batchSize = askedBatch ?? 4_096
    /// How many rows are worth a span of their own, which one thread goes through.
    package var spanRows = askedBatch.map { $0 * 4 } ?? 1 << 16
    /// How many groups a table of all that there may be has at most.
    package var mostSlots = 1 << 20
    /// How many rows of more groups are sorted together: few enough for the second-level cache.
    package var partRows = 1 << 14
    /// The threads that share the work; no answer depends on how many they are.
    package var workers = Workers.shared
    /// The day that `today` means.
    package var today = Clock.today
    /// What `explain` measures by.
    package var clock = Clock.elapsed

    package init() {}

    /// `SUMWHERE_BATCH`, with which small tables are shared among threads as large ones are.
    private static let askedBatch: Int? = getenv("SUMWHERE_BATCH").flatMap { text in
      Int(String(cString: text)).map { max(1, min($0, 1 << 16)) }
    }
  }

  package init(
    sets: [String: RecordSet], lastAnswer: RecordSet? = nil,
    isCancelled: @escaping @Sendable () -> Bool
  ) {
    self.sets = sets
    self.lastAnswer = lastAnswer
    self.isCancelled = isCancelled
  }

  package func run(_ plan: Plan) throws(ExecutionError) -> Answer {
    try makeRun().answer(plan, enclosing: nil)
  }

  /// Runs a plan to see what each of its steps does.
  package func profile(_ plan: Plan) throws(ExecutionError) -> Profile {
    try makeRun().profile(of: plan)
  }

  /// The records behind the answer of a plan, with file and line, and what was left out and why.
  ///
  package func records(
    behind plan: Plan, where narrowing: WhyCondition?
  ) throws(ExecutionError) -> Answer {
    try makeRun().records(behind: plan, where: narrowing)
  }

  /// How many of the records that meet a test over what a plan reads first its conditions leave.
  package func clauses(
    of plan: Plan, leaving test: TypedExpr
  ) throws(ExecutionError) -> ClauseCounts {
    try makeRun().clauses(of: plan, leaving: test)
  }

  private func makeRun() -> Run {
    Run(sets: sets, lastAnswer: lastAnswer, settings: settings, isCancelled: isCancelled)
  }
}
