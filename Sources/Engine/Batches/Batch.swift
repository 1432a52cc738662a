import CMasks

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

  /// The part of the batch whose flag is 1, which is `kept` rows.
  func keeping(_ flags: UnsafePointer<UInt8>, _ kept: Int) -> Batch {
    if kept == count { return self }
    let (positions, count) = positions(of: flags)
    return picking(positions, count: count)
  }

  /// The positions whose flag is 1.
  func positions(
    of flags: UnsafePointer<UInt8>
  ) -> (positions: UnsafePointer<UInt32>, count: Int) {
    let total = count
    let positions = scratch.take(total + 8, of: UInt32.self)
    var found = 0
    var index = 0
    while index &+ 64 <= total {
      var mask = ~mask64(flags + index, 0)
      let ones = mask.nonzeroBitCount
      if ones <= Batch.few {
        // Four at a time, some in vain: what is written past the last is written over.
        var written = 0
        let first = UInt32(truncatingIfNeeded: index)
        while written < ones {
          let target = positions + (found &+ written)
          for step in 0..<4 {
            target[step] = first &+ UInt32(truncatingIfNeeded: mask.trailingZeroBitCount)
            mask &= mask &- 1
          }
          written &+= 4
        }
        found &+= ones
      } else {
        for place in index..<index &+ 64 {
          positions[found] = UInt32(truncatingIfNeeded: place)
          found &+= Int(flags[place])
        }
      }
      index &+= 64
    }
    while index < total {
      positions[found] = UInt32(truncatingIfNeeded: index)
      found &+= Int(flags[index])
      index &+= 1
    }
    return (UnsafePointer(positions), found)
  }

  /// Of 64 flags so many are looked for one by one.
  private static let few = 24
}
