/// Some rows to evaluate together, with the memory and the tally they use.
struct Batch {
  let rows: Rows
  let scratch: Scratch
  let tally: Tally

  var count: Int { rows.count }

  /// The part of the batch at some positions.
  func picking(_ positions: UnsafePointer<UInt32>, count: Int) -> Batch {
    Batch(
      rows: rows.picking(positions, count: count, in: scratch), scratch: scratch, tally: tally)
  }

  /// The positions whose flag is 1.
  func positions(
    of flags: UnsafePointer<UInt8>
  ) -> (positions: UnsafePointer<UInt32>, count: Int) {
    let total = count
    let positions = scratch.take(total, of: UInt32.self)
    var found = 0
    for index in 0..<total {
      positions[found] = UInt32(truncatingIfNeeded: index)
      found &+= Int(flags[index])
    }
    return (UnsafePointer(positions), found)
  }
}
