/// The value at a rank, without sorting the others.
enum Selection {
  static func pair(_ values: [Int64], at rank: Int) -> (low: Int64, high: Int64) {
    values.withUnsafeBufferPointer { pair($0, at: rank) }
  }

  static func pair(_ values: UnsafeBufferPointer<Int64>, at rank: Int) -> (low: Int64, high: Int64)
  {
    values.count < few ? ranked(Array(values), rank) : counted(values, rank)
  }

  /// Fewer are ranked by moving them.
  private static let few = 1 << 12
  private static let binCount = 1 << 11

  /// Counts how many values lie in each of equal stretches, then ranks those of the one that holds
  /// the rank: two looks at all values, and no copy of them.
  private static func counted(
    _ values: UnsafeBufferPointer<Int64>, _ rank: Int
  ) -> (low: Int64, high: Int64) {
    var least = values[0]
    var most = values[0]
    for value in values {
      least = min(least, value)
      most = max(most, value)
    }
    if least == most { return (least, most) }
    let reach = UInt64(bitPattern: most &- least)
    let bits = UInt64(64 - reach.leadingZeroBitCount)
    let shift = bits > 11 ? bits - 11 : 0
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: binCount) { bins in
      bins.initialize(repeating: 0)
      for value in values { bins[bin(value, least, shift)] &+= 1 }
      var before = 0
      var wanted = 0
      while before + bins[wanted] <= rank {
        before += bins[wanted]
        wanted += 1
      }
      // The next in rank may be the least of a stretch further on.
      var beyond = wanted + 1
      let isLast = rank + 1 >= before + bins[wanted]
      while isLast, beyond < binCount, bins[beyond] == 0 { beyond += 1 }
      var inside: [Int64] = []
      inside.reserveCapacity(bins[wanted])
      var next = Int64.max
      for value in values {
        let place = bin(value, least, shift)
        if place == wanted {
          inside.append(value)
        } else if isLast, place == beyond {
          next = min(next, value)
        }
      }
      let found = pair(inside, at: rank - before)
      guard isLast else { return found }
      return (found.low, beyond < binCount ? next : found.low)
    }
  }

  @inline(__always)
  private static func bin(_ value: Int64, _ least: Int64, _ shift: UInt64) -> Int {
    Int(truncatingIfNeeded: UInt64(bitPattern: value &- least) &>> shift)
  }

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
