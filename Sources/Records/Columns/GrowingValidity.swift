/// Which rows of a column that is being made hold a value; no memory while all do.
struct GrowingValidity: ~Copyable {
  private var words = GrowingVector<UInt64>()
  private var hasMissing = false
  private(set) var count = 0
  private(set) var missingCount = 0

  init() {}

  /// - Shape: `missing` holds the places, below `added`, of the rows without a value.
  mutating func append(
    count added: Int, missing: UnsafePointer<UInt32>, missingCount absent: Int
  ) {
    if absent == 0, !hasMissing {
      count += added
      return
    }
    extend(by: added)
    for index in 0..<absent { clear(count + Int(missing[index])) }
    count += added
    missingCount += absent
  }

  mutating func appendMissing(_ added: Int) {
    guard added > 0 else { return }
    extend(by: added)
    for row in count..<count + added { clear(row) }
    count += added
    missingCount += added
  }

  consuming func finish() -> Validity? {
    guard hasMissing else { return nil }
    if count & 63 != 0 { words[count >> 6] &= (1 << UInt64(count & 63)) - 1 }
    return Validity(words: words.finish(), count: count)
  }

  private mutating func extend(by added: Int) {
    hasMissing = true
    let needed = (count + added + 63) >> 6
    if needed > words.count { words.append(.max, times: needed - words.count) }
  }

  private func clear(_ row: Int) { words[row >> 6] &= ~(1 << UInt64(row & 63)) }
}
