import Records

/// Sign, magnitude and choice of numbers, whatever their form.
enum NumberCells {
  static func negated(_ column: BatchColumn, _ scratch: Scratch) -> BatchColumn.Cells {
    let count = column.count
    switch column.cells {
    case .integers(let integers, let scale):
      // The least 64-bit number has no positive one beside it.
      var holdsLeast = false
      let narrow: UnsafePointer<Int64> = mapped(integers, count, scratch) {
        holdsLeast = holdsLeast || $0 == .min
        return 0 &- $0
      }
      if !holdsLeast { return .integers(narrow, scale: scale) }
      return .wide(mapped(integers, count, scratch) { -Int128($0) }, scale: scale)
    case .wide(let integers, let scale):
      return .wide(mapped(integers, count, scratch) { 0 &- $0 }, scale: scale)
    case .doubles(let doubles): return .doubles(mapped(doubles, count, scratch) { -$0 })
    case .flags, .text, .lists, .periods, .moments:
      preconditionFailure("only numbers have a sign")
    }
  }

  static func absolute(_ column: BatchColumn, _ scratch: Scratch) -> BatchColumn.Cells {
    let count = column.count
    switch column.cells {
    case .integers(let integers, let scale):
      var holdsLeast = false
      let narrow: UnsafePointer<Int64> = mapped(integers, count, scratch) {
        holdsLeast = holdsLeast || $0 == .min
        return $0 < 0 ? 0 &- $0 : $0
      }
      if !holdsLeast { return .integers(narrow, scale: scale) }
      return .wide(mapped(integers, count, scratch) { abs(Int128($0)) }, scale: scale)
    case .wide(let integers, let scale):
      return .wide(mapped(integers, count, scratch) { $0 < 0 ? 0 &- $0 : $0 }, scale: scale)
    case .doubles(let doubles): return .doubles(mapped(doubles, count, scratch) { abs($0) })
    case .flags, .text, .lists, .periods, .moments:
      preconditionFailure("only numbers have a magnitude")
    }
  }

  /// Exact numbers mapped one by one at 128 bits, brought back to 64 where all fit.
  @inline(__always)
  static func exact(
    _ source: UnsafePointer<Int128>, _ count: Int, scale: Int, _ scratch: Scratch,
    _ body: (Int128) -> Int128
  ) -> BatchColumn.Cells {
    let wide: UnsafePointer<Int128> = mapped(source, count, scratch, body)
    return narrowed(wide, count, scale: scale, scratch)
  }

  static func narrowed(
    _ wide: UnsafePointer<Int128>, _ count: Int, scale: Int, _ scratch: Scratch
  ) -> BatchColumn.Cells {
    var fits = true
    for index in 0..<count { fits = fits && Int64(exactly: wide[index]) != nil }
    if !fits { return .wide(wide, scale: scale) }
    return .integers(
      mapped(wide, count, scratch) { Int64(truncatingIfNeeded: $0) }, scale: scale)
  }
}
