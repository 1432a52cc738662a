/// The value at a rank, without sorting the others.
enum Selection {
  static func pair(_ values: [Int128], at rank: Int) -> (low: Int128, high: Int128) {
    ranked(values, rank)
  }

  static func pair(_ values: [Double], at rank: Int) -> (low: Double, high: Double) {
    ranked(values, rank)
  }

  /// The values at a rank and the next, which is the same one at the end.
  @inline(__always)
  private static func ranked<Element: Comparable & BitwiseCopyable>(
    _ values: [Element], _ rank: Int
  ) -> (low: Element, high: Element) {
    var values = values
    return values.withUnsafeMutableBufferPointer { cells in
      select(cells, rank)
      let low = cells[rank]
      guard rank + 1 < cells.count else { return (low, low) }
      var high = cells[rank + 1]
      for index in rank + 1..<cells.count { high = min(high, cells[index]) }
      return (low, high)
    }
  }

  private static func sort<Element: Comparable & BitwiseCopyable>(
    _ cells: UnsafeMutableBufferPointer<Element>
  ) {
    var cells = cells
    cells.sort()
  }

  /// Moves smaller values before a rank and larger ones behind it.
  ///
  /// - Source: Hoare, "Algorithm 65: Find"; the middle of three keeps sorted runs from its worst case.
  @inline(__always)
  private static func select<Element: Comparable & BitwiseCopyable>(
    _ cells: UnsafeMutableBufferPointer<Element>, _ rank: Int
  ) {
    var low = 0
    var high = cells.count - 1
    var rounds = 0
    while low < high {
      rounds += 1
      if rounds > 64 {
        // Values laid out against the middle of three; sorting has no worst case of its own.
        let rest = UnsafeMutableBufferPointer(rebasing: cells[low...high])
        sort(rest)
        return
      }
      let middle = (low + high) / 2
      if cells[middle] < cells[low] { cells.swapAt(middle, low) }
      if cells[high] < cells[low] { cells.swapAt(high, low) }
      if cells[high] < cells[middle] { cells.swapAt(high, middle) }
      let pivot = cells[middle]
      var i = low
      var j = high
      while i <= j {
        while cells[i] < pivot { i += 1 }
        while pivot < cells[j] { j -= 1 }
        if i <= j {
          cells.swapAt(i, j)
          i += 1
          j -= 1
        }
      }
      if rank <= j {
        high = j
      } else if rank >= i {
        low = i
      } else {
        return
      }
    }
  }
}
