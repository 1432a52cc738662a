extension StoredCells {
  /// Adds each cell and its square to the sums of its group.
  func moments(
    _ rows: Rows, _ groups: UnsafePointer<UInt32>?, into moments: UnsafeMutablePointer<ExactMoments>
  ) {
    switch cells {
    case .int8(let cells): self.moments(cells, rows, groups, moments)
    case .int16(let cells): self.moments(cells, rows, groups, moments)
    case .int32(let cells): self.moments(cells, rows, groups, moments)
    case .int64(let cells): self.moments(cells, rows, groups, moments)
    case .uint8, .uint16, .uint32: preconditionFailure("codes are not summed")
    }
  }

  @inline(__always)
  private func moments<Cell: FixedWidthInteger>(
    _ cells: UnsafePointer<Cell>, _ rows: Rows, _ groups: UnsafePointer<UInt32>?,
    _ moments: UnsafeMutablePointer<ExactMoments>
  ) {
    eachRow(rows) { index, row in
      let group = groups.map { Int($0[index]) } ?? 0
      let x = Int64(truncatingIfNeeded: cells[row])
      moments[group].count &+= 1
      moments[group].x &+= x
      moments[group].xx &+= product(x, x, isNarrow: Cell.bitWidth <= 32)
    }
  }

  /// Adds each pair of cells, their squares and their product to the sums of its group.
  func moments(
    _ other: StoredCells, _ rows: Rows, _ groups: UnsafePointer<UInt32>?,
    into moments: UnsafeMutablePointer<ExactPairMoments>, _ scratch: Scratch
  ) {
    let first = scratch.take(rows.count, of: Int64.self)
    let second = scratch.take(rows.count, of: Int64.self)
    widen(rows, into: first)
    other.widen(rows, into: second)
    let isNarrow = reach <= 1 << 31 && other.reach <= 1 << 31
    for index in 0..<rows.count {
      let group = groups.map { Int($0[index]) } ?? 0
      let x = first[index]
      let y = second[index]
      moments[group].first.count &+= 1
      moments[group].first.x &+= x
      moments[group].y &+= y
      moments[group].first.xx &+= product(x, x, isNarrow: isNarrow)
      moments[group].yy &+= product(y, y, isNarrow: isNarrow)
      moments[group].xy &+= product(x, y, isNarrow: isNarrow)
    }
  }

  @inline(__always)
  private func product(_ a: Int64, _ b: Int64, isNarrow: Bool) -> Int128 {
    isNarrow ? Int128(a &* b) : Int128(a) &* Int128(b)
  }

  /// The cells as wide whole numbers.
  private func widen(_ rows: Rows, into target: UnsafeMutablePointer<Int64>) {
    switch cells {
    case .int8(let cells): widen(cells, rows, target)
    case .int16(let cells): widen(cells, rows, target)
    case .int32(let cells): widen(cells, rows, target)
    case .int64(let cells): widen(cells, rows, target)
    case .uint8, .uint16, .uint32: preconditionFailure("codes are no numbers")
    }
  }

  @inline(__always)
  private func widen<Cell: FixedWidthInteger>(
    _ cells: UnsafePointer<Cell>, _ rows: Rows, _ target: UnsafeMutablePointer<Int64>
  ) {
    eachRow(rows) { index, row in target[index] = Int64(truncatingIfNeeded: cells[row]) }
  }
}
