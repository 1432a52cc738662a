import Records

/// One of the whole numbers by which rows are ordered: a figure, or whether there is one.
struct OrderDigit {
  private enum Source {
    /// Counted down where the order is descending.
    case keys(OrderKeys, isDescending: Bool)
    case missing(OrderKeys)
    case qualifiers(OrderKeys)
  }

  private let source: Source
  /// How many bits it needs.
  let bits: Int

  private init(_ source: Source, bits: Int) {
    self.source = source
    self.bits = bits
  }

  static func bits(for most: UInt64) -> Int { 64 - most.leadingZeroBitCount }

  /// From the last to the first.
  static func digits(of term: Ordering.Term) -> [OrderDigit] {
    var digits: [OrderDigit] = []
    if term.separatesQualifiers, term.keys.qualifiers != nil {
      digits.append(OrderDigit(.qualifiers(term.keys), bits: 2))
    }
    for keys in [term.keys.lower, term.keys] {
      guard let keys else { continue }
      digits.append(
        OrderDigit(.keys(keys, isDescending: term.isDescending), bits: bits(for: keys.most)))
    }
    if term.keys.hasMissing { digits.append(OrderDigit(.missing(term.keys), bits: 1)) }
    return digits
  }

  /// One number a place; a row without a value has 0 but for telling so.
  func cells(_ places: Rows, _ scratch: Scratch) -> UnsafePointer<UInt64> {
    let count = places.count
    switch source {
    case .keys(let keys, false): return keys.keys(places, scratch)
    case .keys(let keys, true):
      let most = keys.most
      let down: UnsafePointer<UInt64> = mapped(keys.storedKeys(places, scratch), count, scratch) {
        most &- $0
      }
      guard let valid = keys.valid(places, scratch) else { return down }
      return mapped(down, valid, count, scratch) { $0 & (0 &- UInt64($1)) }
    case .missing(let keys):
      guard let valid = keys.valid(places, scratch) else {
        return UnsafePointer(scratch.take(count, repeating: UInt64(0)))
      }
      return mapped(valid, count, scratch) { UInt64($0 ^ 1) }
    case .qualifiers(let keys): return keys.marks(places, scratch)
    }
  }
}

/// Some bits of the digits of an order, one beside the other.
struct OrderWord {
  private struct Part {
    var digit: OrderDigit
    /// Which of its bits, and where they go.
    var from: Int
    var bits: Int
    var to: Int
  }

  private var parts: [Part] = []
  private(set) var bits = 0

  /// A word without digits, in which all rows are equal.
  init() {}

  /// The words of an order, from the last to the first.
  static func words(of digits: [OrderDigit], most: Int) -> [OrderWord] {
    var words: [OrderWord] = []
    var word = OrderWord()
    for digit in digits {
      var from = 0
      while from < digit.bits {
        if word.bits == most {
          words.append(word)
          word = OrderWord()
        }
        let taken = min(digit.bits - from, most - word.bits)
        word.parts.append(Part(digit: digit, from: from, bits: taken, to: word.bits))
        word.bits += taken
        from += taken
      }
    }
    if word.bits > 0 { words.append(word) }
    return words
  }

  func cells(_ places: Rows, _ scratch: Scratch) -> UnsafePointer<UInt64> {
    let count = places.count
    var result: UnsafePointer<UInt64>?
    for part in parts {
      var cells = part.digit.cells(places, scratch)
      if part.from > 0 || part.bits < part.digit.bits || part.to > 0 {
        let from = UInt64(part.from)
        let mask = part.bits == 64 ? UInt64.max : (1 << UInt64(part.bits)) - 1
        let to = UInt64(part.to)
        cells = mapped(cells, count, scratch) { ($0 &>> from & mask) &<< to }
      }
      if let before = result {
        result = mapped(before, cells, count, scratch) { $0 | $1 }
      } else {
        result = cells
      }
    }
    return result ?? UnsafePointer(scratch.take(count, repeating: UInt64(0)))
  }
}
