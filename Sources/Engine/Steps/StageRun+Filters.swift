import Records

extension StageRun {
  /// Writes down the rows that pass the filters that wait.
  func settle() throws(ExecutionError) {
    guard !pending.isEmpty else { return }
    let filters = pending
    pending = []
    let kept = try passing(filters)
    try say(filters)
    if kept.count < frame.count { frame = Frame(frame.set, selection: kept) }
  }

  /// The rows that pass, in their order, found span by span.
  private func passing(_ filters: [FilterPass]) throws(ExecutionError) -> Vector<UInt32> {
    let frame = frame
    let run = run
    let spans = run.spans(of: frame.count)
    if spans.count > 1 {
      let few = 0..<min(frame.count, 256)
      try run.forEachBatch(of: frame, in: few, Tally()) { (batch) throws(ExecutionError) in
        for filter in filters { filter.askTexts(batch) }
      }
    }
    var siblings = [filters]
    for _ in spans.dropFirst() {
      var passes: [FilterPass] = []
      for filter in filters { passes.append(try filter.sibling(run, context)) }
      siblings.append(passes)
    }
    let tallies = spans.map { _ in Tally() }
    let parts = spans.map { _ in PassedRows() }
    try run.settings.workers.perform(failing: spans.count) { (task, _) throws(ExecutionError) in
      try parts[task].take(run, frame, spans[task], siblings[task], tallies[task])
    }
    let tally = Tally()
    for part in tallies { tally.absorb(part) }
    for passes in siblings.dropFirst() {
      for (own, others) in zip(filters, passes) { own.absorb(others) }
    }
    run.notes.add(tally.notes)
    return PassedRows.joined(parts, run.settings.workers)
  }
}

/// The rows of a span that pass filters.
private final class PassedRows {
  private var rows: [UInt32] = []

  func take(
    _ run: Run, _ frame: Frame, _ places: Range<Int>, _ filters: [FilterPass], _ tally: Tally
  ) throws(ExecutionError) {
    var rows: [UInt32] = []
    try run.forEachBatch(of: frame, in: places, tally) { (whole) throws(ExecutionError) in
      var batch = whole
      for filter in filters {
        if batch.count > 0 { batch = try filter.passed(batch, isWatching: true) }
      }
      switch batch.rows {
      case .range(let start, let count):
        rows.append(contentsOf: UInt32(start)..<UInt32(start + count))
      case .picked(let picked, let count):
        rows.append(contentsOf: UnsafeBufferPointer(start: picked, count: count))
      }
    }
    self.rows = rows
  }

  /// The rows of one part behind those of another.
  static func joined(_ parts: [PassedRows], _ workers: Workers) -> Vector<UInt32> {
    var starts = [0]
    for part in parts { starts.append(starts[starts.count - 1] + part.rows.count) }
    return Vector(count: starts[parts.count]) { target in
      workers.perform(parts.count) { task, _ in
        parts[task].rows.withUnsafeBufferPointer { rows in
          guard let first = rows.baseAddress else { return }
          (target + starts[task]).update(from: first, count: rows.count)
        }
      }
    }
  }
}
