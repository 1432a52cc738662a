import Records

/// Exact sums, differences and products of two runs at one scale.
enum Arithmetics {
  /// `nil` where a result does not fit 64 bits.
  static func add(
    _ left: UnsafePointer<Int64>, _ right: UnsafePointer<Int64>, _ count: Int, _ scratch: Scratch
  ) -> UnsafePointer<Int64>? {
    var overflow: Int64 = 0
    let result: UnsafePointer<Int64> = mapped(left, right, count, scratch) { a, b in
      let sum = a &+ b
      overflow |= (a ^ sum) & (b ^ sum)
      return sum
    }
    return overflow < 0 ? nil : result
  }

  static func subtract(
    _ left: UnsafePointer<Int64>, _ right: UnsafePointer<Int64>, _ count: Int, _ scratch: Scratch
  ) -> UnsafePointer<Int64>? {
    var overflow: Int64 = 0
    let result: UnsafePointer<Int64> = mapped(left, right, count, scratch) { a, b in
      let difference = a &- b
      overflow |= (a ^ b) & (a ^ difference)
      return difference
    }
    return overflow < 0 ? nil : result
  }

  static func multiply(
    _ left: UnsafePointer<Int64>, _ right: UnsafePointer<Int64>, _ count: Int, _ scratch: Scratch
  ) -> UnsafePointer<Int64>? {
    var isBeyond = false
    let result: UnsafePointer<Int64> = mapped(left, right, count, scratch) { a, b in
      let (product, overflow) = a.multipliedReportingOverflow(by: b)
      isBeyond = isBeyond || overflow
      return product
    }
    return isBeyond ? nil : result
  }

  enum Wide {
    case fits(UnsafePointer<Int128>)
    case beyond(position: Int)
  }

  @inline(__always)
  static func wide(
    _ left: UnsafePointer<Int128>, _ right: UnsafePointer<Int128>, _ count: Int,
    _ valid: UnsafePointer<UInt8>?, _ scratch: Scratch,
    _ body: (Int128, Int128) -> (partialValue: Int128, overflow: Bool)
  ) -> Wide {
    let target = scratch.take(count, of: Int128.self)
    for index in 0..<count {
      let (value, overflow) = body(left[index], right[index])
      let fits = !overflow && value <= FixedDecimal.largest && value >= -FixedDecimal.largest
      if !fits, valid.map({ $0[index] != 0 }) ?? true { return .beyond(position: index) }
      target[index] = fits ? value : 0
    }
    return .fits(UnsafePointer(target))
  }
}
