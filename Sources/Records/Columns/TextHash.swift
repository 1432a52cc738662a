#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Hash, equality and order of texts by their UTF-8 bytes.
enum TextHash {
  private static let first: UInt64 = 0xD6E8_FEB8_6659_FD93
  private static let second: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// Reads words of eight; the last may overlap the one before, so no byte past the end is touched.
  @inline(__always)
  static func hash(_ text: UnsafeRawPointer, _ count: Int) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: count) &* second
    if count >= 8 {
      var index = 0
      while index &+ 8 < count {
        hash = fold(hash ^ text.loadUnaligned(fromByteOffset: index, as: UInt64.self), first)
        index &+= 8
      }
      return fold(hash ^ text.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self), second)
    }
    return fold(hash ^ short(text, count), second)
  }

  /// The bytes of a text of fewer than eight, as one number.
  @inline(__always)
  private static func short(_ text: UnsafeRawPointer, _ count: Int) -> UInt64 {
    if count >= 4 {
      let head = text.loadUnaligned(as: UInt32.self)
      let tail = text.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
      return UInt64(head) << 32 | UInt64(tail)
    }
    guard count > 0 else { return 0 }
    let middle = text.load(fromByteOffset: count >> 1, as: UInt8.self)
    let last = text.load(fromByteOffset: count &- 1, as: UInt8.self)
    return UInt64(text.load(as: UInt8.self)) << 16 | UInt64(middle) << 8 | UInt64(last)
  }

  @inline(__always)
  private static func fold(_ value: UInt64, _ factor: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: factor)
    return product.high ^ product.low
  }

  /// - Shape: both texts have `count` bytes.
  @inline(__always)
  static func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Bool {
    if count >= 8 {
      var difference: UInt64 = 0
      var index = 0
      while index &+ 8 < count {
        difference |=
          left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
          ^ right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        index &+= 8
      }
      difference |=
        left.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
        ^ right.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
      return difference == 0
    }
    return short(left, count) == short(right, count)
  }

  static func isOrdered(
    _ left: UnsafeBufferPointer<UInt8>, before right: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let shared = min(left.count, right.count)
    guard shared > 0, let a = left.baseAddress, let b = right.baseAddress else {
      return left.count < right.count
    }
    let order = memcmp(a, b, shared)
    return order == 0 ? left.count < right.count : order < 0
  }
}
