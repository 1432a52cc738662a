import Records

/// Whole numbers of both sides that lie so near each other that no key is hashed: the code of one is
/// its place in the range of the right's, counted from 1.
struct DenseKeys {
  /// The least number of the right.
  let low: Int64
  /// How many numbers the range has.
  let width: Int

  /// A range is taken where it has no more numbers than this for each row of the right.
  private static let widest = 8
  private static let narrow = 1 << 16

  /// `nil` where the sides are not of one scale, a bound is a part of the key, or the right's numbers
  /// are too far apart.
  init?(_ key: KeySides, _ run: Run) throws(ExecutionError) {
    guard case .integers(let own, let ownScale) = key.left.storage,
      case .integers(let others, let scale) = key.right.storage,
      ownScale == scale, key.ratio == nil, key.left.qualifiers == nil, key.right.qualifiers == nil
    else { return nil }
    if case .int128 = own { return nil }
    guard let extent = try DenseKeys.extent(of: others, key.right.validity, run) else { return nil }
    let (distance, overflow) = extent.upperBound.subtractingReportingOverflow(extent.lowerBound)
    let widest = max(DenseKeys.narrow, DenseKeys.widest * key.right.count)
    guard !overflow, distance < min(Int64(widest), Int64(UInt32.max) - 2) else { return nil }
    low = extent.lowerBound
    width = Int(distance) + 1
  }

  // MARK: Right

  private static func extent(
    of cells: IntegerStorage, _ validity: Validity?, _ run: Run
  ) throws(ExecutionError) -> ClosedRange<Int64>? {
    switch cells {
    case .int8(let cells): try extent(of: cells, validity, run)
    case .int16(let cells): try extent(of: cells, validity, run)
    case .int32(let cells): try extent(of: cells, validity, run)
    case .int64(let cells): try extent(of: cells, validity, run)
    case .int128: nil
    }
  }

  @inline(__always)
  private static func extent<Element: FixedWidthInteger & BitwiseCopyable & Sendable>(
    of cells: Vector<Element>, _ validity: Validity?, _ run: Run
  ) throws(ExecutionError) -> ClosedRange<Int64>? {
    let count = run.stretches(in: cells.count)
    let ends = try Vector<Int64>(count: 2 * count) {
      (target: UnsafeMutablePointer<Int64>) throws(ExecutionError) in
      try run.shareRows(cells.count) { stretch, rows in
        var low = Element.max
        var high = Element.min
        cells.withPointer { cells in
          if let validity {
            for row in rows where validity[row] {
              low = min(low, cells[row])
              high = max(high, cells[row])
            }
          } else {
            for row in rows {
              low = min(low, cells[row])
              high = max(high, cells[row])
            }
          }
        }
        target[2 * stretch] = Int64(low)
        target[2 * stretch + 1] = Int64(high)
      }
    }
    var low = Int64.max
    var high = Int64.min
    for stretch in 0..<count where ends[2 * stretch] <= ends[2 * stretch + 1] {
      low = min(low, ends[2 * stretch])
      high = max(high, ends[2 * stretch + 1])
    }
    return low <= high ? low...high : nil
  }

  func codes(
    of cells: IntegerStorage, _ validity: Validity?, _ run: Run
  ) throws(ExecutionError) -> Vector<UInt32> {
    switch cells {
    case .int8(let cells): try codes(of: cells, validity, run)
    case .int16(let cells): try codes(of: cells, validity, run)
    case .int32(let cells): try codes(of: cells, validity, run)
    case .int64(let cells): try codes(of: cells, validity, run)
    case .int128: preconditionFailure("wide numbers have no narrow range")
    }
  }

  @inline(__always)
  private func codes<Element: FixedWidthInteger & BitwiseCopyable & Sendable>(
    of cells: Vector<Element>, _ validity: Validity?, _ run: Run
  ) throws(ExecutionError) -> Vector<UInt32> {
    let low = low
    return try Vector<UInt32>(count: cells.count) {
      (target: UnsafeMutablePointer<UInt32>) throws(ExecutionError) in
      try run.shareRows(cells.count) { _, rows in
        cells.withPointer { cells in
          for row in rows {
            target[row] = UInt32(truncatingIfNeeded: Int64(cells[row]) &- low &+ 1)
          }
        }
        KeyCodes.mark(KeyCodes.missing, where: validity, target, rows)
      }
    }
  }

  // MARK: Left

  /// Writes the entry of a table by code for each number, `unknown` outside of the range.
  ///
  /// - Shape: `table` has `width + 1` entries
  func look(
    up table: Vector<UInt32>, _ cells: IntegerStorage, unknown: UInt32,
    into target: UnsafeMutablePointer<UInt32>, _ run: Run
  ) throws(ExecutionError) {
    switch cells {
    case .int8(let cells): try look(up: table, cells, unknown, target, run)
    case .int16(let cells): try look(up: table, cells, unknown, target, run)
    case .int32(let cells): try look(up: table, cells, unknown, target, run)
    case .int64(let cells): try look(up: table, cells, unknown, target, run)
    case .int128: preconditionFailure("wide numbers have no narrow range")
    }
  }

  @inline(__always)
  private func look<Element: FixedWidthInteger & BitwiseCopyable & Sendable>(
    up table: Vector<UInt32>, _ cells: Vector<Element>, _ unknown: UInt32,
    _ target: UnsafeMutablePointer<UInt32>, _ run: Run
  ) throws(ExecutionError) {
    let low = low
    let width = UInt64(width)
    try run.shareRows(cells.count) { _, rows in
      cells.withPointer { cells in
        table.withPointer { table in
          for row in rows {
            // Modulo 2⁶⁴ a number below the range is past its end.
            let place = UInt64(bitPattern: Int64(cells[row]) &- low)
            let isInside = place < width
            let entry = table[isInside ? Int(truncatingIfNeeded: place) &+ 1 : 0]
            target[row] = isInside ? entry : unknown
          }
        }
      }
    }
  }
}
