import Records

/// Leaves out, within each group, a part whose whole is there with a value and a record that repeats
/// one that is there, through any chain.
final class Kinship {
  enum Reason: Equatable { case part, repetition }

  struct LeftOut {
    let record: Int
    let reason: Reason
    /// The whole or the original that is there.
    let of: Int
  }

  private let lineage: Lineage
  private let wholes: Vector<Int32>?
  private let originals: Vector<Int32>?
  /// Whether a record may stand in several groups.
  private let isShared: Bool
  /// The group of each record that is there, plus 1.
  private var groups: [UInt32]
  /// Pairs of record and group where records are shared.
  private let pairs = Interner()
  private(set) var leftOut: [LeftOut] = []
  private var isListed: Set<Int> = []

  init?(_ lineage: Lineage?, isShared: Bool) {
    guard let lineage, lineage.base.wholes != nil || lineage.base.originals != nil else {
      return nil
    }
    self.lineage = lineage
    wholes = lineage.base.wholes
    originals = lineage.base.originals
    self.isShared = isShared
    groups = isShared ? [] : [UInt32](repeating: 0, count: lineage.base.count)
  }

  func mark(row: Int, group: Int) {
    let record = lineage.record(of: row)
    if isShared {
      _ = pairs.id(of: UInt64(record) << 32 | UInt64(group))
    } else {
      groups[record] = UInt32(group) + 1
    }
  }

  private func isThere(_ record: Int, in group: Int) -> Bool {
    isShared
      ? pairs.known(UInt64(record) << 32 | UInt64(group)) != nil
      : groups[record] == UInt32(group) + 1
  }

  /// Whether a record counts; one that does not is listed with its reason.
  func counts(row: Int, group: Int) -> Bool {
    let record = lineage.record(of: row)
    let whole = wholes?[record] ?? -1
    let original = originals?[record] ?? -1
    if whole < 0, original < 0 { return true }
    guard let found = relative(of: record, in: group) else { return true }
    if isListed.insert(record).inserted {
      leftOut.append(LeftOut(record: record, reason: found.reason, of: found.record))
    }
    return false
  }

  /// The whole or original for which a record does not count.
  func whyNot(row: Int, group: Int) -> (record: Int, reason: Reason)? {
    relative(of: lineage.record(of: row), in: group)
  }

  /// The nearest whole or original that is there.
  private func relative(of record: Int, in group: Int) -> (record: Int, reason: Reason)? {
    var open: [(record: Int, reason: Reason)] = []
    var seen: Set<Int> = [record]
    func add(_ next: Int32?, _ reason: Reason) {
      guard let next, next >= 0, seen.insert(Int(next)).inserted else { return }
      open.append((Int(next), reason))
    }
    add(originals?[record], .repetition)
    add(wholes?[record], .part)
    var index = 0
    while index < open.count {
      let (next, reason) = open[index]
      index += 1
      if isThere(next, in: group) { return (next, reason) }
      add(originals?[next], reason)
      // What is part of an original's whole is a part, however it is told.
      add(wholes?[next], .part)
    }
    return nil
  }

  var base: LoadedRecords { lineage.base }
}
