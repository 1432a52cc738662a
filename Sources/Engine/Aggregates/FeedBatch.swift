/// What the aggregates of one feed take in of one batch: every operand has a value at every
/// position.
struct FeedBatch {
  let operands: [BatchColumn]
  /// One group a position; `nil` where all are in group 0.
  let groups: UnsafePointer<UInt32>?
  let rows: Rows
  let scratch: Scratch

  var count: Int { rows.count }

  @inline(__always)
  func group(_ position: Int) -> Int { groups.map { Int($0[position]) } ?? 0 }
}
