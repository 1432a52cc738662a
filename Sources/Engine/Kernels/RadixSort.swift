/// Stable orders of rows by whole numbers.
enum RadixSort {
  /// The rows in the order of their keys, equal ones as they stood.
  static func order(of keys: [UInt64]) -> [UInt32] {
    var rows = Array(UInt32(0)..<UInt32(keys.count))
    sort(&rows, by: keys)
    return rows
  }

  /// Orders rows by their keys; those with equal keys stay as they are.
  ///
  /// - Shape: `keys` has one element a row, whatever the order of `rows`
  static func sort(_ rows: inout [UInt32], by keys: [UInt64]) {
    if rows.count < 128 {
      let ranked = rows.enumerated().sorted {
        let a = keys[Int($0.element)]
        let b = keys[Int($1.element)]
        return a == b ? $0.offset < $1.offset : a < b
      }
      rows = ranked.map(\.element)
      return
    }
    let count = rows.count
    var pairs = [Pair](unsafeUninitializedCapacity: count) { buffer, filled in
      for index in 0..<count { buffer[index] = Pair(key: keys[Int(rows[index])], row: rows[index]) }
      filled = count
    }
    var other = [Pair](unsafeUninitializedCapacity: count) { _, filled in filled = count }
    var all: UInt64 = 0
    var common: UInt64 = .max
    for pair in pairs {
      all |= pair.key
      common &= pair.key
    }
    let varying = all ^ common
    for shift in stride(from: UInt64(0), to: 64, by: 8) where varying >> shift & 0xFF != 0 {
      pairs.withUnsafeMutableBufferPointer { source in
        other.withUnsafeMutableBufferPointer { target in pass(source, target, shift) }
      }
      swap(&pairs, &other)
    }
    rows = pairs.map(\.row)
  }

  private struct Pair: BitwiseCopyable {
    var key: UInt64
    var row: UInt32
  }

  private static func pass(
    _ source: UnsafeMutableBufferPointer<Pair>, _ target: UnsafeMutableBufferPointer<Pair>,
    _ shift: UInt64
  ) {
    guard let from = source.baseAddress, let to = target.baseAddress else { return }
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { starts in
      starts.initialize(repeating: 0)
      for index in 0..<source.count {
        starts[Int(truncatingIfNeeded: from[index].key &>> shift & 0xFF)] &+= 1
      }
      var sum = 0
      for digit in 0..<256 {
        let count = starts[digit]
        starts[digit] = sum
        sum += count
      }
      for index in 0..<source.count {
        let digit = Int(truncatingIfNeeded: from[index].key &>> shift & 0xFF)
        to[starts[digit]] = from[index]
        starts[digit] &+= 1
      }
    }
  }
}
