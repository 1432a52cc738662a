import Records
import Semantics

/// A feed whose figures are made of cells as they are stored.
struct PlainFeed {
  let feed: Feed
  /// What it takes in; `nil` where it counts records.
  let cells: PlainCells?
  private(set) var accumulators: [Accumulator]

  /// `nil` where it is not of that kind.
  init?(_ feed: Feed, rows: Int) {
    guard feed.isSeparable, feed.filter == nil, feed.operands.count <= 2,
      feed.required.count == feed.operands.count
    else { return nil }
    self.feed = feed
    accumulators = feed.accumulators
    var operands: [StoredCells] = []
    for operand in feed.operands {
      guard let column = (operand as? ColumnNode)?.column, let cells = StoredCells(column) else {
        return nil
      }
      operands.append(cells)
    }
    guard let first = operands.first else {
      cells = nil
      return
    }
    let cells = PlainCells(first: first, second: operands.count > 1 ? operands[1] : nil)
    guard feed.accumulators.allSatisfy({ $0.admits(cells, rows: rows) }) else { return nil }
    self.cells = cells
  }

  /// Makes ready to take in rows.
  func begin(rows: Int) {
    guard let cells else { return }
    for accumulator in feed.accumulators { accumulator.begin(cells, rows: rows) }
  }

  /// Takes out the sum of a figure that every record has, to be kept elsewhere.
  mutating func removeSum() -> SumAccumulator? {
    guard feed.isComplete, cells?.second == nil else { return nil }
    for (place, accumulator) in accumulators.enumerated() {
      if let sum = accumulator as? SumAccumulator {
        accumulators.remove(at: place)
        return sum
      }
    }
    return nil
  }

  func take(_ rows: Rows, _ groups: UnsafePointer<UInt32>?, _ scratch: Scratch) {
    guard let cells, cells.first.words != nil || cells.second?.words != nil else {
      feed.note(asked: rows.count, valued: rows.count)
      if let cells {
        for accumulator in accumulators { accumulator.take(cells, rows, groups, scratch) }
      }
      return
    }
    let picked = scratch.take(rows.count, of: UInt32.self)
    let own = groups.map { _ in scratch.take(rows.count, of: UInt32.self) }
    var found = 0
    eachRow(rows) { index, row in
      picked[found] = UInt32(truncatingIfNeeded: row)
      if let groups, let own { own[found] = groups[index] }
      found &+= cells.first.isValid(row) & (cells.second?.isValid(row) ?? 1)
    }
    feed.note(asked: rows.count, valued: found)
    guard found > 0 else { return }
    let counts = feed.counts.values
    if let own {
      for index in 0..<found { counts[Int(own[index])] &+= 1 }
    } else {
      counts[0] &+= Int64(found)
    }
    let valid = Rows.picked(UnsafePointer(picked), count: found)
    for accumulator in accumulators {
      accumulator.take(cells, valid, own.map { UnsafePointer($0) }, scratch)
    }
  }

  /// Whether it takes in flagged rows without picking them.
  var takesFlagged: Bool {
    guard let cells else { return true }
    return cells.first.words == nil && cells.second == nil
      && accumulators.allSatisfy(\.takesFlagged)
  }

  /// Takes in the rows of a run whose flag is 1, which are `found`.
  func take(_ rows: Range<Int>, flagged flags: UnsafePointer<UInt8>, _ found: Int) {
    feed.note(asked: found, valued: found)
    guard let cells else { return }
    for accumulator in accumulators { accumulator.take(cells, rows, flagged: flags) }
  }

  /// Hands over what was kept beside the figures.
  func finish(_ records: GroupArray<Int64>, _ slots: Int) {
    for accumulator in accumulators { accumulator.finishCells(records, feed, slots) }
  }
}
