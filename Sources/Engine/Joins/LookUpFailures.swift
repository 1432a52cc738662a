import Records

/// How many rows of the left found nothing, stretch by stretch, until they are listed.
struct LookUpFailures {
  private let rows: Int
  /// The number of the first unmatched row of each stretch among all of them, and of all.
  private let starts: [Int]
  let withoutKey: Int

  /// - Shape: `found` has one row of the right a row, `Strand.none` or `LookUp.noKey`
  init(_ found: UnsafeMutablePointer<UInt32>, _ rows: Int, _ run: Run) throws(ExecutionError) {
    self.rows = rows
    let stretches = run.stretches(in: rows)
    let counts = try Vector<Int>(count: 2 * stretches) {
      (target: UnsafeMutablePointer<Int>) throws(ExecutionError) in
      try run.shareRows(rows) { stretch, rows in
        var unmatched = 0
        var without = 0
        for row in rows {
          unmatched &+= found[row] == Strand.none ? 1 : 0
          without &+= found[row] == LookUp.noKey ? 1 : 0
        }
        target[2 * stretch] = unmatched
        target[2 * stretch + 1] = without
      }
    }
    var starts = [0]
    var withoutKey = 0
    for stretch in 0..<stretches {
      starts.append(starts[stretch] + counts[2 * stretch])
      withoutKey += counts[2 * stretch + 1]
    }
    self.starts = starts
    self.withoutKey = withoutKey
  }

  private var unmatched: Int { starts[starts.count - 1] }

  var count: Int { unmatched + withoutKey }

  /// The unmatched rows in order, and which rows are matched; rows without a key become unmatched in
  /// `found`.
  func listed(
    _ found: UnsafeMutablePointer<UInt32>, _ run: Run
  ) throws(ExecutionError) -> (unmatched: Vector<UInt32>, matched: Validity) {
    var words = Vector<UInt64>([])
    let list = try Vector<UInt32>(count: unmatched) {
      (list: UnsafeMutablePointer<UInt32>) throws(ExecutionError) in
      words = try Vector<UInt64>(count: (rows + 63) / 64) {
        (words: UnsafeMutablePointer<UInt64>) throws(ExecutionError) in
        try run.shareRows(rows) { stretch, rows in
          var next = starts[stretch]
          for start in stride(from: rows.lowerBound, to: rows.upperBound, by: 64) {
            var word: UInt64 = 0
            for row in start..<min(start + 64, rows.upperBound) {
              if found[row] == Strand.none {
                list[next] = UInt32(truncatingIfNeeded: row)
                next += 1
              } else if found[row] == LookUp.noKey {
                found[row] = Strand.none
              } else {
                word |= 1 << UInt64(row & 63)
              }
            }
            words[start >> 6] = word
          }
        }
      }
    }
    return (list, Validity(words: words, count: rows))
  }
}
