import Records

/// Some records of a large set, spread over all of it; only columns that were asked for are there.
struct Sample {
  private let rows: [Int]
  private var columns: [Int: Column] = [:]

  static let size = 4_096

  init(of set: RecordSet) {
    rows = (0..<Sample.size).map { $0 * set.count / Sample.size }
  }

  /// The set of the sampled records; the other columns hold nothing of use.
  mutating func records(of set: RecordSet, reading wanted: Set<Int>) -> RecordSet? {
    for index in wanted where columns[index] == nil {
      guard let column = gathered(set.fields[index].column) else { return nil }
      columns[index] = column
    }
    let empty = Column(.booleans(Vector(repeating: 0, count: rows.count)), count: rows.count)
    var fields = set.fields
    for index in fields.indices { fields[index].column = columns[index] ?? empty }
    return RecordSet(name: set.name, fields: fields, count: rows.count)
  }

  private func gathered(_ column: Column) -> Column? {
    guard let storage = gathered(column.storage) else { return nil }
    return Column(
      storage, count: rows.count, validity: Validity(rows.map(column.isValid)),
      qualifiers: column.qualifiers.map(gathered))
  }

  private func gathered(_ storage: Column.Storage) -> Column.Storage? {
    switch storage {
    case .integers(let integers, let scale): .integers(gathered(integers), scale: scale)
    case .doubles(let vector): .doubles(gathered(vector))
    case .booleans(let vector): .booleans(gathered(vector))
    case .moments(let vector): .moments(gathered(vector))
    case .periods(let starts, .uniform(let grain)): .periods(gathered(starts), .uniform(grain))
    case .periods(let starts, .mixed(let grains)):
      .periods(gathered(starts), .mixed(gathered(grains)))
    case .text(let codes, let dictionary): gathered(codes, dictionary)
    case .lists(let codes, let dictionary):
      dictionary.count <= Sample.size ? .lists(gathered(codes), dictionary) : nil
    }
  }

  /// The texts of the sample only, where there are many: each is looked at in a condition.
  private func gathered(_ codes: CodeStorage, _ dictionary: TextDictionary) -> Column.Storage {
    if dictionary.count <= Sample.size { return .text(gathered(codes), dictionary) }
    var builder = TextDictionaryBuilder()
    let own = rows.map { row in
      dictionary.withBytes(of: codes[row]) { builder.code(of: $0) }
    }
    let count = builder.count
    return .text(CodeStorage(narrowing: own, cardinality: count), builder.finish())
  }

  private func gathered(_ integers: IntegerStorage) -> IntegerStorage {
    switch integers {
    case .int8(let vector): .int8(gathered(vector))
    case .int16(let vector): .int16(gathered(vector))
    case .int32(let vector): .int32(gathered(vector))
    case .int64(let vector): .int64(gathered(vector))
    case .int128(let vector): .int128(gathered(vector))
    }
  }

  private func gathered(_ codes: CodeStorage) -> CodeStorage {
    switch codes {
    case .uint8(let vector): .uint8(gathered(vector))
    case .uint16(let vector): .uint16(gathered(vector))
    case .uint32(let vector): .uint32(gathered(vector))
    }
  }

  private func gathered<Element>(_ vector: Vector<Element>) -> Vector<Element> {
    Vector(rows.map { vector[$0] })
  }
}
