import Records

/// From the least to the greatest of a column's cells.
enum Extent {
  /// `nil` where the range is wider than asked, or not worth looking for.
  @inline(__always)
  static func range<Element: FixedWidthInteger & BitwiseCopyable & Sendable>(
    of vector: Vector<Element>, _ frame: Frame, atMost widest: Int
  ) -> ClosedRange<Int64>? {
    // A few rows are told apart sooner than a whole column is looked through.
    guard vector.count > 0, vector.count / 8 <= frame.count else { return nil }
    let count = vector.count
    let (low, high) = vector.withPointer { cells in
      var low = cells[0]
      var high = cells[0]
      for index in 0..<count {
        low = min(low, cells[index])
        high = max(high, cells[index])
      }
      return (low, high)
    }
    let (width, overflow) = Int64(high).subtractingReportingOverflow(Int64(low))
    return overflow || width >= Int64(widest) ? nil : Int64(low)...Int64(high)
  }
}
