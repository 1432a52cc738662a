/// Which rows hold a value: one bit a row, 1 where there is one.
package struct Validity: Sendable {
  package let words: Vector<UInt64>
  package let count: Int
  package let missingCount: Int

  /// - Shape: `count` rows in `(count + 63) / 64` words; bits past the end are 0.
  package init(words: Vector<UInt64>, count: Int) {
    self.words = words
    self.count = count
    var valid = 0
    for index in 0..<words.count { valid += words[index].nonzeroBitCount }
    missingCount = count - valid
  }

  /// - Shape: one element a row; `nil` when no row is missing.
  package init?(_ isValid: [Bool]) {
    guard isValid.contains(false) else { return nil }
    var words = [UInt64](repeating: 0, count: (isValid.count + 63) / 64)
    for (row, valid) in isValid.enumerated() where valid {
      words[row >> 6] |= 1 << UInt64(row & 63)
    }
    self.init(words: Vector(words), count: isValid.count)
  }

  package subscript(row: Int) -> Bool { words[row >> 6] >> UInt64(row & 63) & 1 == 1 }
}
