/// Where the cells of some records lie, record by record, each with as many cells as it has.
struct CellSpans: ~Copyable {
  /// One less than where each cell starts (wrapping at 0).
  var starts = GrowingVector<UInt32>()
  var ends = GrowingVector<UInt32>()
  /// The number of cells up to the end of each record.
  var recordEnds = GrowingVector<UInt32>()

  var recordCount: Int { recordEnds.count }

  func cells(ofRecord record: Int) -> Range<Int> {
    Int(record == 0 ? 0 : recordEnds[record - 1])..<Int(recordEnds[record])
  }

  func start(_ cell: Int) -> Int { Int(starts[cell] &+ 1) }

  func end(_ cell: Int) -> Int { Int(ends[cell]) }

  mutating func removeAll() {
    starts.removeAll()
    ends.removeAll()
    recordEnds.removeAll()
  }
}
