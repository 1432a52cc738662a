import Records
import Semantics
import Syntax

/// Groups the rows of a frame that pass its filters, and takes in what every aggregate needs, in one
/// pass.
///
/// A batch goes through the filters, gets its groups, and is handed to each feed. Where records may be
/// left out as parts or repeats, a rehearsal finds out first which records are there.
final class Summariser {
  private let run: Run
  private let frame: Frame
  private let filters: [FilterPass]
  let keys: [KeyReader]
  private(set) var feeds: [Feed] = []
  private(set) var measures: [Measure] = []
  private let grouper: Grouper
  private let hasEach: Bool
  /// Where its groups are those of another, put together.
  private let coarsening: Coarsening?
  let records = GroupArray<Int64>(0)
  private let firstRows = GroupArray<UInt32>(0)
  private let memberCodes: [GroupArray<UInt32>]
  /// Rows that passed the filters, and how often one stood in another group besides.
  private(set) var rowCount = 0
  private(set) var overlapCount = 0
  private(set) var sharedRows = 0

  init(
    _ run: Run, _ frame: Frame, _ filters: [FilterPass], _ summary: Summary, _ preparer: Preparer
  ) throws(ExecutionError) {
    self.run = run
    self.frame = frame
    self.filters = filters
    var keys: [KeyReader] = []
    for key in summary.keys {
      keys.append(KeyReader(key, try preparer.node(key.expr), over: frame))
    }
    self.keys = keys
    hasEach = keys.contains { $0.key.isEach }
    coarsening = nil
    memberCodes = keys.map { _ in GroupArray(0) }
    grouper = Grouper(bounds: keys.map(\.fixedBound), rows: frame.count)
    try prepare(summary.aggregates, preparer, slots: grouper.fixedSlots)
  }

  /// The aggregates of the groups of another summary, put together, from their records.
  init(
    _ fine: Summariser, _ coarsening: Coarsening, _ calls: [AggregateCall], _ preparer: Preparer
  ) throws(ExecutionError) {
    run = fine.run
    frame = fine.frame
    filters = fine.filters
    keys = []
    hasEach = coarsening.hasEach
    self.coarsening = coarsening
    memberCodes = []
    grouper = Grouper(bounds: [], rows: frame.count)
    try prepare(calls, preparer, slots: coarsening.slots)
  }

  private func prepare(
    _ calls: [AggregateCall], _ preparer: Preparer, slots: Int?
  ) throws(ExecutionError) {
    for call in calls {
      let lineage = frame.set.lineage(of: call.strands)
      let isShared = hasEach || frame.set.repeatsRecords(of: call.strands)
      let kin = call.leavesOutKin ? Kinship(lineage, isShared: isShared) : nil
      let feed: Feed
      if let known = feeds.first(where: { $0.serves(call, leavesOut: kin != nil) }) {
        feed = known
      } else {
        feed = Feed(
          call,
          operands: try preparer.nodes(call.evaluatedOperands),
          filter: try call.filter.map { expr throws(ExecutionError) in try preparer.node(expr) },
          kin: kin, once: try preparer.nodes(call.oncePer),
          counted: CountedRecords(call.strands, of: frame.set, slots: slots),
          over: frame)
        feeds.append(feed)
      }
      measures.append(Measure(call, feed, slots: slots, over: frame))
    }
  }

  /// Makes expressions ready for the rows it groups.
  func preparer(_ context: StageContext) -> Preparer {
    Preparer(run, context, over: frame.set)
  }

  func take() throws(ExecutionError) {
    if feeds.contains(where: { $0.kin != nil }) {
      try pass(Tally(), isRehearsal: true) { (feed, batch) throws(ExecutionError) in
        try feed.rehearse(batch)
      }
    }
    let tally = Tally()
    try pass(tally, isRehearsal: false) { (feed, batch) throws(ExecutionError) in
      try feed.add(batch)
    }
    for feed in feeds { try feed.checkIdentity() }
    run.notes.add(tally.notes)
  }

  /// Hands every grouped record of the rows to `body`, after `take`; it says and counts nothing.
  func revisit(
    _ body: (GroupedBatch) throws(ExecutionError) -> Void
  ) throws(ExecutionError) {
    try run.forEachBatch(of: frame, Tally()) { (whole) throws(ExecutionError) in
      var batch = whole
      for filter in filters {
        if batch.count > 0 { batch = try filter.passed(batch, isWatching: false) }
      }
      if batch.count > 0 { try body(try group(batch)) }
    }
  }

  private func pass(
    _ tally: Tally, isRehearsal: Bool,
    _ body: (Feed, GroupedBatch) throws(ExecutionError) -> Void
  ) throws(ExecutionError) {
    try run.forEachBatch(of: frame, tally) { (whole) throws(ExecutionError) in
      var batch = whole
      for filter in filters {
        guard batch.count > 0 else { break }
        batch = try filter.passed(batch, isWatching: !isRehearsal && coarsening == nil)
      }
      guard batch.count > 0 else { return }
      let grouped = try group(batch)
      let slots = self.slots
      for feed in feeds { feed.reserve(slots) }
      if !isRehearsal { count(grouped, slots) }
      for feed in feeds { try body(feed, grouped) }
    }
  }

  // MARK: Groups

