/// Reads plain figures at the scale that the column has so far.
struct NumberPreparation {
  let scale: Int
  /// Cells hold this power of ten of the unit.
  let exponent: Int
  let allowsLeadingZero: Bool

  func prepare(_ cells: Cells, in view: ChunkView, into prepared: PreparedCells) {
    prepared.start(.numbers)
    prepared.scale = scale
    let values = prepared.values.extend(by: cells.count)
    prepared.missing.reserve(cells.count)
    prepared.unusual.reserve(cells.count)
    prepared.fourDigitsBefore.reserve(cells.count)
    let outcome = read(
      cells, quote: view.dialect.escape == nil ? view.dialect.quote : 0, to: values,
      missing: prepared.missing.pointer, unusual: prepared.unusual.pointer,
      fourDigitsBefore: prepared.fourDigitsBefore.pointer)
    _ = prepared.missing.extend(by: outcome.missing)
    _ = prepared.unusual.extend(by: outcome.unusual)
    _ = prepared.fourDigitsBefore.extend(by: outcome.unusual)
    prepared.fourDigitCount = outcome.fourDigits
    prepared.range = outcome.least...outcome.most
  }

  private struct Outcome {
    var missing = 0
    var unusual = 0
    var fourDigits = 0
    var least: Int64 = 0
    var most: Int64 = 0
  }

  /// - Shape: every target has room for `cells.count` elements.
  private func read(
    _ cells: Cells, quote: UInt8, to values: UnsafeMutablePointer<Int64>,
    missing: UnsafeMutablePointer<UInt32>, unusual: UnsafeMutablePointer<UInt32>,
    fourDigitsBefore: UnsafeMutablePointer<UInt32>
  ) -> Outcome {
    let base = cells.base
    let raises = scale &+ exponent
    let allowsLeadingZero = allowsLeadingZero
    return PlainNumber.powersOfTen.withUnsafeBufferPointer { powers in
      var absent = 0
      var odd = 0
      var fourDigits = 0
      var least: Int64 = 0
      var most: Int64 = 0
      for row in 0..<cells.count {
        var start = cells.start(row)
        var end = cells.end(row)
        if base[start] == quote, end &- start >= 2, base[end &- 1] == quote {
          start &+= 1
          end &-= 1
        }
        if start == end {
          values[row] = 0
          missing[absent] = UInt32(truncatingIfNeeded: row)
          absent &+= 1
          continue
        }
        let cell = PlainNumber.readFast(base, start, end)
        let raise = raises &- cell.scale
        var isUsual = cell.scale >= 0 && raise >= 0 && raise < 19
        var value = cell.digits
        if isUsual, raise > 0 {
          let (product, overflow) = value.multipliedReportingOverflow(by: powers[raise])
          value = product
          isUsual = !overflow
        }
        if base[start] == 48 || base[start] == UInt8(ascii: "-"), !allowsLeadingZero {
          isUsual = isUsual && !PlainNumber.hasLeadingZero(base, start, end)
        }
        guard isUsual else {
          values[row] = 0
          unusual[odd] = UInt32(truncatingIfNeeded: row)
          fourDigitsBefore[odd] = UInt32(truncatingIfNeeded: fourDigits)
          odd &+= 1
          continue
        }
        let isYear = end &- start == 4 && cell.digits >= 1000 && cell.digits <= 2999
        fourDigits &+= isYear ? 1 : 0
        values[row] = value
        least = min(least, value)
        most = max(most, value)
      }
      return Outcome(
        missing: absent, unusual: odd, fourDigits: fourDigits, least: least, most: most)
    }
  }
}
