import Records

/// From the least to the greatest of a column's cells.
enum Extent {
  /// `nil` where the range is wider than asked, or not worth looking for.
  static func range(
    of column: Column, _ frame: Frame, atMost widest: Int
  ) -> ClosedRange<Int64>? {
    // A few rows are told apart sooner than a whole column is looked through.
    guard column.count > 0, column.count / 8 <= frame.count, let extent = extent(of: column) else {
      return nil
    }
    let (width, overflow) = extent.upperBound.subtractingReportingOverflow(extent.lowerBound)
    return overflow || width >= Int64(widest) ? nil : extent
  }

  /// Looked for once a column.
  static func extent(of column: Column) -> ClosedRange<Int64>? {
    column.facts.extent.value {
      guard column.count > 0 else { return nil }
      switch column.storage {
      case .integers(.int8(let cells), _): return measured(cells)
      case .integers(.int16(let cells), _): return measured(cells)
      case .integers(.int32(let cells), _): return measured(cells)
      case .integers(.int64(let cells), _): return measured(cells)
      case .periods(let days, .uniform): return measured(days)
      case .integers(.int128, _), .doubles, .text, .lists, .booleans, .periods, .moments:
        return nil
      }
    }
  }

  private static let stretch = 1 << 18

  private static func measured<Cell: FixedWidthInteger & BitwiseCopyable & Sendable>(
    _ cells: Vector<Cell>
  ) -> ClosedRange<Int64> {
    let count = cells.count
    let stretches = (count + stretch - 1) / stretch
    return withUnsafeTemporaryAllocation(of: (low: Cell, high: Cell).self, capacity: stretches) {
      ends in
      cells.withPointer { cells in
        Workers.shared.perform(stretches) { task, _ in
          let start = task * stretch
          var low = cells[start]
          var high = cells[start]
          for index in start..<min(count, start + stretch) {
            low = min(low, cells[index])
            high = max(high, cells[index])
          }
          ends[task] = (low, high)
        }
      }
      let low = ends.reduce(ends[0].low) { min($0, $1.low) }
      let high = ends.reduce(ends[0].high) { max($0, $1.high) }
      return Int64(low)...Int64(high)
    }
  }
}
