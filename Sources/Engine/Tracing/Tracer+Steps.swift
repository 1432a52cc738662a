import Records
import Semantics

extension Tracer {
  /// Performs a step and says what its rows were made of.
  ///
  /// A trail is that of the rows of the frame's set, so a step that only chooses or orders rows
  /// leaves it as it is.
  func follow(
    step: PlanStep, _ stageRun: StageRun, _ standing: Standing, columns: () -> [Int]
  ) throws(ExecutionError) -> Standing {
    let before = stageRun.frame
    var standing = standing
    switch step {
    case .filter, .totals, .sort, .top, .limit:
      try stageRun.perform(step)
      try stageRun.settle()
      return standing
    case .figures, .windows:
      try stageRun.perform(step)
      return picked(standing, before, stageRun.frame)
    case .project(let projection):
      if case .records = standing, !projection.keepsRecords {
        standing = .trail(enter(before, columns()))
      }
      try stageRun.perform(step)
      return picked(standing, before, stageRun.frame)
    case .summarise:
      try stageRun.perform(step)
      return try grouped(standing, before, stageRun, columns: columns)
    case .fill:
      stageRun.filled = nil
      try stageRun.perform(step)
      guard case .trail(let trail) = standing, let rows = stageRun.filled else { return standing }
      var result = [[UInt32]](repeating: [], count: stageRun.frame.set.count)
      for (place, row) in rows.enumerated() { result[Int(row)] = trail[before.row(at: place)] }
      return .trail(result)
    case .distinct:
      if case .records = standing { standing = .trail(enter(before, columns())) }
      let groups = try stageRun.groups(by: try stageRun.everyColumn())
      try stageRun.perform(step)
      return distinct(standing, before, groups)
    case .across(let across):
      let groups = stageRun.taken
      try stageRun.perform(step)
      if let summarised, across.rowKeyCount < summarised.set.fields.count {
        let key = summarised.set.fields[across.rowKeyCount].column
        leaves[summarised.leaf].spread = (key, across.values)
      }
      guard case .trail(let trail) = standing, let groups, let spread = stageRun.taken else {
        return .unknown
      }
      var rows: [UInt32: Int] = [:]
      for index in groups.groups.indices { rows[groups.groups[index]] = groups.row(index) }
      var result = [[UInt32]](repeating: [], count: stageRun.frame.set.count)
      for index in spread.groups.indices {
        guard let row = rows[spread.groups[index]], spread.row(index) < result.count else {
          continue
        }
        result[spread.row(index)] += trail[row]
      }
      return .trail(result)
    case .unpivot(let unpivot):
      if case .records = standing { standing = .trail(enter(before, columns())) }
      try stageRun.perform(step)
      guard case .trail(let trail) = standing, let rows = stageRun.unpivoted else {
        return .unknown
      }
      let labels = stageRun.frame.set.fields[unpivot.kept.count].column
      return .trail(
        rows.enumerated().map { row, origin in
          ofColumn(labels.value(at: row), trail[Int(origin)])
        })
    case .join:
      try stageRun.perform(step)
      return joined(standing, before, stageRun.frame)
    case .compare(let compare):
      try stageRun.perform(step)
      guard let rows = stageRun.compared else { return .unknown }
      let sides = try trails(standing, before, compare.source)
      return .trail(
        rows.map { row in
          (row.left.map { sides.upper[$0] } ?? []) + (row.right.map { sides.lower[$0] } ?? [])
        })
    case .append(let append):
      try stageRun.perform(step)
      return try appended(append, standing, before, stageRun.frame)
    }
  }

  /// The records behind the cell that a column of a cross table has in a row.
  private func ofColumn(_ label: Value, _ entries: [UInt32]) -> [UInt32] {
    entries.filter { entry in
      let record = traced[Int(entry)]
      guard let spread = leaves[record.leaf].spread, spread.values.contains(label) else {
        return true
      }
      return spread.key.value(at: record.group) == label
    }
  }

  /// The rows of a set that was made of the frame before, or is that frame's.
  private func picked(_ standing: Standing, _ before: Frame, _ after: Frame) -> Standing {
    guard case .trail(let trail) = standing else { return standing }
    guard before.selection != nil, after.selection == nil else { return standing }
    return .trail((0..<before.count).map { trail[before.row(at: $0)] })
  }

