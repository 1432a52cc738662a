import Records
import Semantics

/// Takes in rows whose groups and figures are made of cells as they are stored, without writing them
/// down wide in between.
///
/// What it keeps is counts, sums, extremes and sets of whole numbers, which do not depend on the
/// order of the rows.
final class PlainPass {
  private struct Key {
    let cells: StoredCells
    let shift: UInt32
    let stride: UInt32
  }

  private let keys: [Key]
  private let feeds: [PlainFeed]
  /// A sum that is kept beside the counts of the groups.
  private let lead: (sum: SumAccumulator, cells: StoredCells)?
  private let tables: PairTables?
  private let slots: Int
  /// Whether it takes in flagged rows without picking them.
  let takesFlagged: Bool

  /// `nil` where the groups or the figures are not of that kind.
  init?(_ summariser: Summariser) {
    guard summariser.coarsening == nil, !summariser.hasEach,
      let strides = summariser.grouper.strides,
      summariser.slots <= max(1 << 12, summariser.run.settings.mostSlots)
    else { return nil }
    var keys: [Key] = []
    for (key, stride) in zip(summariser.keys, strides) {
      guard let (cells, shift) = key.stored else { return nil }
      keys.append(Key(cells: cells, shift: shift, stride: stride))
    }
    var feeds: [PlainFeed] = []
    var lead: (sum: SumAccumulator, cells: StoredCells)?
    for feed in summariser.feeds {
      guard var plain = PlainFeed(feed, rows: summariser.frame.count) else { return nil }
      if lead == nil, !keys.isEmpty, let cells = plain.cells, let sum = plain.removeSum() {
        lead = (sum, cells.first)
      }
      feeds.append(plain)
    }
    self.keys = keys
    self.feeds = feeds
    self.lead = lead
    slots = summariser.slots
    takesFlagged = keys.isEmpty && feeds.allSatisfy(\.takesFlagged)
    tables = keys.isEmpty ? nil : PairTables(slots: slots)
    summariser.records.reserve(slots)
    for feed in feeds {
      feed.begin(rows: summariser.frame.count)
      feed.feed.reserve(slots)
    }
  }

  func take(_ rows: Rows, _ records: GroupArray<Int64>, _ scratch: Scratch) {
    let groups = groups(of: rows, scratch)
    if let tables, let groups {
      if let lead {
        lead.cells.countAndSum(rows, groups, into: tables)
      } else {
        tables.count(groups, rows.count)
      }
    } else {
      records[0] += Int64(rows.count)
    }
    for feed in feeds { feed.take(rows, groups, scratch) }
  }

  /// Takes in the rows of a run whose flag is 1, which are `found`.
  func take(
    _ rows: Range<Int>, flagged flags: UnsafePointer<UInt8>, _ found: Int,
    _ records: GroupArray<Int64>
  ) {
    records[0] += Int64(found)
    for feed in feeds { feed.take(rows, flagged: flags, found) }
  }

  private func groups(of rows: Rows, _ scratch: Scratch) -> UnsafePointer<UInt32>? {
    guard !keys.isEmpty else { return nil }
    let groups = scratch.take(rows.count, of: UInt32.self)
    for (index, key) in keys.enumerated() {
      key.cells.code(
        rows, shift: key.shift, stride: key.stride, isFirst: index == 0, into: groups)
    }
    return UnsafePointer(groups)
  }

  /// Hands over what was kept beside the figures.
  func finish(_ records: GroupArray<Int64>) {
    if let tables {
      let sums = lead?.sum.plainSums
      for slot in 0..<slots {
        let pair = tables.pair(of: slot)
        records[slot] += pair.x
        sums?[slot] += pair.y
      }
      tables.clear()
    }
    for feed in feeds { feed.finish(records, slots) }
  }
}
