import Records

/// The numbers of a column at the places of a frame: exact ones at one scale, or doubles.
struct WindowFigures {
  enum Cells {
    case exact(IntegerStorage, scale: Int)
    case doubles(Vector<Double>)
  }

  let cells: Cells
  let validity: Validity?
  private let qualifiers: Vector<UInt8>?
  let count: Int

  init(_ column: Column) {
    count = column.count
    switch column.storage {
    case .integers(let integers, let scale): cells = .exact(integers, scale: scale)
    case .doubles(let doubles): cells = .doubles(doubles)
    case .text, .lists, .booleans, .periods, .moments:
      preconditionFailure("the checker lets only numbers be calculated with")
    }
    validity = column.validity
    qualifiers = column.qualifiers
  }

  @inline(__always)
  func isPresent(_ place: Int) -> Bool { validity?[place] ?? true }

  /// Whether any figure is not exact.
  var hasBounds: Bool { qualifiers != nil }

  func qualifier(_ place: Int) -> Qualifier {
    qualifiers.flatMap { Qualifier(rawValue: $0[place]) } ?? .exact
  }

  func operand(_ place: Int) -> Bounds.Operand {
    Bounds.Operand(sign: sign(place), qualifier(place))
  }

  func sign(_ place: Int) -> Int {
    switch cells {
    case .exact(let integers, _): Int(integers[place].signum())
    case .doubles(let doubles): doubles[place] > 0 ? 1 : doubles[place] < 0 ? -1 : 0
    }
  }
}

/// The cells of a window while it is worked out, one a place; missing until one is set.
struct WindowCells {
  private var isPresent: [Bool]
  private var qualifiers: [UInt8]?

  init(_ count: Int, hasBounds: Bool) {
    isPresent = [Bool](repeating: false, count: count)
    if hasBounds { qualifiers = [UInt8](repeating: 0, count: count) }
  }

  @inline(__always)
  mutating func set(_ place: Int) { isPresent[place] = true }

  mutating func set(_ place: Int, _ qualifier: Qualifier) {
    isPresent[place] = true
    qualifiers?[place] = qualifier.rawValue
  }

  func column(exact integers: [Int128], scale: Int) -> Column {
    Column(
      .integers(IntegerStorage(narrowing: integers), scale: scale), count: integers.count,
      validity: Validity(isPresent), qualifiers: marks)
  }

  /// A result past the largest double is none.
  mutating func column(doubles: [Double]) -> Column {
    for place in doubles.indices where !doubles[place].isFinite { isPresent[place] = false }
    return Column(
      .doubles(Vector(doubles.map { $0.isFinite ? $0 : 0 })), count: doubles.count,
      validity: Validity(isPresent), qualifiers: marks)
  }

  private var marks: Vector<UInt8>? {
    qualifiers.flatMap { $0.contains { $0 != 0 } ? Vector($0) : nil }
  }
}

/// How many figures of each qualifier there are, while some come and others go.
struct QualifierCounts {
  private var counts: (atLeast: Int, atMost: Int, about: Int) = (0, 0, 0)

  mutating func add(_ qualifier: Qualifier, _ count: Int = 1) {
    switch qualifier {
    case .exact: break
    case .atLeast: counts.atLeast += count
    case .atMost: counts.atMost += count
    case .about: counts.about += count
    }
  }

  /// The qualifier of their sum and of their average.
  var ofSum: Qualifier {
    var set: QualifierSet = []
    if counts.atLeast > 0 { set.formUnion(.atLeast) }
    if counts.atMost > 0 { set.formUnion(.atMost) }
    if counts.about > 0 { set.formUnion(.about) }
    return set.ofSum
  }
}
