/// The qualifiers of a column that is being made; no memory while all values are exact.
struct GrowingQualifiers: ~Copyable {
  private var marks = GrowingVector<UInt8>()
  private var hasMarks = false
  private var count = 0

  init() {}

  /// Notes the qualifier of a row of those that the next `append` adds.
  mutating func mark(_ row: Int, _ qualifier: Qualifier) {
    hasMarks = true
    fill(to: count + row + 1)
    marks[count + row] = qualifier.rawValue
  }

  mutating func append(_ added: Int) {
    count += added
    if hasMarks { fill(to: count) }
  }

  private mutating func fill(to wanted: Int) {
    if wanted > marks.count {
      marks.append(Qualifier.exact.rawValue, times: wanted - marks.count)
    }
  }

  consuming func finish() -> Vector<UInt8>? { hasMarks ? marks.finish() : nil }
}
