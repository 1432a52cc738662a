/// Sums of whole numbers, of their squares and products, of which none is rounded.
struct ExactMoments: BitwiseCopyable {
  var count: Int64 = 0
  var x: Int64 = 0
  var xx: Int128 = 0

  mutating func add(_ other: ExactMoments) {
    count += other.count
    x += other.x
    xx += other.xx
  }

  /// `n Σx² - (Σx)²`
  var spread: Int128 { ExactMoments.spread(xx, x, x, count) }

  /// - Shape: the count times the largest magnitude fits 64 bits, so that all products fit 128
  static func spread(_ product: Int128, _ a: Int64, _ b: Int64, _ count: Int64) -> Int128 {
    product * Int128(count) - Int128(a) * Int128(b)
  }
}

/// The same of pairs.
struct ExactPairMoments: BitwiseCopyable {
  var first = ExactMoments()
  var y: Int64 = 0
  var yy: Int128 = 0
  var xy: Int128 = 0

  mutating func add(_ other: ExactPairMoments) {
    first.add(other.first)
    y += other.y
    yy += other.yy
    xy += other.xy
  }
}
