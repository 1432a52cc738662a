import Records

/// Keys that are no texts, as 64-bit words: equal values of both sides have equal words.
struct KeyWords {
  private let key: KeySides
  /// What whole numbers of each side are multiplied by to be of one scale; `nil` where the sides
  /// meet as doubles.
  private let factors: (left: Int128, right: Int128)?
  private let interner = Interner()
  /// The numbers that do not fit a word.
  private var wide: [Int128: UInt32] = [:]
  /// Codes of a narrow range of words, counted from the first.
  private var table: [UInt32] = []
  private var tableStart: Int64 = 0

  private static let widestTable = 1 << 22

  init(_ key: KeySides) {
    self.key = key
    factors = KeyWords.factors(key)
  }

  var count: Int { interner.count }

  private static func factors(_ key: KeySides) -> (left: Int128, right: Int128)? {
    guard case .integers(_, let rightScale) = key.right.storage,
      case .integers(_, var leftScale) = key.left.storage
    else { return nil }
    var factor: Int128 = 1
    if let ratio = key.ratio {
      guard let decimal = ratio.decimal else { return nil }
      factor = decimal.coefficient
      leftScale += decimal.scale
    }
    let scale = max(leftScale, rightScale)
    guard let left = FixedDecimal.powerOfTen(scale - leftScale),
      let right = FixedDecimal.powerOfTen(scale - rightScale)
    else { return nil }
    let (product, overflow) = factor.multipliedReportingOverflow(by: left)
    return overflow ? nil : (product, right)
  }

  // MARK: Right

  mutating func rightCodes(_ run: Run) throws(ExecutionError) -> [UInt32] {
    var codes = [UInt32](repeating: KeyCodes.missing, count: key.right.count)
    var low = Int64.max
    var high = Int64.min
    var start = 0
    while start < codes.count {
      try run.checkCancelled()
      let end = min(codes.count, start + 1 << 16)
      for row in start..<end where key.right.isValid(row) {
        switch word(key.right, row, isLeft: false) {
        case .narrow(let word):
          let number = Int64(bitPattern: word)
          (low, high) = (min(low, number), max(high, number))
          codes[row] = interner.id(of: word) + 1
        case .wide(let number):
          if wide[number] == nil { wide[number] = interner.placeholder() + 1 }
          codes[row] = wide[number] ?? KeyCodes.missing
        case nil: codes[row] = KeyCodes.missing
        }
      }
      start = end
    }
    fillTable(low, high)
    return codes
  }

  private mutating func fillTable(_ low: Int64, _ high: Int64) {
    guard low <= high else { return }
    let (width, overflow) = high.subtractingReportingOverflow(low)
    guard !overflow, width < KeyWords.widestTable, width < max(1 << 16, 8 * count) else { return }
    tableStart = low
    table = (low...high).map { number in
      interner.known(UInt64(bitPattern: number)).map { $0 + 1 } ?? KeyCodes.unknown
    }
  }

  // MARK: Left

  mutating func leftCodes(_ run: Run) throws(ExecutionError) -> Vector<UInt32> {
    let column = key.left
    let words = self
    return try Vector<UInt32>(count: column.count) {
      (target: UnsafeMutablePointer<UInt32>) throws(ExecutionError) in
      try run.shareRows(column.count) { _, rows in
        if words.fillPlain(target, rows) {
          guard let validity = column.validity else { return }
          for row in rows where !validity[row] { target[row] = KeyCodes.missing }
          return
        }
        for row in rows {
          target[row] =
            column.isValid(row)
            ? words.known(words.word(column, row, isLeft: true)) : KeyCodes.missing
        }
      }
    }
  }

  /// Whole numbers that stay as they are; false where another way must be taken.
  private func fillPlain(_ target: UnsafeMutablePointer<UInt32>, _ rows: Range<Int>) -> Bool {
    guard let factors, factors.left == 1, case .integers(let integers, _) = key.left.storage else {
      return false
    }
    switch integers {
    case .int8(let cells): fill(target, cells, rows)
    case .int16(let cells): fill(target, cells, rows)
    case .int32(let cells): fill(target, cells, rows)
    case .int64(let cells): fill(target, cells, rows)
    case .int128: return false
    }
    return true
  }

  @inline(__always)
  private func fill<Element: FixedWidthInteger & BitwiseCopyable & Sendable>(
    _ target: UnsafeMutablePointer<UInt32>, _ cells: Vector<Element>, _ rows: Range<Int>
  ) {
    cells.withPointer { cells in
      table.withUnsafeBufferPointer { table in
        if table.isEmpty {
          for row in rows {
            target[row] =
              interner.known(UInt64(bitPattern: Int64(cells[row]))).map { $0 + 1 }
              ?? KeyCodes.unknown
          }
        } else {
          for row in rows {
            let place = UInt64(bitPattern: Int64(cells[row]) &- tableStart)
            target[row] =
              place < UInt64(table.count) ? table[Int(place)] : KeyCodes.unknown
          }
        }
      }
    }
  }

  private func known(_ word: Word?) -> UInt32 {
    switch word {
    case .narrow(let word): interner.known(word).map { $0 + 1 } ?? KeyCodes.unknown
    case .wide(let number): wide[number] ?? KeyCodes.unknown
    case nil: KeyCodes.unknown
    }
  }

  // MARK: Words

  private enum Word {
    case narrow(UInt64)
    case wide(Int128)
  }

  /// `nil` for a number past 38 digits, which equals none of the other side.
  private func word(_ column: Column, _ row: Int, isLeft: Bool) -> Word? {
    switch column.storage {
    case .integers(let integers, let scale):
      if let factors {
        let (number, overflow) = integers[row].multipliedReportingOverflow(
          by: isLeft ? factors.left : factors.right)
        if overflow { return nil }
        return Int64(exactly: number).map { .narrow(UInt64(bitPattern: $0)) } ?? .wide(number)
      }
      return double(FixedDecimal(integers[row], scale: scale).double, isLeft)
    case .doubles(let doubles): return double(doubles[row], isLeft)
    case .booleans(let flags): return .narrow(UInt64(flags[row]))
    case .periods(let days, let grains):
      return .narrow(UInt64(UInt32(bitPattern: days[row])) << 8 | UInt64(grains[row].rawValue))
    case .moments(let seconds): return .narrow(UInt64(bitPattern: seconds[row]))
    case .text, .lists: preconditionFailure("texts are matched by their dictionaries")
    }
  }

  private func double(_ value: Double, _ isLeft: Bool) -> Word {
    let scaled = isLeft ? value * (key.ratio?.double ?? 1) : value
    // Negative zero is zero.
    return .narrow((scaled + 0).bitPattern)
  }
}
