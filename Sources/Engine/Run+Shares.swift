import Records
import Synchronization

extension Run {
  /// Calls `body` with stretch after stretch of rows, on all threads; an interrupt is heard before
  /// each.
  ///
  /// - Shape: a stretch starts at a multiple of 64 rows, so that its bits have words of their own
  func shareRows(
    _ count: Int, _ body: (_ stretch: Int, _ rows: Range<Int>) -> Void
  ) throws(ExecutionError) {
    try checkCancelled()
    let length = stretchLength
    let isCancelled = isCancelled
    let interrupt = Interrupt()
    settings.workers.perform(stretches(in: count)) { stretch, _ in
      if isCancelled() {
        interrupt.isHeard.store(true, ordering: .relaxed)
      } else {
        body(stretch, stretch * length..<min(count, (stretch + 1) * length))
      }
    }
    if interrupt.isHeard.load(ordering: .relaxed) { throw .cancelled }
  }

  /// How many stretches so many rows have.
  func stretches(in count: Int) -> Int { (count + stretchLength - 1) / stretchLength }

  private var stretchLength: Int { (max(1, settings.spanRows) + 63) / 64 * 64 }
}

private final class Interrupt: Sendable {
  let isHeard = Atomic<Bool>(false)
}
