import Records

/// Rows in which an operation has no result: they become missing and are counted.
enum Domain {
  /// Takes the flagged rows out of the valid ones.
  static func exclude(
    _ flags: UnsafePointer<UInt8>, _ valid: UnsafePointer<UInt8>?, _ batch: Batch,
    _ kind: Note.Kind, counting subject: () -> String
  ) -> UnsafePointer<UInt8>? {
    let count = batch.count
    let hit = valid.map { mapped(flags, $0, count, batch.scratch) { $0 & $1 } } ?? flags
    let found = countOnes(hit, count)
    guard found > 0 else { return valid }
    batch.tally.count(kind, subject(), found)
    let all = valid ?? UnsafePointer(batch.scratch.take(count, repeating: UInt8(1)))
    return mapped(all, hit, count, batch.scratch) { $0 & ~$1 }
  }

  /// Doubles of which only those that pass a test are values.
  @inline(__always)
  static func restrict(
    _ doubles: UnsafePointer<Double>, _ valid: UnsafePointer<UInt8>?, _ batch: Batch,
    _ test: (Double) -> Bool, counting subject: () -> String
  ) -> BatchColumn {
    let isOutside: UnsafePointer<UInt8> = mapped(doubles, batch.count, batch.scratch) {
      test($0) ? 0 : 1
    }
    let left = exclude(isOutside, valid, batch, .outsideDomain, counting: subject)
    return BatchColumn(.doubles(doubles), count: batch.count, valid: left)
  }
}
