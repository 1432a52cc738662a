import Records
import Semantics
import Syntax

/// Groups the rows of a frame that pass its filters, and takes in what every aggregate needs, in one
/// pass.
///
/// A batch goes through the filters, gets its groups, and is handed to each feed. Where records may be
/// left out as parts or repeats, a rehearsal finds out first which records are there.
final class Summariser {
  let run: Run
  let frame: Frame
  let filters: [FilterPass]
  let summary: Summary
  let context: StageContext
  let keys: [KeyReader]
  private(set) var feeds: [Feed] = []
  private(set) var measures: [Measure] = []
  let grouper: Grouper
  /// Reads cells as they are stored, where that is all there is to do.
  private(set) var plain: PlainPass?
  let hasEach: Bool
  /// Where its groups are those of another, put together.
  let coarsening: Coarsening?
  let records = GroupArray<Int64>(0)
  let firstRows = GroupArray<UInt32>(0)
  private(set) lazy var keepsFirstRows = coarsening == nil && !isDecodable
  let memberCodes: [GroupArray<UInt32>]
  /// Rows that passed the filters, and how many stood in several groups.
  private(set) var rowCount = 0
  private(set) var sharedRows = 0

  init(
    _ run: Run, _ frame: Frame, _ filters: [FilterPass], _ summary: Summary, _ preparer: Preparer
  ) throws(ExecutionError) {
    self.run = run
    self.frame = frame
    self.filters = filters
    self.summary = summary
    context = preparer.stage
    var keys: [KeyReader] = []
    for key in summary.keys {
      keys.append(KeyReader(key, try preparer.node(key.expr), over: frame))
    }
    self.keys = keys
    hasEach = keys.contains { $0.key.isEach }
    coarsening = nil
    memberCodes = keys.map { _ in GroupArray(0) }
    grouper = Grouper(bounds: keys.map(\.fixedBound), rows: frame.count)
    (feeds, measures) = try figures(slots: grouper.fixedSlots, preparer)
  }

  /// The aggregates of the groups of another summary, put together, from their records.
  init(
    _ fine: Summariser, _ coarsening: Coarsening, _ calls: [AggregateCall], _ preparer: Preparer
  ) throws(ExecutionError) {
    run = fine.run
    frame = fine.frame
    filters = fine.filters
    summary = Summary(keys: [], aggregates: calls)
    context = preparer.stage
    keys = []
    hasEach = coarsening.hasEach
    self.coarsening = coarsening
    memberCodes = []
    grouper = Grouper(bounds: [], rows: frame.count)
    (feeds, measures) = try figures(slots: coarsening.slots, preparer)
  }

  /// Places to keep the figures of the aggregates in.
  ///
  /// - Shape: `slots` is how many groups there can be, where that is known
  func figures(
    slots: Int?, _ preparer: Preparer? = nil
  ) throws(ExecutionError) -> (feeds: [Feed], measures: [Measure]) {
    let preparer = preparer ?? self.preparer(context)
    var feeds: [Feed] = []
    var measures: [Measure] = []
    for call in summary.aggregates {
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
    return (feeds, measures)
  }

  /// Makes expressions ready for the rows it groups.
  func preparer(_ context: StageContext) -> Preparer {
    Preparer(run, context, over: frame.set)
  }

  func take() throws(ExecutionError) {
    let tally = Tally()
    if feeds.contains(where: { $0.kin != nil }) {
      let all = 0..<frame.count
      try pass(all, Tally(), isRehearsal: true) { (feed, batch) throws(ExecutionError) in
        try feed.rehearse(batch)
      }
      try take(all, tally)
    } else {
      plain = PlainPass(self)
      try takeSpans(tally)
    }
    for feed in feeds { try feed.checkIdentity() }
    run.notes.add(tally.notes)
  }

  /// Takes in the rows at some places.
  func take(_ places: Range<Int>, _ tally: Tally) throws(ExecutionError) {
    if let plain { return try takePlain(places, plain, tally) }
    try pass(places, tally, isRehearsal: false) { (feed, batch) throws(ExecutionError) in
      try feed.add(batch)
    }
  }

  private func takePlain(
    _ places: Range<Int>, _ plain: PlainPass, _ tally: Tally
  ) throws(ExecutionError) {
    try run.forEachBatch(of: frame, in: places, tally) { (whole) throws(ExecutionError) in
      var batch = whole
      for (place, filter) in filters.enumerated() {
        guard batch.count > 0 else { return }
        let (flags, kept) = try filter.flags(batch, isWatching: true)
        if place == filters.count - 1, plain.takesFlagged, kept > batch.count / 16,
          case .range(let start, let count) = batch.rows
        {
          rowCount += kept
          plain.take(start..<start + count, flagged: flags, kept, records)
          return
        }
        batch = batch.keeping(flags, kept)
      }
      guard batch.count > 0 else { return }
      rowCount += batch.count
      plain.take(batch.rows, records, batch.scratch)
    }
  }

  /// The same for another thread, which takes in other rows.
  func sibling() throws(ExecutionError) -> Summariser {
    var siblings: [FilterPass] = []
    for filter in filters { siblings.append(try filter.sibling(run, context)) }
    let sibling = try Summariser(run, frame, siblings, summary, preparer(context))
    if plain != nil { sibling.plain = PlainPass(sibling) }
    return sibling
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
    _ places: Range<Int>, _ tally: Tally, isRehearsal: Bool,
    _ body: (Feed, GroupedBatch) throws(ExecutionError) -> Void
  ) throws(ExecutionError) {
    try run.forEachBatch(of: frame, in: places, tally) { (whole) throws(ExecutionError) in
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

  /// Counts the records of each group and keeps the first row of each, where its keys are read from
  /// that.
  private func count(_ grouped: GroupedBatch, _ slots: Int) {
    records.reserve(slots)
    rowCount += grouped.base.count
    guard let groups = grouped.groups else {
      records[0] += Int64(grouped.count)
      return
    }
    let records = records.values
    if keepsFirstRows {
      self.firstRows.reserve(slots)
      let firstRows = self.firstRows.values
      let rows = grouped.base.rows
      for index in 0..<grouped.count {
        let group = Int(groups[index])
        if records[group] == 0 {
          firstRows[group] = UInt32(rows[grouped.expansion.map { Int($0[index]) } ?? index])
        }
        records[group] &+= 1
      }
    } else {
      for index in 0..<grouped.count { records[Int(groups[index])] &+= 1 }
    }
    if let expansion = grouped.expansion {
      for index in 1..<max(1, grouped.count) where expansion[index] == expansion[index - 1] {
        if index < 2 || expansion[index] != expansion[index - 2] { sharedRows += 1 }
      }
    }
  }

  /// Takes in how many rows another one met, behind its own.
  func addRows(of other: Summariser) {
    rowCount += other.rowCount
    sharedRows += other.sharedRows
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
    for (index, key) in keys.enumerated() {
      if key.key.isEach {
        let members = memberCodes[index]
        columns.append(key.memberColumn(groups.map { members[Int($0)] }))
      } else if keepsFirstRows {
        columns.append(try run.column(of: key.node, rows: groups.map { firstRows[Int($0)] }))
      } else {
        columns.append(key.column(ofCodes: codes(ofKey: index, groups)))
      }
    }
    return columns
  }

  func finish(_ groups: [UInt32]) throws(ExecutionError) -> [Column] {
    var columns: [Column] = []
    for measure in measures {
      let (column, ties) = try measure.column(groups, records, slots: slots, run)
      columns.append(column)
      measure.sayTies(ties, run)
    }
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
