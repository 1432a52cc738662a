import Semantics

/// Groups put together: which coarser group each group of a summary belongs to.
///
/// A record that stands in several groups counts once in a coarser one.
struct Coarsening {
  private let fine: Summariser
  /// One coarser group a group; `max` where its records are left out.
  private let targets: [UInt32]
  /// How many coarser groups there are.
  let slots: Int

  /// - Shape: one target a group of `groups`; the records of other groups are left out
  init(_ fine: Summariser, groups: [UInt32], targets: [UInt32], slots: Int) {
    self.fine = fine
    self.slots = slots
    var all = [UInt32](repeating: .max, count: max(1, fine.slots))
    for (group, target) in zip(groups, targets) { all[Int(group)] = target }
    self.targets = all
  }

  var hasEach: Bool { fine.keys.contains { $0.key.isEach } }

  func group(_ batch: Batch) throws(ExecutionError) -> GroupedBatch {
    let grouped = try fine.group(batch)
    let scratch = batch.scratch
    let positions = scratch.take(grouped.count, of: UInt32.self)
    let groups = scratch.take(grouped.count, of: UInt32.self)
    var found = 0
    for index in 0..<grouped.count {
      let target = targets[grouped.groups.map { Int($0[index]) } ?? 0]
      if target == .max { continue }
      let position = grouped.expansion.map { $0[index] } ?? UInt32(index)
      // The groups of one record stand side by side.
      var earlier = found - 1
      while earlier >= 0, positions[earlier] == position, groups[earlier] != target {
        earlier -= 1
      }
      if earlier >= 0, positions[earlier] == position { continue }
      positions[found] = position
      groups[found] = target
      found += 1
    }
    return GroupedBatch(
      base: batch, expansion: UnsafePointer(positions), groups: UnsafePointer(groups),
      count: found)
  }
}