  private func grouped(
    _ standing: Standing, _ before: Frame, _ stageRun: StageRun, columns: () -> [Int]
  ) throws(ExecutionError) -> Standing {
    guard let taken = stageRun.taken else { return .unknown }
    let summariser = taken.summariser
    var rowOfSlot: [UInt32: Int] = [:]
    for (row, slot) in taken.groups.enumerated() { rowOfSlot[slot] = row }
    var result = [[UInt32]](repeating: [], count: taken.groups.count)
    switch standing {
    case .unknown: return .unknown
    case .trail(let trail):
      try summariser.revisit { (grouped) throws(ExecutionError) in
        for index in 0..<grouped.count {
          guard let row = rowOfSlot[grouped.groups.map { $0[index] } ?? 0] else { continue }
          result[row] += trail[grouped.base.rows[Tracer.position(index, grouped)]]
        }
      }
    case .records:
      let leaf = leaves.count
      // Keys that are fields stand among the fields.
      let keys = summariser.keys.enumerated().compactMap { index, key -> Field? in
        if case .column = key.key.expr.kind, !key.key.isEach { return nil }
        return stageRun.frame.set.fields[index]
      }
      summarised = (leaf, stageRun.frame.set)
      leaves.append(
        Leaf(
          set: before.set, columns: columns(), feeds: summariser.feeds, keys: keys,
          otherNames: lookedUp))
      try summariser.revisit { (grouped) throws(ExecutionError) in
        var states: [[RecordState]] = []
        for feed in summariser.feeds { states.append(try feed.states(grouped)) }
        for index in 0..<grouped.count {
          guard let row = rowOfSlot[grouped.groups.map { $0[index] } ?? 0] else { continue }
          result[row].append(UInt32(self.traced.count))
          self.traced.append(
            TracedRecord(
              leaf: leaf, row: grouped.base.rows[Tracer.position(index, grouped)], group: row,
              states: states.map { $0[index] }))
        }
      }
    }
    return .trail(result)
  }

  /// Where a grouped record stands in its batch.
  private static func position(_ index: Int, _ grouped: GroupedBatch) -> Int {
    grouped.expansion.map { Int($0[index]) } ?? index
  }

  /// The first of equal rows stands for all of them.
  private func distinct(
    _ standing: Standing, _ before: Frame, _ groups: [UInt32]
  ) -> Standing {
    guard case .trail(var trail) = standing else { return standing }
    var first: [UInt32: Int] = [:]
    for place in 0..<before.count {
      let row = before.row(at: place)
      guard let known = first[groups[place]] else {
        first[groups[place]] = row
        continue
      }
      let more = trail[row]
      trail[known] += more
    }
    return .trail(trail)
  }

  /// A look-up keeps the rows of its left; taken apart by a list, each is there several times.
  private func joined(_ standing: Standing, _ before: Frame, _ after: Frame) -> Standing {
    switch standing {
    case .unknown: return .unknown
    case .records: return after.set.lineage == nil ? .unknown : .records
    case .trail(let trail):
      let left = (0..<before.count).map { trail[before.row(at: $0)] }
      if after.set.count == left.count { return .trail(left) }
      guard before.set.strands.isEmpty, let rows = after.set.strands.first?.rows else {
        return .unknown
      }
      return .trail((0..<rows.count).map { left[Int(rows[$0])] })
    }
  }

  private func appended(
    _ append: Append, _ standing: Standing, _ before: Frame, _ after: Frame
  ) throws(ExecutionError) -> Standing {
    let sides = try trails(standing, before, append.source, keepsRecords: after.set.lineage != nil)
    return sides.areRecords ? .records : .trail(sides.upper + sides.lower)
  }

  /// The trails of the rows at hand, place by place, and of those of another source.
  ///
  /// - Shape: both are empty where both sides are records and stay so
  private func trails(
    _ standing: Standing, _ before: Frame, _ source: Plan.Source, keepsRecords: Bool = false
  ) throws(ExecutionError) -> (upper: [[UInt32]], lower: [[UInt32]], areRecords: Bool) {
    let outer = (isSilent, summarised, shown, lookedUp)
    isSilent = true
    let lower = try follow(source)
    (isSilent, summarised, shown, lookedUp) = outer
    if keepsRecords, case .records = standing, case .records = lower.standing {
      return ([], [], true)
    }
    let upper: [[UInt32]]
    if case .trail(let trail) = standing {
      upper = (0..<before.count).map { trail[before.row(at: $0)] }
    } else {
      upper = trail(
        of: Traced(set: before.materialised(name: before.set.name), standing: standing))
    }
    return (upper, trail(of: lower), false)
  }

  private func trail(of traced: Traced) -> [[UInt32]] {
    switch traced.standing {
    case .trail(let trail): trail
    case .records: enter(Frame(traced.set), Array(traced.set.fields.indices))
    case .unknown: [[UInt32]](repeating: [], count: traced.set.count)
    }
  }
}
