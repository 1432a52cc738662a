import Synchronization

extension Workers {
  /// The same for tasks that may fail: once one has failed, those that were not begun are left out.
  ///
  /// - Throws: the error of the task with the least number among those that failed
  package func perform<Failure: Error>(
    failing tasks: Int, _ body: (_ task: Int, _ worker: Int) throws(Failure) -> Void
  ) throws(Failure) {
    let failures = UnsafeMutablePointer<Failure?>.allocate(capacity: max(1, tasks))
    failures.initialize(repeating: nil, count: tasks)
    defer {
      failures.deinitialize(count: tasks)
      failures.deallocate()
    }
    // Tasks are handed out in order, so those before one that failed were all begun.
    let alarm = Alarm()
    perform(tasks) { task, worker in
      if alarm.isRaised.load(ordering: .relaxed) { return }
      do throws(Failure) {
        try body(task, worker)
      } catch {
        failures[task] = error
        alarm.isRaised.store(true, ordering: .relaxed)
      }
    }
    for task in 0..<tasks {
      if let failure = failures[task] { throw failure }
    }
  }

  private final class Alarm: Sendable {
    let isRaised = Atomic<Bool>(false)
  }
}
