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
  var total = 0
  for index in 0..<count { total &+= Int(flags[index]) }
  return total
}
