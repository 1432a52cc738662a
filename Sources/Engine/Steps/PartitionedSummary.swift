import Records
import Semantics
import Syntax

/// A summary of very many groups: the rows are parted by their keys, and each part is summarised by
/// itself, by whichever thread is free. No group is in two parts, so nothing is put together but
/// columns, and within a group rows are taken in their order.
struct PartitionedSummary {
  private let summariser: Summariser
  private let packed: PackedKeys
  private var run: Run { summariser.run }

  /// False where the groups are few enough for a table of all there may be, where they or the figures
  /// are not made of columns, or where the rows are few.
  static func admits(_ summariser: Summariser) -> Bool {
    let settings = summariser.run.settings
    let isDense = summariser.grouper.strides != nil && summariser.slots <= settings.mostSlots
    return !isDense && summariser.coarsening == nil
      && summariser.frame.count >= settings.spanRows
      && summariser.measures.allSatisfy(PartitionedSummary.admits)
      && PackedKeys.admits(summariser.keys)
  }

  /// - Shape: the summary is one that is admitted, without filters
  init(_ summariser: Summariser) {
    guard let packed = PackedKeys(summariser.keys, over: summariser.frame) else {
      preconditionFailure("keys that are admitted are packed")
    }
    self.summariser = summariser
    self.packed = packed
  }

  private static func admits(_ measure: Measure) -> Bool {
    let feed = measure.feed
    guard feed.isSeparable, feed.filter == nil, feed.operands.allSatisfy({ $0 is ColumnNode })
    else { return false }
    switch measure.call.function {
    case .count, .sum, .average, .min, .max, .first, .last, .mode, .stddev, .variance, .correlation:
      return true
    case .median, .percentile, .list: return false
    }
  }

  /// What a part has to say: its figures, and what its feeds met.
  private struct Outcome {
    var groups = 0
    var columns: [Column] = []
    var met: [(asked: Int, valued: Int)] = []
    var ties: [Int] = []
  }

  /// The columns of the keys and the figures, one row a group, in the order of the keys.
  func columns() throws(ExecutionError) -> (columns: [Column], count: Int) {
    let workers = run.settings.workers
    let partitions = try Partitions(summariser.frame, by: packed, run)
    let parts = partitions.starts.count - 1
    let tools = (0..<workers.count).map { _ in PartTools() }
    let outcomes = UnsafeMutablePointer<Outcome>.allocate(capacity: parts)
    outcomes.initialize(repeating: Outcome(), count: parts)
    defer {
      outcomes.deinitialize(count: parts)
      outcomes.deallocate()
    }
    try partitions.withKeys { (keys, rows, starts) throws(ExecutionError) in
      try workers.perform(failing: parts) { (part, worker) throws(ExecutionError) in
        try run.checkCancelled()
        let range = starts[part]..<starts[part + 1]
        outcomes[part] = try outcome(
          keys + range.lowerBound, rows + range.lowerBound, range.count, tools[worker])
      }
    }
    let all = UnsafeBufferPointer(start: outcomes, count: parts)
    var columns = partitions.withRuns(of: all.map(\.groups)) { packed.columns($0, workers) }
    for index in summariser.measures.indices {
      try run.checkCancelled()
      columns.append(ColumnJoining.joined(all.map { $0.columns[index] }, workers))
      summariser.measures[index].sayTies(all.reduce(0) { $0 + $1.ties[index] }, run)
    }
    for (index, feed) in summariser.feeds.enumerated() {
      for outcome in all {
        feed.note(asked: outcome.met[index].asked, valued: outcome.met[index].valued)
      }
    }
    return (columns, all.reduce(0) { $0 + $1.groups })
  }

  private func outcome(
    _ keys: UnsafeMutablePointer<UInt64>, _ rows: UnsafePointer<UInt32>, _ count: Int,
    _ tools: PartTools
  ) throws(ExecutionError) -> Outcome {
    let groups = tools.groups(count)
    let slots = tools.sorter.number(keys, count, groups)
    let (feeds, measures) = try summariser.figures(slots: slots)
    let records = GroupArray<Int64>(0)
    records.reserve(slots)
    for index in 0..<count { records.values[Int(groups[index])] &+= 1 }
    let plain = feeds.map { PlainFeed($0, rows: count) }
    for (feed, plain) in zip(feeds, plain) {
      plain?.begin(rows: count)
      feed.reserve(slots)
    }
    let scratch = tools.scratch
    for start in stride(from: 0, to: count, by: PartTools.blockSize) {
      let size = min(PartTools.blockSize, count - start)
      let block = Rows.picked(rows + start, count: size)
      let own = UnsafePointer(groups + start)
      for (feed, plain) in zip(feeds, plain) {
        if let plain {
          plain.take(block, own, scratch)
        } else {
          let base = Batch(rows: block, scratch: scratch, tally: tools.tally)
          try feed.add(GroupedBatch(base: base, expansion: nil, groups: own, count: size))
        }
        scratch.reset()
      }
    }
    for feed in plain { feed?.finish(records, slots) }
    var outcome = Outcome()
    outcome.groups = slots
    let numbers = Array(UInt32(0)..<UInt32(slots))
    for measure in measures {
      let (column, ties) = try measure.column(numbers, records, slots: slots, run)
      outcome.columns.append(column)
      outcome.ties.append(ties)
    }
    outcome.met = feeds.map { ($0.asked, $0.valued) }
    return outcome
  }
}

/// What one thread uses for all parts that it takes.
private final class PartTools {
  let sorter = KeySorter()
  let scratch = Scratch()
  let tally = Tally()
  private var memory = UnsafeMutablePointer<UInt32>.allocate(capacity: 1 << 15)
  private var capacity = 1 << 15

  static let blockSize = 1 << 12

  deinit { memory.deallocate() }

  func groups(_ count: Int) -> UnsafeMutablePointer<UInt32> {
    if count > capacity {
      memory.deallocate()
      capacity = count
      memory = .allocate(capacity: capacity)
    }
    return memory
  }
}
