import Records

/// Whole numbers as narrow as they allow.
enum Narrowing {
  static func integers(_ integers: [Int64]) -> IntegerStorage {
    var low: Int64 = 0
    var high: Int64 = 0
    for integer in integers {
      low = min(low, integer)
      high = max(high, integer)
    }
    if low >= Int64(Int8.min), high <= Int64(Int8.max) { return .int8(vector(integers)) }
    if low >= Int64(Int16.min), high <= Int64(Int16.max) { return .int16(vector(integers)) }
    if low >= Int64(Int32.min), high <= Int64(Int32.max) { return .int32(vector(integers)) }
    return .int64(vector(integers))
  }

  @inline(__always)
  private static func vector<Element: FixedWidthInteger & BitwiseCopyable & Sendable>(
    _ integers: [Int64]
  ) -> Vector<Element> {
    Vector(count: integers.count) { target in
      for index in integers.indices { target[index] = Element(truncatingIfNeeded: integers[index]) }
    }
  }
}
