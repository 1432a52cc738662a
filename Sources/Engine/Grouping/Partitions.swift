import Records

/// The rows of a frame in parts by their keys: no key is in two parts, and the parts are in the order
/// of the keys. Within a part rows stand in their order.
///
/// Rows are counted by the highest bits of their keys and then written to their places, by several
/// threads, each going through rows of its own.
final class Partitions {
  /// - Shape: one packed key a row, part by part
  private let keys: WorkMemory
  private let rows: WorkMemory
  /// Where each part starts, and the end of the last.
  let starts: [Int]

  private static let bucketBits = 12
  private static let blockSize = 1 << 12

  init(_ frame: Frame, by packed: PackedKeys, _ run: Run) throws(ExecutionError) {
    let workers = run.settings.workers
    let count = frame.count
    let partRows = max(1, run.settings.partRows)
    let tasks = max(1, min(workers.count * 4, count / partRows))
    let length = (count + tasks - 1) / tasks
    let spans = (0..<tasks).map { min(count, $0 * length)..<min(count, ($0 + 1) * length) }
    let shift = UInt64(max(0, packed.bits - Partitions.bucketBits))
    let buckets = 1 << min(packed.bits, Partitions.bucketBits)

    /// Calls `body` with the packed keys of some rows after others.
    func eachBlock(
      _ span: Range<Int>, _ body: (UnsafePointer<UInt64>, Rows) -> Void
    ) throws(ExecutionError) {
      let scratch = Scratch()
      let keys = scratch.take(Partitions.blockSize, of: UInt64.self)
      var start = span.lowerBound
      while start < span.upperBound {
        try run.checkCancelled()
        let size = min(Partitions.blockSize, span.upperBound - start)
        let rows = frame.rows(from: start, count: size)
        packed.pack(rows, into: keys)
        body(UnsafePointer(keys), rows)
        start += size
      }
    }

    let counts = UnsafeMutablePointer<Int>.allocate(capacity: tasks * buckets)
    defer { counts.deallocate() }
    counts.initialize(repeating: 0, count: tasks * buckets)
    try workers.perform(failing: tasks) { (task, _) throws(ExecutionError) in
      let own = counts + task * buckets
      try eachBlock(spans[task]) { keys, rows in
        for index in 0..<rows.count { own[Int(truncatingIfNeeded: keys[index] &>> shift)] &+= 1 }
      }
    }

    let (partOf, starts) = Partitions.parts(
      counts, tasks: tasks, buckets: buckets, ofAtLeast: partRows)
    let parts = starts.count - 1
    let next = UnsafeMutablePointer<Int>.allocate(capacity: tasks * parts)
    defer { next.deallocate() }
    Partitions.place(counts, tasks: tasks, partOf, starts, next)
    keys = WorkMemory(byteCount: count * MemoryLayout<UInt64>.stride)
    rows = WorkMemory(byteCount: count * MemoryLayout<UInt32>.stride)
    self.starts = starts
    let keyTarget = keys.pointer(to: UInt64.self)
    let rowTarget = rows.pointer(to: UInt32.self)
    try workers.perform(failing: tasks) { (task, _) throws(ExecutionError) in
      let own = next + task * parts
      try partOf.withUnsafeBufferPointer { (partOf) throws(ExecutionError) in
        try eachBlock(spans[task]) { keys, rows in
          eachRow(rows) { index, row in
            let part = Int(partOf[Int(truncatingIfNeeded: keys[index] &>> shift)])
            let place = own[part]
            own[part] = place &+ 1
            keyTarget[place] = keys[index]
            rowTarget[place] = UInt32(truncatingIfNeeded: row)
          }
        }
      }
    }
  }

  /// Lends the keys, which may be changed, and the rows.
  func withKeys(
    _ body: (UnsafeMutablePointer<UInt64>, UnsafePointer<UInt32>, [Int]) throws(ExecutionError) ->
      Void
  ) throws(ExecutionError) {
    defer { withExtendedLifetime(self) {} }
    try body(keys.pointer(), UnsafePointer(rows.pointer(to: UInt32.self)), starts)
  }

  /// Lends the first keys of each part.
  func withRuns<Result>(
    of counts: [Int], _ body: ([UnsafeBufferPointer<UInt64>]) -> Result
  ) -> Result {
    defer { withExtendedLifetime(self) {} }
    let first = keys.pointer(to: UInt64.self)
    return body(
      counts.enumerated().map {
        UnsafeBufferPointer(start: first + starts[$0.offset], count: $0.element)
      })
  }

  /// Neighbouring buckets together, until a part has enough rows.
  private static func parts(
    _ counts: UnsafePointer<Int>, tasks: Int, buckets: Int, ofAtLeast rows: Int
  ) -> (partOf: [UInt16], starts: [Int]) {
    var partOf = [UInt16](repeating: 0, count: buckets)
    var starts = [0]
    var total = 0
    for bucket in 0..<buckets {
      for task in 0..<tasks { total += counts[task * buckets + bucket] }
      partOf[bucket] = UInt16(starts.count - 1)
      if total - starts[starts.count - 1] >= rows || bucket == buckets - 1 {
        starts.append(total)
      }
    }
    return (partOf, starts)
  }

  /// Where each task writes its first row of each part: behind those of the tasks before.
  private static func place(
    _ counts: UnsafePointer<Int>, tasks: Int, _ partOf: [UInt16], _ starts: [Int],
    _ next: UnsafeMutablePointer<Int>
  ) {
    let parts = starts.count - 1
    let buckets = partOf.count
    var ends = starts
    for task in 0..<tasks {
      for part in 0..<parts { next[task * parts + part] = ends[part] }
      for bucket in 0..<buckets { ends[Int(partOf[bucket])] += counts[task * buckets + bucket] }
    }
  }
}
