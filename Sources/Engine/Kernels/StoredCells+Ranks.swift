extension StoredCells {
  /// Moves packed keys up by some bits and puts the rank of each cell below, or begins with it.
  ///
  /// - Shape: a rank is what `ranks` has for the cell less `low`, or that itself; `bits` is `nil` for
  ///   the first key
  func rank(
    _ rows: Rows, low: Int64, ranks: UnsafePointer<UInt32>?, missing: UInt64, bits: UInt64?,
    into target: UnsafeMutablePointer<UInt64>
  ) {
    switch cells {
    case .uint8(let cells): rank(cells, rows, low, ranks, missing, bits, target)
    case .uint16(let cells): rank(cells, rows, low, ranks, missing, bits, target)
    case .uint32(let cells): rank(cells, rows, low, ranks, missing, bits, target)
    case .int8(let cells): rank(cells, rows, low, ranks, missing, bits, target)
    case .int16(let cells): rank(cells, rows, low, ranks, missing, bits, target)
    case .int32(let cells): rank(cells, rows, low, ranks, missing, bits, target)
    case .int64(let cells): rank(cells, rows, low, ranks, missing, bits, target)
    }
  }

  @inline(__always)
  private func rank<Cell: FixedWidthInteger>(
    _ cells: UnsafePointer<Cell>, _ rows: Rows, _ low: Int64, _ ranks: UnsafePointer<UInt32>?,
    _ missing: UInt64, _ bits: UInt64?, _ target: UnsafeMutablePointer<UInt64>
  ) {
    if let ranks {
      pack(rows, missing, bits, target) { UInt64(ranks[Int(truncatingIfNeeded: cells[$0])]) }
    } else {
      pack(rows, missing, bits, target) {
        UInt64(bitPattern: Int64(truncatingIfNeeded: cells[$0]) &- low)
      }
    }
  }

  @inline(__always)
  private func pack(
    _ rows: Rows, _ missing: UInt64, _ bits: UInt64?, _ target: UnsafeMutablePointer<UInt64>,
    _ rank: (_ row: Int) -> UInt64
  ) {
    guard let words else {
      if let bits {
        eachRow(rows) { index, row in target[index] = target[index] &<< bits | rank(row) }
      } else {
        eachRow(rows) { index, row in target[index] = rank(row) }
      }
      return
    }
    eachRow(rows) { index, row in
      let isValid = words[row >> 6] &>> UInt64(row & 63) & 1 == 1
      let own = isValid ? rank(row) : missing
      target[index] = bits.map { target[index] &<< $0 | own } ?? own
    }
  }
}
