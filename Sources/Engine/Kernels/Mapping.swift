/// Loops over one or two runs of values. Private to this module, so that each use is compiled for
/// its own types: a generic loop called from another module measured 35 times slower.
@inline(__always)
func mapped<Source: BitwiseCopyable, Target: BitwiseCopyable>(
  _ source: UnsafePointer<Source>, _ count: Int, _ scratch: Scratch,
  _ body: (Source) -> Target
) -> UnsafePointer<Target> {
  let target = scratch.take(count, of: Target.self)
  for index in 0..<count { target[index] = body(source[index]) }
  return UnsafePointer(target)
}

@inline(__always)
func mapped<Left: BitwiseCopyable, Right: BitwiseCopyable, Target: BitwiseCopyable>(
  _ left: UnsafePointer<Left>, _ right: UnsafePointer<Right>, _ count: Int, _ scratch: Scratch,
  _ body: (Left, Right) -> Target
) -> UnsafePointer<Target> {
  let target = scratch.take(count, of: Target.self)
  for index in 0..<count { target[index] = body(left[index], right[index]) }
  return UnsafePointer(target)
}

/// The validity of a value that needs two others.
func jointValidity(
  _ left: UnsafePointer<UInt8>?, _ right: UnsafePointer<UInt8>?, _ count: Int, _ scratch: Scratch
) -> UnsafePointer<UInt8>? {
  guard let left else { return right }
  guard let right else { return left }
  return mapped(left, right, count, scratch) { $0 & $1 }
}

/// How many of some flags are 1.
func countOnes(_ flags: UnsafePointer<UInt8>, _ count: Int) -> Int {
  let raw = UnsafeRawPointer(flags)
  var total = 0
  var index = 0
  while index &+ 32 <= count {
    // Each byte counts for itself as long as it cannot overflow.
    var counts = SIMD4<UInt64>(repeating: 0)
    let end = min(count &- 31, index &+ 255 * 32)
    while index < end {
      counts &+= raw.loadUnaligned(fromByteOffset: index, as: SIMD4<UInt64>.self)
      index &+= 32
    }
    let pairs = (counts & 0x00FF_00FF_00FF_00FF) &+ (counts &>> 8 & 0x00FF_00FF_00FF_00FF)
    for lane in 0..<4 {
      total &+= Int(truncatingIfNeeded: (pairs[lane] &* 0x0001_0001_0001_0001) &>> 48)
    }
  }
  while index < count {
    total &+= Int(flags[index])
    index &+= 1
  }
  return total
}
