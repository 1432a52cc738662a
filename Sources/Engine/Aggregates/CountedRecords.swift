import Records
import Semantics

/// The records of the joined sets that an aggregate counts, each once a group.
///
/// Rows that are records of their own need none of this: only where a look-up made a record stand
/// in several rows is it asked which record a row is.
final class CountedRecords {
  /// One record number a row, `Strand.none` where none stands.
  let rows: Vector<UInt32>
  let count: Int
  /// What to call the set.
  let title: String
  private let seen: FirstSeen
  private let revisited = Interner()
  /// 1 for a record that was asked, 2 for one that had a value.
  private let met: UnsafeMutablePointer<UInt8>
  /// Rows that told a record again in its group.
  private(set) var repeats = 0

  /// `nil` where every row counts.
  init?(_ strands: [Int], of set: RecordSet, slots: Int?) {
    guard !strands.isEmpty, !set.strands.isEmpty else { return nil }
    // A pair with the left's record is the row itself.
    if strands.count > 1, strands.contains(0) { return nil }
    let own = strands.map { set.strands[$0] }
    guard let first = own.first, let firstRows = first.rows else { return nil }
    if own.count == 1 {
      rows = firstRows
      count = first.count
    } else {
      (rows, count) = CountedRecords.combined(own, set.count)
    }
    title = own.map(\.title).listed
    seen = FirstSeen(bound: count, slots: slots)
    met = .allocate(capacity: max(1, count))
    met.initialize(repeating: 0, count: max(1, count))
  }

  deinit { met.deallocate() }

  private static func combined(
    _ strands: [Strand], _ rowCount: Int
  ) -> (rows: Vector<UInt32>, count: Int) {
    var codes = [UInt32](repeating: 0, count: rowCount)
    var count = 1
    for strand in strands {
      let pairs = Interner()
      for row in 0..<rowCount where codes[row] != Strand.none {
        let next = strand.rows.map { $0[row] } ?? UInt32(row)
        codes[row] =
          next == Strand.none ? next : pairs.id(of: UInt64(codes[row]) << 32 | UInt64(next))
      }
      count = pairs.count
    }
    return (Vector(codes), count)
  }

  func isThere(_ row: Int) -> Bool { rows[row] != Strand.none }

  /// Whether the record is met in its group for the first time.
  func isFirst(_ row: Int, in group: Int) -> Bool {
    if seen.isNew(group, rows[row]) { return true }
    repeats += 1
    return false
  }

  /// One byte a row: whether a record stands there, and the flag, where there are flags, is set.
  func there(_ batch: Batch, _ flags: UnsafePointer<UInt8>?) -> UnsafePointer<UInt8> {
    let there = batch.scratch.take(batch.count, of: UInt8.self)
    rows.withPointer { records in
      for index in 0..<batch.count {
        let isThere: UInt8 = records[batch.rows[index]] == Strand.none ? 0 : 1
        there[index] = flags.map { $0[index] & isThere } ?? isThere
      }
    }
    return UnsafePointer(there)
  }

  /// The positions whose record is met in its group for the first time.
  func firsts(of part: FeedBatch) -> FeedBatch {
    let seen = seen
    let kept = rows.withPointer { records in
      part.keeping { seen.isNew(part.group($0), records[part.rows[$0]]) }
    }
    repeats += part.count - kept.count
    return kept
  }

  /// The same when the rows are gone through again, for `why`.
  func isToldAgain(_ row: Int, in group: Int) -> Bool {
    guard rows[row] != Strand.none else { return false }
    let before = revisited.count
    _ = revisited.id(of: UInt64(group) << 32 | UInt64(rows[row]))
    return revisited.count == before
  }

  /// How many records are asked, and have a value, that were not before.
  func note(
    _ part: Batch, _ valid: UnsafePointer<UInt8>?
  ) -> (asked: Int, valued: Int) {
    let met = met
    var asked = 0
    var valued = 0
    rows.withPointer { records in
      for index in 0..<part.count {
        let record = Int(records[part.rows[index]])
        let before = met[record]
        let now = before | (valid.map { $0[index] != 0 } ?? true ? 3 : 1)
        guard now != before else { continue }
        met[record] = now
        asked += before & 1 == 0 ? 1 : 0
        valued += now & 2 != before & 2 ? 1 : 0
      }
    }
    return (asked, valued)
  }
}

extension RecordSet {
  /// The loaded records whose wholes and originals an aggregate of these strands looks at, row by
  /// row; a row without one names any.
  func lineage(of strands: [Int]) -> Lineage? {
    guard !self.strands.isEmpty, !strands.isEmpty, !strands.contains(0) else { return lineage }
    for strand in strands.map({ self.strands[$0] }) {
      guard let own = strand.lineage, let rows = strand.rows,
        own.base.wholes != nil || own.base.originals != nil
      else { continue }
      let records = Vector<UInt32>(count: rows.count) { target in
        for row in 0..<rows.count {
          target[row] =
            rows[row] == Strand.none ? 0 : UInt32(own.record(of: Int(rows[row])))
        }
      }
      return Lineage(base: own.base, records: records)
    }
    return nil
  }

  /// Whether a record of these strands may stand in several rows.
  func repeatsRecords(of strands: [Int]) -> Bool {
    strands.contains { self.strands.indices.contains($0) && self.strands[$0].rows != nil }
  }
}