  func group(_ batch: Batch) throws(ExecutionError) -> GroupedBatch {
    if let coarsening { return try coarsening.group(batch) }
    if keys.isEmpty {
      return GroupedBatch(base: batch, expansion: nil, groups: nil, count: batch.count)
    }
    var columns: [BatchColumn] = []
    for key in keys { columns.append(try key.node.evaluate(batch)) }
    if hasEach { return expanded(batch, columns) }
    var codes: [UnsafePointer<UInt32>] = []
    for (key, column) in zip(keys, columns) { codes.append(key.codes(column, batch.scratch)) }
    let groups = grouper.groups(codes, bounds: keys.map(\.bound), batch.count, batch.scratch)
    return GroupedBatch(base: batch, expansion: nil, groups: groups, count: batch.count)
  }

  /// Each record once for every combination of its members.
  private func expanded(_ batch: Batch, _ columns: [BatchColumn]) -> GroupedBatch {
    var positions = Array(UInt32(0)..<UInt32(batch.count))
    var codes: [[UInt32]] = []
    for (key, column) in zip(keys, columns) where key.key.isEach {
      var next: [UInt32] = []
      var origins: [Int] = []
      var members: [UInt32] = []
      for (index, position) in positions.enumerated() {
        for member in key.memberCodes(column, at: Int(position)) {
          next.append(position)
          origins.append(index)
          members.append(member)
        }
      }
      codes = codes.map { codes in origins.map { codes[$0] } }
      codes.append(members)
      positions = next
    }
    let scratch = batch.scratch
    func kept(_ source: [UInt32]) -> UnsafePointer<UInt32> {
      let target = scratch.take(source.count, of: UInt32.self)
      for index in source.indices { target[index] = source[index] }
      return UnsafePointer(target)
    }
    let expansion = kept(positions)
    var all: [UnsafePointer<UInt32>] = []
    var each = codes.makeIterator()
    for (key, column) in zip(keys, columns) {
      if key.key.isEach {
        all.append(kept(each.next() ?? []))
      } else {
        let codes = key.codes(column, scratch)
        all.append(mapped(expansion, positions.count, scratch) { codes[Int($0)] })
      }
    }
    let groups = grouper.groups(all, bounds: keys.map(\.bound), positions.count, scratch)
    if let groups { keepMembers(all, groups, positions.count) }
    return GroupedBatch(base: batch, expansion: expansion, groups: groups, count: positions.count)
  }

  private func keepMembers(
    _ codes: [UnsafePointer<UInt32>], _ groups: UnsafePointer<UInt32>, _ count: Int
  ) {
    for index in keys.indices where keys[index].key.isEach {
      let members = memberCodes[index]
      members.reserve(grouper.slots)
      for place in 0..<count { members[Int(groups[place])] = codes[index][place] }
    }
  }

  /// Counts the records of each group and keeps the first row of each.
  private func count(_ grouped: GroupedBatch, _ slots: Int) {
    records.reserve(slots)
    rowCount += grouped.base.count
    guard let groups = grouped.groups else {
      records[0] += Int64(grouped.count)
      return
    }
    firstRows.reserve(slots)
    let records = records.values
    let firstRows = firstRows.values
    let rows = grouped.base.rows
    for index in 0..<grouped.count {
      let group = Int(groups[index])
      if records[group] == 0 {
        firstRows[group] = UInt32(rows[grouped.expansion.map { Int($0[index]) } ?? index])
      }
      records[group] &+= 1
    }
    if let expansion = grouped.expansion {
      overlapCount += grouped.count - grouped.base.count
      for index in 1..<max(1, grouped.count) where expansion[index] == expansion[index - 1] {
        if index < 2 || expansion[index] != expansion[index - 2] { sharedRows += 1 }
      }
    }
  }

  // MARK: The answer

  /// The groups that have records; without keys the one there is, also of no record.
  func metGroups() -> [UInt32] {
    // Where no batch came, nothing has room for a group yet.
    records.reserve(slots)
    for feed in feeds { feed.reserve(slots) }
    if coarsening == nil, keys.isEmpty { return [0] }
    return (0..<UInt32(slots)).filter { records.values[Int($0)] > 0 }
  }

  var slots: Int { max(1, coarsening?.slots ?? grouper.slots) }

  /// The columns of the keys, one row a group.
  func keyColumns(_ groups: [UInt32]) throws(ExecutionError) -> [Column] {
    var columns: [Column] = []
    let rows = groups.map { firstRows[Int($0)] }
    for (index, key) in keys.enumerated() {
      if key.key.isEach {
        let members = memberCodes[index]
        columns.append(key.memberColumn(groups.map { members[Int($0)] }))
      } else {
        columns.append(try run.column(of: key.node, rows: rows.map { $0 }))
      }
    }
    return columns
  }

  func finish(_ groups: [UInt32]) throws(ExecutionError) -> [Column] {
    var columns: [Column] = []
    for measure in measures { columns.append(try measure.column(groups, self, run)) }
    return columns
  }
}

extension AggregateCall {
  /// An aggregate of a number leaves out parts and repeats; `count` always counts records.
  var leavesOutKin: Bool {
    guard !isEvery, function != .count else { return false }
    guard let operand = at == nil ? operands.first : operands.last else { return false }
    if case .number = operand.type { return true }
    return false
  }
}
