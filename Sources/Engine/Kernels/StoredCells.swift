import Records

/// The cells of a column as it stores them, for loops that widen each on its way.
struct StoredCells {
  enum Cells {
    case uint8(UnsafePointer<UInt8>)
    case uint16(UnsafePointer<UInt16>)
    case uint32(UnsafePointer<UInt32>)
    case int8(UnsafePointer<Int8>)
    case int16(UnsafePointer<Int16>)
    case int32(UnsafePointer<Int32>)
    case int64(UnsafePointer<Int64>)
  }

  /// Held, so that the pointers are good as long as this is.
  private let column: Column
  let cells: Cells
  /// One bit a row, 1 where there is a value; `nil` where all have one.
  let words: UnsafePointer<UInt64>?

  /// Whole numbers of up to 64 bits, codes, flags and days, none with a bound; `nil` for others.
  init?(_ column: Column) {
    guard column.qualifiers == nil else { return nil }
    switch column.storage {
    case .integers(.int8(let vector), _): cells = .int8(vector.withPointer { $0 })
    case .integers(.int16(let vector), _): cells = .int16(vector.withPointer { $0 })
    case .integers(.int32(let vector), _): cells = .int32(vector.withPointer { $0 })
    case .integers(.int64(let vector), _): cells = .int64(vector.withPointer { $0 })
    case .text(.uint8(let vector), _): cells = .uint8(vector.withPointer { $0 })
    case .text(.uint16(let vector), _): cells = .uint16(vector.withPointer { $0 })
    case .text(.uint32(let vector), _): cells = .uint32(vector.withPointer { $0 })
    case .lists(.uint8(let vector), _): cells = .uint8(vector.withPointer { $0 })
    case .lists(.uint16(let vector), _): cells = .uint16(vector.withPointer { $0 })
    case .lists(.uint32(let vector), _): cells = .uint32(vector.withPointer { $0 })
    case .booleans(let flags): cells = .uint8(flags.withPointer { $0 })
    case .periods(let days, .uniform): cells = .int32(days.withPointer { $0 })
    case .integers(.int128, _), .doubles, .periods, .moments: return nil
    }
    self.column = column
    words = column.validity.map { $0.words.withPointer { $0 } }
  }

  /// 1 where a row has a value.
  @inline(__always)
  func isValid(_ row: Int) -> Int {
    guard let words else { return 1 }
    return Int(truncatingIfNeeded: words[row >> 6] &>> UInt64(row & 63) & 1)
  }

  /// The largest magnitude that a cell may have.
  var reach: UInt64 {
    switch cells {
    case .uint8: UInt64(UInt8.max)
    case .uint16: UInt64(UInt16.max)
    case .uint32: UInt64(UInt32.max)
    case .int8: UInt64(Int8.min.magnitude)
    case .int16: UInt64(Int16.min.magnitude)
    case .int32: UInt64(Int32.min.magnitude)
    case .int64:
      Extent.extent(of: column).map { max($0.lowerBound.magnitude, $0.upperBound.magnitude) }
        ?? .max
    }
  }

  // MARK: Codes

  /// Writes codes times a stride, or adds them to what stands there; a missing cell has code 0.
  ///
  /// - Shape: a code is the cell plus `shift`, in 32 bits
  func code(
    _ rows: Rows, shift: UInt32, stride: UInt32, isFirst: Bool,
    into target: UnsafeMutablePointer<UInt32>
  ) {
    switch cells {
    case .uint8(let cells): code(cells, rows, shift, stride, isFirst, target)
    case .uint16(let cells): code(cells, rows, shift, stride, isFirst, target)
    case .uint32(let cells): code(cells, rows, shift, stride, isFirst, target)
    case .int8(let cells): code(cells, rows, shift, stride, isFirst, target)
    case .int16(let cells): code(cells, rows, shift, stride, isFirst, target)
    case .int32(let cells): code(cells, rows, shift, stride, isFirst, target)
    case .int64(let cells): code(cells, rows, shift, stride, isFirst, target)
    }
  }

  @inline(__always)
  private func code<Cell: FixedWidthInteger>(
    _ cells: UnsafePointer<Cell>, _ rows: Rows, _ shift: UInt32, _ stride: UInt32,
    _ isFirst: Bool, _ target: UnsafeMutablePointer<UInt32>
  ) {
    if let words {
      eachRow(rows) { index, row in
        let bit = UInt32(truncatingIfNeeded: words[row >> 6] &>> UInt64(row & 63)) & 1
        let code = (UInt32(truncatingIfNeeded: cells[row]) &+ shift) &* stride &* bit
        target[index] = isFirst ? code : target[index] &+ code
      }
    } else if isFirst {
      eachRow(rows) { index, row in
        target[index] = (UInt32(truncatingIfNeeded: cells[row]) &+ shift) &* stride
      }
    } else {
      eachRow(rows) { index, row in
        target[index] &+= (UInt32(truncatingIfNeeded: cells[row]) &+ shift) &* stride
      }
    }
  }

  // MARK: Figures

  /// Adds each cell to the sum of its group.
  func sum(
    _ rows: Rows, _ groups: UnsafePointer<UInt32>?, into sums: UnsafeMutablePointer<Int64>
  ) {
    switch cells {
    case .int8(let cells): sum(cells, rows, groups, sums)
    case .int16(let cells): sum(cells, rows, groups, sums)
    case .int32(let cells): sum(cells, rows, groups, sums)
    case .int64(let cells): sum(cells, rows, groups, sums)
    case .uint8, .uint16, .uint32: preconditionFailure("codes are not summed")
    }
  }

