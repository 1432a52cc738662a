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
    let positions = scratch.take(total + 8, of: UInt32.self)
    let raw = UnsafeRawPointer(flags)
    var found = 0
    var index = 0
    while index &+ 8 <= total {
      // Eight flags a word: most words are empty where few rows pass.
      if raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) != 0 {
        for place in index..<index &+ 8 {
          positions[found] = UInt32(truncatingIfNeeded: place)
          found &+= Int(flags[place])
        }
      }
      index &+= 8
    }
    while index < total {
      positions[found] = UInt32(truncatingIfNeeded: index)
      found &+= Int(flags[index])
      index &+= 1
    }
    return (UnsafePointer(positions), found)
  }
}
