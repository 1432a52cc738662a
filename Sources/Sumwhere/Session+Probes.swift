import Engine
import Records
import Semantics
import Syntax

/// The values that become columns of a cross table are looked up while a sentence is checked.
extension Session {
  /// Lets sentences be answered while one is checked, with the sets and the answer at hand.
  mutating func allowProbes(_ place: Surroundings) {
    let (sets, records, plan) = (catalog.sets, lastRecords, lastPlan)
    let isCancelled = place.isCancelled
    change {
      $0.probe = { (asked) throws(Diagnostic) in
        do throws(ExecutionError) {
          var last = records
          // Where statements are only checked, the last answer is known by its plan.
          if last == nil, let plan {
            last = try Executor(sets: sets, isCancelled: isCancelled).run(plan).records
          }
          let executor = Executor(sets: sets, lastAnswer: last, isCancelled: isCancelled)
          return try executor.run(asked).records
        } catch {
          switch error {
          case .failed(let diagnostic): throw diagnostic
          case .cancelled: throw Diagnostic("cancelled", at: SourceRange(0, 0))
          }
        }
      }
    }
  }
}
