import Records

/// The row of the right that each code stands in.
struct LookUpTable {
  /// One row a code, `Strand.none` for a code that stands in none.
  let rows: Vector<UInt32>
  /// The rows of the right without a key.
  let withoutKey: Int
  /// Whether a key stands in several rows; then their places here mean nothing.
  let hasRepeats: Bool

  /// Rows between two looks at whether to go on.
  private static let stretch = 1 << 20

  init(_ codes: KeyCodes, _ run: Run) throws(ExecutionError) {
    let bound = codes.bound
    let count = codes.right.count
    // Each thread writes the codes of a range of its own, so none waits and none is met twice.
    let parts = count > run.settings.spanRows ? run.settings.workers.count : 1
    let length = UInt32(truncatingIfNeeded: (bound + parts - 1) / parts)
    var repeats = [Bool](repeating: false, count: parts)
    var missing = [Int](repeating: 0, count: parts)
    // Behind the table every part has a place for the codes of the others, on a line of its own.
    let spare = 16
    rows = try Vector<UInt32>(count: bound + spare * parts) {
      (table: UnsafeMutablePointer<UInt32>) throws(ExecutionError) in
      try run.shareRows(bound + spare * parts) { _, codes in
        (table + codes.lowerBound).update(repeating: Strand.none, count: codes.count)
      }
      var start = 0
      while start < count {
        try run.checkCancelled()
        let rows = start..<min(count, start + LookUpTable.stretch)
        repeats.withUnsafeMutableBufferPointer { repeats in
          missing.withUnsafeMutableBufferPointer { missing in
            codes.right.withPointer { codes in
              run.settings.workers.perform(parts) { part, _ in
                let first = max(1, UInt32(truncatingIfNeeded: part) &* length)
                let last = UInt32(truncatingIfNeeded: part + 1) &* length
                var differences: UInt32 = 0
                var without = 0
                for row in rows {
                  let code = codes[row]
                  without &+= code == KeyCodes.missing ? 1 : 0
                  let isOwn = code &- first < last &- first
                  let slot = isOwn ? Int(code) : bound + spare * part
                  differences |= isOwn ? table[slot] ^ Strand.none : 0
                  table[slot] = UInt32(truncatingIfNeeded: row)
                }
                let isRepeated = differences != 0
                repeats[part] = repeats[part] || isRepeated
                missing[part] += without
              }
            }
          }
        }
        start = rows.upperBound
      }
    }
    withoutKey = missing[0]
    hasRepeats = repeats.contains(true)
  }
}
