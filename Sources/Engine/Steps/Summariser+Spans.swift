import Records
import Semantics

/// Spans of rows are taken in by several threads, each with nodes and figures of its own, and put
/// together in the order of the rows.
///
/// Where spans begin depends on how many rows and groups there are and not on how many threads, so
/// sums of doubles, which depend on the order of additions, do not depend on threads either.
extension Summariser {
  /// Whether figures of spans can be put together.
  var isSeparable: Bool {
    coarsening == nil && feeds.allSatisfy(\.isSeparable) && keys.allSatisfy(\.isSeparable)
      && (!hasEach || grouper.fixedSlots != nil)
  }

  /// Takes in all rows, shared out where that is worth it.
  func takeSpans(_ tally: Tally) throws(ExecutionError) {
    if let plain { return try takeStretches(plain, tally) }
    let rows = frame.count
    let spans = isSeparable ? run.spans(of: rows, groups: grouper.fixedSlots) : []
    if spans.count > 1 { try take(spans, tally) } else { try take(0..<rows, tally) }
  }

  private static let fewGroups = 1 << 10

  /// The first span is taken in by this one.
  private func take(_ spans: [Range<Int>], _ tally: Tally) throws(ExecutionError) {
    try askTexts(spans[0])
    var rest = spans
    var parts = [self]
    if grouper.fixedSlots == nil {
      // Groups that nearly every row has of its own cost more to put together than to meet in order.
      let first = rest.removeFirst()
      try take(first, tally)
      if slots > max(Summariser.fewGroups, first.count / 4) {
        return try take(first.upperBound..<frame.count, tally)
      }
      parts = []
    }
    while parts.count < rest.count { parts.append(try sibling()) }
    let tallies = rest.map { _ in Tally() }
    try run.settings.workers.perform(failing: rest.count) { (task, _) throws(ExecutionError) in
      try parts[task].take(rest[task], tallies[task])
    }
    for part in parts where part !== self {
      try run.checkCancelled()
      try absorb(part)
    }
    for part in tallies { tally.absorb(part) }
  }

  /// Where the order of rows does not matter, each thread has one set of figures for all stretches
  /// that it takes.
  private func takeStretches(_ plain: PlainPass, _ tally: Tally) throws(ExecutionError) {
    let workers = run.settings.workers
    let stretches = run.stretches(of: frame.count)
    if stretches.count < 2 || workers.count < 2 {
      try take(0..<frame.count, tally)
      plain.finish(records)
      return
    }
    try askTexts(stretches[0])
    var parts = [self]
    for _ in 1..<workers.count { parts.append(try sibling()) }
    let tallies = stretches.map { _ in Tally() }
    try workers.perform(failing: stretches.count) { (task, worker) throws(ExecutionError) in
      try parts[worker].take(stretches[task], tallies[task])
    }
    for part in parts { part.plain?.finish(part.records) }
    for part in parts.dropFirst() { try absorb(part) }
    for part in tallies { tally.absorb(part) }
  }

  /// Lets conditions ask their dictionaries before the rows are shared out: all threads work on
  /// that, too. What fails here fails again where it counts.
  private func askTexts(_ span: Range<Int>) throws(ExecutionError) {
    let few = span.lowerBound..<min(span.upperBound, span.lowerBound + 256)
    try run.forEachBatch(of: frame, in: few, Tally()) { (batch) throws(ExecutionError) in
      for filter in filters { filter.askTexts(batch) }
      for feed in feeds { _ = try? feed.filter?.truth(batch) }
    }
  }

  /// Takes in what a part took in of rows behind its own.
  private func absorb(_ part: Summariser) throws(ExecutionError) {
    for (own, others) in zip(filters, part.filters) { own.absorb(others) }
    guard part.rowCount > 0 else { return }
    for (own, others) in zip(keys, part.keys) { own.absorb(others) }
    let targets = try targets(of: part)
    let slots = slots
    records.reserve(slots)
    if keepsFirstRows { firstRows.reserve(slots) }
    for members in memberCodes { members.reserve(slots) }
    for feed in feeds { feed.reserve(slots) }
    for group in 0..<targets.count where part.records[group] > 0 {
      let target = targets[group]
      if records[target] == 0 {
        if keepsFirstRows { firstRows[target] = part.firstRows[group] }
        if hasEach {
          for (own, others) in zip(memberCodes, part.memberCodes) { own[target] = others[group] }
        }
      }
      records[target] += part.records[group]
    }
    addRows(of: part)
    for (own, others) in zip(feeds, part.feeds) { try own.absorb(others, targets) }
  }

  /// Groups that are not numbered beforehand are told by one row of each.
  private func targets(of part: Summariser) throws(ExecutionError) -> GroupTargets {
    let count = part.slots
    if grouper.fixedSlots != nil { return GroupTargets(count: count, targets: nil) }
    var targets = [UInt32](repeating: 0, count: count)
    let met = (0..<count).filter { part.records[$0] > 0 }
    let scratch = Scratch()
    let size = max(1, run.settings.batchSize)
    for start in stride(from: 0, to: met.count, by: size) {
      try run.checkCancelled()
      let some = met[start..<min(met.count, start + size)]
      let rows = scratch.take(some.count, of: UInt32.self)
      for (index, group) in some.enumerated() { rows[index] = part.firstRows[group] }
      let batch = Batch(
        rows: .picked(UnsafePointer(rows), count: some.count), scratch: scratch, tally: Tally())
      let groups = try group(batch).groups
      for (index, group) in some.enumerated() { targets[group] = groups?[index] ?? 0 }
      scratch.reset()
    }
    return GroupTargets(count: count, targets: targets)
  }

  /// Hands every grouped record to `body`, after `take`; several threads do so at a time where the
  /// groups are told by cells alone, so `body` may write only what is of its own rows.
  func revisitRows(_ body: (GroupedBatch) -> Void) throws(ExecutionError) {
    guard isDecodable, !hasEach, filters.isEmpty else {
      return try revisit { (grouped) throws(ExecutionError) in body(grouped) }
    }
    let stretches = run.stretches(of: frame.count)
    try run.settings.workers.perform(failing: stretches.count) {
      (task, _) throws(ExecutionError) in
      try run.forEachBatch(of: frame, in: stretches[task], Tally()) {
        (batch) throws(ExecutionError) in
        body(try group(batch))
      }
    }
  }
}
