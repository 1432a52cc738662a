import Records

/// The numbers of one column counted in bins of one width, a step of 1, 2 or 5 times a power of ten;
/// a bin holds its lower end and not its upper.
struct HistogramBins {
  let scale: ChartScale
  /// One for each step of the scale.
  private(set) var counts: [Int] = []
  private(set) var missing = 0
  /// How many figures are bounds or about, which are counted at the stated figure.
  private(set) var inexact = 0

  /// `nil` where no row has a number.
  init?(_ field: Field, count: Int) {
    var low = Double.infinity
    var high = -Double.infinity
    for row in 0..<count {
      guard let value = field.number(row: row)?.double, value.isFinite else {
        missing += 1
        continue
      }
      if field.column.qualifier(row) != .exact { inexact += 1 }
      low = min(low, value)
      high = max(high, value)
    }
    guard low <= high else { return nil }
    let number = count - missing
    var bins = 5
    while bins < 20, bins * bins < number { bins += 1 }
    // Numbers that are all equal are in one bin of about a tenth of them.
    let least = low == high ? low.magnitude / 10 : (high - low) / Double(bins)
    scale = ChartScale(bins: ChartScale.step(over: least), from: low, to: high)
    counts = Array(repeating: 0, count: max(1, scale.ticks.count - 1))
    for row in 0..<count {
      if let number = field.number(row: row), number.double.isFinite {
        counts[bin(of: number)] += 1
      }
    }
  }

  private func bin(of number: Number) -> Int {
    let value = number.double
    var bin = Int((scale.place(of: value) * Double(counts.count)).rounded(.down))
    bin = max(0, min(counts.count - 1, bin))
    while bin > 0, isBelow(number, scale.ticks[bin]) { bin -= 1 }
    while bin + 1 < counts.count, !isBelow(number, scale.ticks[bin + 1]) { bin += 1 }
    return bin
  }

  /// Exactly: a tick is the decimal that it is written as.
  private func isBelow(_ number: Number, _ tick: Double) -> Bool {
    guard case .exact(let decimal) = number, let edge = FixedDecimal(written: tick) else {
      return number.double < tick
    }
    return decimal < edge
  }
}

extension Field {
  func number(row: Int) -> Number? {
    if case .number(let number, _) = column.value(at: row) { number } else { nil }
  }
}

extension FixedDecimal {
  /// The decimal of the fewest digits that reads as a double, where these need no exponent.
  init?(written double: Double) {
    guard let text = Number.double(double).exactText, text.utf8.count <= 34 else { return nil }
    var coefficient: Int128 = 0
    var scale = 0
    var isBehindPoint = false
    for byte in text.utf8.drop(while: { $0 == UInt8(ascii: "-") }) {
      if byte == UInt8(ascii: ".") {
        isBehindPoint = true
      } else if byte >= 48, byte <= 57 {
        coefficient = coefficient * 10 + Int128(byte - 48)
        if isBehindPoint { scale += 1 }
      } else {
        return nil
      }
    }
    self.init(double < 0 ? -coefficient : coefficient, scale: scale)
  }
}
