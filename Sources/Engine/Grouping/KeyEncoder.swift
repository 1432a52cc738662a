import Records

/// Gives the values of an expression small codes: 0 for missing, equal ones for equal values.
final class KeyEncoder {
  /// All codes met or to be met lie below this.
  private(set) var bound: Int
  /// Whether the bound stays as it is.
  let isFixed: Bool
  /// The column whose values they are, where they are one's.
  let column: Column?
  /// What is taken from a number so that the least one has code 1.
  let offset: Int64?
  private let interner = Interner()
  private var wideIDs: [Int128: UInt32] = [:]
  /// Pairs of a code and a qualifier that is not exact, and their own codes.
  private let pairs = Interner()
  private var pairCodes: [UInt32] = []

  /// Ranges of numbers up to this are codes as they are.
  private static let widestRange = 1 << 20

  init(_ node: Node, over frame: Frame) {
    var bound: Int?
    var offset: Int64?
    column = (node as? ColumnNode)?.column
    if let column, column.qualifiers == nil {
      switch column.storage {
      case .text(_, let dictionary): bound = dictionary.count + 1
      case .lists(_, let dictionary): bound = dictionary.count + 1
      case .integers, .periods(_, .uniform):
        if let range = Extent.range(of: column, frame, atMost: KeyEncoder.widestRange) {
          offset = range.lowerBound
          bound = range.count + 1
        } else if case .integers(.int8, _) = column.storage {
          offset = Int64(Int8.min)
          bound = 257
        }
      case .doubles, .booleans, .periods, .moments: break
      }
    }
    if node.type == .yesNo { bound = 3 }
    self.bound = bound ?? 1
    isFixed = bound != nil
    self.offset = offset
  }

  /// What a stored cell and this give is the cell's code, where that is all there is to it.
  var shift: UInt32? {
    guard isFixed, column != nil else { return nil }
    return UInt32(truncatingIfNeeded: 1 - (offset ?? 0))
  }

  /// - Shape: one code a position
  func codes(_ column: BatchColumn, _ scratch: Scratch) -> UnsafePointer<UInt32> {
    let count = column.count
    var codes: UnsafePointer<UInt32>
    switch column.cells {
    case .text(let source, let texts):
      codes = mapped(source, count, scratch) { $0 &+ 1 }
      if !isFixed { bound = max(bound, texts.count + 1) }
    case .lists(let source, let lists):
      codes = mapped(source, count, scratch) { $0 &+ 1 }
      if !isFixed { bound = max(bound, lists.count + 1) }
    case .flags(let flags): codes = mapped(flags, count, scratch) { UInt32($0) &+ 1 }
    case .integers(let integers, _):
      if let offset {
        codes = mapped(integers, count, scratch) {
          UInt32(truncatingIfNeeded: $0 &- offset) &+ 1
        }
      } else {
        codes = interned(integers, column, scratch) { UInt64(bitPattern: $0) }
      }
    case .wide(let integers, _): codes = wideCodes(integers, column, scratch)
    case .doubles(let doubles):
      // Negative zero is zero.
      codes = interned(doubles, column, scratch) { ($0 + 0).bitPattern }
    case .moments(let seconds):
      codes = interned(seconds, column, scratch) { UInt64(bitPattern: $0) }
    case .periods(let days, let grains):
      if let offset, case .uniform = grains {
        codes = mapped(days, count, scratch) {
          UInt32(truncatingIfNeeded: Int64($0) &- offset) &+ 1
        }
      } else {
        let keys = scratch.take(count, of: UInt64.self)
        for index in 0..<count {
          keys[index] =
            UInt64(UInt32(bitPattern: days[index])) << 8 | UInt64(grains[index].rawValue)
        }
        codes = interned(UnsafePointer(keys), column, scratch) { $0 }
      }
    }
    if let qualifiers = column.qualifiers { codes = qualified(codes, qualifiers, count, scratch) }
    guard let valid = column.valid else { return codes }
    return mapped(codes, valid, count, scratch) { $1 == 0 ? 0 : $0 }
  }

  /// An exact number keeps its code, also in batches in which others are not.
  private func qualified(
    _ codes: UnsafePointer<UInt32>, _ qualifiers: UnsafePointer<UInt8>, _ count: Int,
    _ scratch: Scratch
  ) -> UnsafePointer<UInt32> {
    let result = scratch.take(count, of: UInt32.self)
    for index in 0..<count {
      result[index] = codes[index]
      guard qualifiers[index] != Qualifier.exact.rawValue, codes[index] != 0 else { continue }
      let pair = Int(pairs.id(of: UInt64(codes[index]) << 8 | UInt64(qualifiers[index])))
      if pair == pairCodes.count { pairCodes.append(interner.placeholder() + 1) }
      result[index] = pairCodes[pair]
    }
    bound = max(bound, interner.count + 1)
    return UnsafePointer(result)
  }

  @inline(__always)
  private func interned<Element: BitwiseCopyable>(
    _ source: UnsafePointer<Element>, _ column: BatchColumn, _ scratch: Scratch,
    _ key: (Element) -> UInt64
  ) -> UnsafePointer<UInt32> {
    let interner = interner
    let codes = scratch.take(column.count, of: UInt32.self)
    for index in 0..<column.count {
      codes[index] = column.isValid(index) ? interner.id(of: key(source[index])) &+ 1 : 0
    }
    bound = max(bound, interner.count + 1)
    return UnsafePointer(codes)
  }

  /// Numbers that fit 64 bits have the same codes as where a whole batch fits.
  private func wideCodes(
    _ integers: UnsafePointer<Int128>, _ column: BatchColumn, _ scratch: Scratch
  ) -> UnsafePointer<UInt32> {
    let codes = scratch.take(column.count, of: UInt32.self)
    for index in 0..<column.count {
      guard column.isValid(index) else {
        codes[index] = 0
        continue
      }
      if let narrow = Int64(exactly: integers[index]) {
        codes[index] = interner.id(of: UInt64(bitPattern: narrow)) + 1
      } else if let known = wideIDs[integers[index]] {
        codes[index] = known
      } else {
        // The interner counts for both; its key is one that no narrow number shares with others.
        let id = interner.placeholder() + 1
        wideIDs[integers[index]] = id
        codes[index] = id
      }
    }
    bound = max(bound, interner.count + 1)
    return UnsafePointer(codes)
  }
}
