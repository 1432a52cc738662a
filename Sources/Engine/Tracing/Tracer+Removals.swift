import Records
import Semantics
import Syntax

/// What left rows out on the way, and how many of those that are asked for.
extension Tracer {
  /// Tells a filter part by part, each of the rows that those before it left.
  func tellRemoved(
    by step: PlanStep, _ stageRun: StageRun, _ standing: Standing
  ) throws(ExecutionError) {
    guard !isSilent, case .filter(let filter) = step else { return }
    let preparer = stageRun.preparer
    let set = stageRun.frame.set
    var rows = stageRun.frame
    for part in filter.parts {
      let node = try preparer.node(part.predicate)
      var kept: [UInt32] = []
      try run.forEachBatch(of: rows, Tally()) { (batch) throws(ExecutionError) in
        let flags = try node.truth(batch)
        for index in 0..<batch.count where flags[index] != 0 {
          kept.append(UInt32(batch.rows[index]))
        }
      }
      let next = Frame(set, selection: Vector(kept))
      tell(part.text, from: rows, to: next, standing, ofGroups: filter.testsGroups)
      rows = next
    }
  }

  /// Tells of rows that are asked for what only the first few rows kept out.
  func tellCut(
    by step: PlanStep, _ before: Frame, _ stageRun: StageRun, _ standing: Standing
  ) throws(ExecutionError) {
    guard !isSilent, watched != nil else { return }
    let text: String
    switch step {
    case .top(let top):
      let term = Tracer.plain(top.term.text)
      text = "\(top.term.isDescending ? "top" : "bottom") \(top.count) by \(term)"
    case .limit(let count, let offset):
      text = "limit \(count)" + (offset > 0 ? " offset \(offset)" : "")
    case .join, .figures, .filter, .summarise, .fill, .windows, .project, .across, .totals,
      .unpivot, .compare, .distinct, .sort, .append:
      return
    }
    tell(text, from: before, to: stageRun.frame, standing, ofGroups: false)
  }

  private func tell(
    _ text: String, from before: Frame, to after: Frame, _ standing: Standing, ofGroups: Bool
  ) {
    let noun: String
    switch standing {
    case .unknown: return
    case .records: noun = "record"
    case .trail: noun = ofGroups ? "group" : "row"
    }
    guard watched != nil else {
      sayRemoved(text, before.count - after.count, of: before.count, noun)
      return
    }
    let asked = (0..<before.count).map { before.row(at: $0) }
      .filter { !watchedRecords($0, before, standing).isEmpty }
    let kept = Set((0..<after.count).map { after.row(at: $0) })
    let removed = asked.filter { !kept.contains($0) }
    for row in removed {
      for record in watchedRecords(row, before, standing) { removedBy[record] = text }
    }
    sayRemoved(text, removed.count, of: asked.count, noun)
  }

  private func sayRemoved(_ text: String, _ removed: Int, of all: Int, _ noun: String) {
    guard removed > 0 else { return }
    let rows = "\(noun)\(all == 1 ? "" : "s")"
    let which: String
    if let watched, noun == "record" {
      which =
        all == 1
        ? "the only record where \(watched.text)"
        : (removed == all ? "all" : "\(NoteText.count(removed)) of the")
          + " \(NoteText.count(all)) \(rows) where \(watched.text)"
    } else if watched != nil, all == 1 {
      which = "the only \(rows) of these records"
    } else {
      which = "\(NoteText.count(removed)) of \(NoteText.count(all)) \(rows)"
    }
    removals.append(Note(.skipped, "\(text) leaves out \(which)", count: removed))
  }

  /// A name without the quotes that it does not need.
  private static func plain(_ text: String) -> String {
    let name = String(text.dropFirst().dropLast())
    return text.hasPrefix("`") && Printer.text(ofName: name) == name ? name : text
  }

  /// The records that are asked for among those behind a row of the frame's set.
  ///
  /// Records of an append stand behind those of the load, whose numbers stay.
  private func watchedRecords(_ row: Int, _ frame: Frame, _ standing: Standing) -> [Int] {
    guard let watched else { return [] }
    switch standing {
    case .unknown: return []
    case .records:
      guard let record = frame.set.lineage?.record(of: row) else { return [] }
      return watched.records.contains(record) ? [record] : []
    case .trail(let trail):
      return trail[row].compactMap { entry in
        let record = record(of: entry)
        let isOwn = record.base === watched.base || record.number < watched.base.count
        return isOwn && watched.records.contains(record.number) ? record.number : nil
      }
    }
  }
}
