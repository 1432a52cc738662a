import Records

/// Loops over whole columns, shared out among threads.
extension Run {
  private static let mostSlices = 64
  private static let mostShares = 256

  /// Rows in slices of nearly one length, by how many they are and never by how many threads.
  func slices(of count: Int) -> [Range<Int>] {
    let number = max(1, min(Run.mostSlices, count / max(1, settings.spanRows)))
    return (0..<number).map { count * $0 / number..<count * ($0 + 1) / number }
  }

  /// A few groups at a time, each of which may be much work.
  func shares(of groups: Int) -> [Range<Int>] {
    let number = max(1, min(Run.mostShares, groups))
    return (0..<number).map { groups * $0 / number..<groups * ($0 + 1) / number }
  }

  /// Does tasks that write only memory that is theirs; an interrupt is heard before each.
  ///
  /// - Shape: a task takes a few milliseconds at most
  func perform(
    _ tasks: Int, _ body: (_ task: Int, _ worker: Int) -> Void
  ) throws(ExecutionError) {
    try checkCancelled()
    let isCancelled = isCancelled
    settings.workers.perform(tasks) { task, worker in
      if !isCancelled() { body(task, worker) }
    }
    try checkCancelled()
  }
}
