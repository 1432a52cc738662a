/// One field of every record, in the narrowest form that holds it exactly.
package struct Column: Sendable {
  package enum Storage: Sendable {
    /// number: `integer × 10^-scale`
    case integers(IntegerStorage, scale: Int)
    /// number that is not an exact decimal
    case doubles(Vector<Double>)
    case text(CodeStorage, TextDictionary)
    case lists(CodeStorage, ListDictionary)
    /// yes/no: 1 or 0
    case booleans(Vector<UInt8>)
    /// date: the first day of the period, counted from 1970-01-01
    case periods(Vector<Int32>, GrainStorage)
    /// datetime: seconds from 1970-01-01T00:00
    case moments(Vector<Int64>)
  }

  /// What the rows hold.
  struct Cells: Sendable {
    let storage: Storage
    let validity: Validity?
    let qualifiers: Vector<UInt8>?
    let written: [Int: String]
  }

  private enum Source: Sendable {
    case read(Cells)
    case deferred(DeferredColumn)
  }

  private let source: Source
  package let count: Int
  package let facts = ColumnFacts()

  package init(
    _ storage: Storage, count: Int, validity: Validity? = nil, qualifiers: Vector<UInt8>? = nil,
    written: [Int: String] = [:]
  ) {
    let cells = Cells(
      storage: storage, validity: validity, qualifiers: qualifiers, written: written)
    source = .read(cells)
    self.count = count
  }

  /// A column whose cells are read when they are first asked for.
  init(_ deferred: DeferredColumn, count: Int) {
    source = .deferred(deferred)
    self.count = count
  }

  var cells: Cells {
    switch source {
    case .read(let cells): cells
    case .deferred(let deferred): deferred.read()
    }
  }

  package var storage: Storage { cells.storage }

  /// `nil` where every row has a value; a missing row's stored value means nothing but is in range.
  package var validity: Validity? { cells.validity }

  /// One `Qualifier` a row; `nil` where every value is exact.
  package var qualifiers: Vector<UInt8>? { cells.qualifiers }

  /// The cells as they are written, by their row, where a figure cannot tell it: ranges.
  package var written: [Int: String] { cells.written }

  package var missingCount: Int { validity?.missingCount ?? 0 }

  package func isValid(_ row: Int) -> Bool { validity?[row] ?? true }

  package func qualifier(_ row: Int) -> Qualifier {
    qualifiers.flatMap { Qualifier(rawValue: $0[row]) } ?? .exact
  }
}

/// Whole numbers as wide as the column needs.
package enum IntegerStorage: Sendable {
  case int8(Vector<Int8>)
  case int16(Vector<Int16>)
  case int32(Vector<Int32>)
  case int64(Vector<Int64>)
  case int128(Vector<Int128>)

  package subscript(row: Int) -> Int128 {
    switch self {
    case .int8(let vector): Int128(vector[row])
    case .int16(let vector): Int128(vector[row])
    case .int32(let vector): Int128(vector[row])
    case .int64(let vector): Int128(vector[row])
    case .int128(let vector): vector[row]
    }
  }
}

/// Dictionary codes as wide as the dictionary needs.
package enum CodeStorage: Sendable {
  case uint8(Vector<UInt8>)
  case uint16(Vector<UInt16>)
  case uint32(Vector<UInt32>)

  package subscript(row: Int) -> Int {
    switch self {
    case .uint8(let vector): Int(vector[row])
    case .uint16(let vector): Int(vector[row])
    case .uint32(let vector): Int(vector[row])
    }
  }

  /// Stores codes as narrowly as the number of distinct values allows.
  package init(narrowing codes: [UInt32], cardinality: Int) {
    if cardinality <= 1 << 8 {
      self = .uint8(Vector(codes.map { UInt8(truncatingIfNeeded: $0) }))
    } else if cardinality <= 1 << 16 {
      self = .uint16(Vector(codes.map { UInt16(truncatingIfNeeded: $0) }))
    } else {
      self = .uint32(Vector(codes))
    }
  }
}

/// How long the period of each row is.
package enum GrainStorage: Sendable {
  case uniform(Grain)
  /// one `Grain` a row
  case mixed(Vector<UInt8>)

  package subscript(row: Int) -> Grain {
    switch self {
    case .uniform(let grain): grain
    case .mixed(let vector): Grain(rawValue: vector[row]) ?? .day
    }
  }
}
