import Records

/// A sum of doubles with what rounding took from it: about twice the digits of a double.
///
/// - Source: Ogita, Rump, Oishi, "Accurate Sum and Dot Product", 2005.
struct DoubleSum: BitwiseCopyable {
  private var sum = 0.0
  private var rest = 0.0

  init() {}

  @inline(__always)
  mutating func add(_ value: Double) {
    let total = sum + value
    let shadow = total - sum
    rest += (sum - (total - shadow)) + (value - shadow)
    sum = total
  }

  /// Adds a product without rounding it first.
  @inline(__always)
  mutating func add(_ a: Double, times b: Double) {
    let product = a * b
    add(product)
    rest += (-product).addingProduct(a, b)
  }

  mutating func add(_ other: DoubleSum) {
    add(other.sum)
    rest += other.rest
  }

  var value: Double { sum + rest }

  /// The sum and what is lost when it is rounded to one double.
  var parts: (high: Double, low: Double) {
    let high = sum + rest
    return (high, rest - (high - sum))
  }
}
