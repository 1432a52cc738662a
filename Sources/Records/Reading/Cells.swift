/// The cells of one field, record by record, in the bytes at hand.
struct Cells {
  let base: UnsafePointer<UInt8>
  /// One less than where each cell starts (wrapping at 0), `stride` apart.
  let starts: UnsafePointer<UInt32>
  let ends: UnsafePointer<UInt32>
  let stride: Int
  let count: Int

  @inline(__always)
  func start(_ index: Int) -> Int { Int(starts[index &* stride] &+ 1) }

  @inline(__always)
  func end(_ index: Int) -> Int { Int(ends[index &* stride]) }

  func suffix(from row: Int) -> Cells {
    Cells(
      base: base, starts: starts + row * stride, ends: ends + row * stride, stride: stride,
      count: count - row)
  }
}
