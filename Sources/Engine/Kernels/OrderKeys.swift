import Records

/// Values as whole numbers in the same order; the rows without a value are kept aside.
struct OrderKeys {
  /// - Shape: one a row; that of a missing row means nothing
  private(set) var keys: [UInt64] = []
  /// The low halves of keys that need 128 bits.
  private(set) var lowKeys: [UInt64]?
  private(set) var isMissing: [UInt8]?
  private var codes: [UInt32] = []
  private var textSource: TextSource?
  private var listSource: ListSource?
  /// Qualifiers break ties between equal figures where equal ones are to be kept apart.
  private(set) var qualifiers: [UInt8]?

  var count: Int { keys.count }

  mutating func append(_ column: BatchColumn) {
    let before = max(keys.count, codes.count)
    switch column.cells {
    case .integers(let integers, _):
      for index in 0..<column.count { append(Int128(integers[index]), narrow: integers[index]) }
    case .wide(let integers, _):
      if lowKeys == nil { widen() }
      for index in 0..<column.count { append(integers[index], narrow: 0) }
    case .doubles(let doubles):
      for index in 0..<column.count {
        keys.append(OrderKeys.unsigned(OrderKeys.bits(of: doubles[index])))
      }
    case .flags(let flags):
      for index in 0..<column.count { keys.append(UInt64(flags[index])) }
    case .text(let source, let texts):
      textSource = texts
      codes.append(contentsOf: UnsafeBufferPointer(start: source, count: column.count))
    case .lists(let source, let lists):
      listSource = lists
      codes.append(contentsOf: UnsafeBufferPointer(start: source, count: column.count))
    case .periods(let days, let grains):
      for index in 0..<column.count {
        keys.append(OrderKeys.unsigned(OrderKeys.key(days[index], grains[index])))
      }
    case .moments(let seconds):
      for index in 0..<column.count { keys.append(OrderKeys.unsigned(seconds[index])) }
    }
    OrderKeys.extend(&isMissing, column.valid, column.count, before) { $0 ^ 1 }
    OrderKeys.extend(&qualifiers, column.qualifiers, column.count, before) { $0 }
  }

  private static func extend(
    _ target: inout [UInt8]?, _ source: UnsafePointer<UInt8>?, _ added: Int, _ before: Int,
    _ map: (UInt8) -> UInt8
  ) {
    guard target != nil || source != nil else { return }
    if target == nil { target = [UInt8](repeating: 0, count: before) }
    for index in 0..<added { target?.append(source.map { map($0[index]) } ?? 0) }
  }

  @inline(__always)
  private mutating func append(_ wide: Int128, narrow: Int64) {
    if lowKeys == nil {
      keys.append(OrderKeys.unsigned(narrow))
    } else {
      keys.append(OrderKeys.unsigned(Int64(truncatingIfNeeded: wide >> 64)))
      lowKeys?.append(UInt64(truncatingIfNeeded: wide))
    }
  }

  private mutating func widen() {
    lowKeys = keys.map { $0 ^ (1 << 63) }
    keys = keys.map { OrderKeys.unsigned(Int64(bitPattern: $0 ^ (1 << 63)) < 0 ? -1 : 0) }
  }

  /// Gives codes their ranks; called once when all batches are in.
  mutating func finish() {
    if let textSource { keys = TextRanks.keys(of: codes, textSource, isMissing) }
    if let listSource {
      keys = TextRanks.keys(of: codes, listSource, isMissing)
    }
    codes = []
    // What a missing row holds must not order it among others that are missing.
    if let isMissing {
      for row in keys.indices where isMissing[row] != 0 {
        keys[row] = 0
        lowKeys?[row] = 0
        qualifiers?[row] = 0
      }
    }
  }

  static func unsigned(_ value: Int64) -> UInt64 { UInt64(bitPattern: value) ^ (1 << 63) }

  /// The order of doubles as that of whole numbers; -0 is 0.
  static func bits(of double: Double) -> Int64 {
    let bits = Int64(bitPattern: (double + 0).bitPattern)
    return bits < 0 ? bits ^ .max : bits
  }

  /// By first day; of periods that start together the longer comes first.
  static func key(_ day: Int32, _ grain: Grain) -> Int64 {
    Int64(day) << 3 | Int64(Grain.year.rawValue - grain.rawValue)
  }
}