  @inline(__always)
  private func sum<Cell: FixedWidthInteger>(
    _ cells: UnsafePointer<Cell>, _ rows: Rows, _ groups: UnsafePointer<UInt32>?,
    _ sums: UnsafeMutablePointer<Int64>
  ) {
    guard let groups else {
      var sum: Int64 = 0
      eachRow(rows) { _, row in sum &+= Int64(truncatingIfNeeded: cells[row]) }
      sums[0] &+= sum
      return
    }
    eachRow(rows) { index, row in
      sums[Int(groups[index])] &+= Int64(truncatingIfNeeded: cells[row])
    }
  }

  /// The sum of the cells of a run whose flag is 1.
  ///
  /// - Shape: a flag for each of `rows`
  func sum(_ rows: Range<Int>, flagged flags: UnsafePointer<UInt8>) -> Int64 {
    switch cells {
    case .int8(let cells): sum(cells + rows.lowerBound, flags, rows.count)
    case .int16(let cells): sum(cells + rows.lowerBound, flags, rows.count)
    case .int32(let cells): sum(cells + rows.lowerBound, flags, rows.count)
    case .int64(let cells): sum(cells + rows.lowerBound, flags, rows.count)
    case .uint8, .uint16, .uint32: preconditionFailure("codes are not summed")
    }
  }

  @inline(__always)
  private func sum<Cell: FixedWidthInteger>(
    _ cells: UnsafePointer<Cell>, _ flags: UnsafePointer<UInt8>, _ count: Int
  ) -> Int64 {
    var sum: Int64 = 0
    for index in 0..<count {
      let mask = 0 &- Cell(truncatingIfNeeded: flags[index])
      sum &+= Int64(truncatingIfNeeded: cells[index] & mask)
    }
    return sum
  }

  /// Counts each row and adds its cell, both in one place of memory.
  ///
  /// - Shape: `tables` are one or four; rows take turns, so that one need not wait for the last
  func countAndSum(
    _ rows: Rows, _ groups: UnsafePointer<UInt32>, into tables: PairTables
  ) {
    switch cells {
    case .int8(let cells): countAndSum(cells, rows, groups, tables)
    case .int16(let cells): countAndSum(cells, rows, groups, tables)
    case .int32(let cells): countAndSum(cells, rows, groups, tables)
    case .int64(let cells): countAndSum(cells, rows, groups, tables)
    case .uint8, .uint16, .uint32: preconditionFailure("codes are not summed")
    }
  }

  @inline(__always)
  private func countAndSum<Cell: FixedWidthInteger>(
    _ cells: UnsafePointer<Cell>, _ rows: Rows, _ groups: UnsafePointer<UInt32>,
    _ tables: PairTables
  ) {
    let table = tables.pairs
    let (shift, mask) = (tables.shift, tables.mask)
    eachRow(rows) { index, row in
      let slot = Int(groups[index]) &<< shift | index & mask
      table[slot] &+= SIMD2(1, Int64(truncatingIfNeeded: cells[row]))
    }
  }

  /// Keeps the least or greatest cell of each group.
  func extreme(
    _ rows: Rows, _ groups: UnsafePointer<UInt32>?, isMax: Bool,
    into best: UnsafeMutablePointer<Int64>
  ) {
    switch cells {
    case .int8(let cells): extreme(cells, rows, groups, isMax, best)
    case .int16(let cells): extreme(cells, rows, groups, isMax, best)
    case .int32(let cells): extreme(cells, rows, groups, isMax, best)
    case .int64(let cells): extreme(cells, rows, groups, isMax, best)
    case .uint8, .uint16, .uint32: preconditionFailure("codes have no least")
    }
  }

  @inline(__always)
  private func extreme<Cell: FixedWidthInteger>(
    _ cells: UnsafePointer<Cell>, _ rows: Rows, _ groups: UnsafePointer<UInt32>?, _ isMax: Bool,
    _ best: UnsafeMutablePointer<Int64>
  ) {
    guard let groups else {
      guard rows.count > 0 else { return }
      var found = cells[rows[0]]
      if isMax {
        eachRow(rows) { _, row in found = max(found, cells[row]) }
      } else {
        eachRow(rows) { _, row in found = min(found, cells[row]) }
      }
      let wide = Int64(truncatingIfNeeded: found)
      best[0] = isMax ? max(best[0], wide) : min(best[0], wide)
      return
    }
    if isMax {
      eachRow(rows) { index, row in
        let group = Int(groups[index])
        best[group] = max(best[group], Int64(truncatingIfNeeded: cells[row]))
      }
    } else {
      eachRow(rows) { index, row in
        let group = Int(groups[index])
        best[group] = min(best[group], Int64(truncatingIfNeeded: cells[row]))
      }
    }
  }
}

/// Calls `body` with each position of a batch and the row there.
@inline(__always)
func eachRow(_ rows: Rows, _ body: (_ index: Int, _ row: Int) -> Void) {
  switch rows {
  case .range(let start, let count):
    for index in 0..<count { body(index, start &+ index) }
  case .picked(let picked, let count):
    for index in 0..<count { body(index, Int(picked[index])) }
  }
}
