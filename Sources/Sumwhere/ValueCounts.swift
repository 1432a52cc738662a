import Records

/// How many records hold each value of a column of texts, lists or yes and no: counted a piece at a
/// time, so that nobody who types waits for it.
final class ValueCounts {
  private let column: Column
  private var counts: [Int]
  private var next = 0
  private var cachedRanking: [(text: String, count: Int)]?

  /// `nil` for columns whose values have no names.
  init?(_ column: Column) {
    self.column = column
    guard let cardinality = Self.cardinality(of: column) else { return nil }
    counts = [Int](repeating: 0, count: cardinality)
  }

  /// The most values that are ranked while somebody types.
  private static let mostRanked = 20_000

  var isComplete: Bool { next == column.count }

  /// Whether all is counted, or is at once.
  var isReady: Bool {
    if column.count - next <= Self.rowsAtOnce { advance(by: Self.rowsAtOnce) }
    return isComplete
  }

  private static let rowsAtOnce = 1 << 17

  /// Whether so many values can be ranked between two keys.
  var isRankable: Bool { cardinality <= Self.mostRanked }

  private var cardinality: Int { Self.cardinality(of: column) ?? 0 }

  func isOf(_ other: Column) -> Bool {
    other.count == column.count && Self.address(of: other) == Self.address(of: column)
  }

  /// Counts the next rows.
  func advance(by rows: Int) {
    let end = min(column.count, next + rows)
    switch column.storage {
    case .text(let codes, _), .lists(let codes, _): count(codes, next..<end)
    case .booleans(let values):
      for row in next..<end where column.isValid(row) { counts[values[row] == 0 ? 0 : 1] += 1 }
    case .integers, .doubles, .periods, .moments: break
    }
    next = end
  }

  /// The records that hold a text: that have it, or that have it in their list.
  func records(with text: String) -> Int {
    if !isComplete { advance(by: column.count) }
    switch column.storage {
    case .text(_, let dictionary): return dictionary.code(of: text).map { counts[$0] } ?? 0
    case .lists(_, let lists):
      guard let member = lists.members.code(of: text) else { return 0 }
      return (0..<lists.count).reduce(0) { sum, list in
        sum + (lists.memberCodes(of: list).contains(UInt32(member)) ? counts[list] : 0)
      }
    case .booleans, .integers, .doubles, .periods, .moments: return 0
    }
  }

  /// The values, the most frequent first.
  var ranking: [(text: String, count: Int)] {
    if let cachedRanking { return cachedRanking }
    if !isComplete { advance(by: column.count) }
    var ranking = named.filter { $0.count > 0 }
    ranking.sort { ($1.count, $0.text) < ($0.count, $1.text) }
    if isRankable { cachedRanking = ranking }
    return ranking
  }

  /// The most frequent value that begins so, whatever the case of plain letters.
  ///
  /// - Shape: `nil` also where the values are too many to look through between two keys, or are not
  ///   counted yet
  func likeliest(_ typed: String) -> (text: String, count: Int)? {
    guard isReady, isRankable else { return nil }
    let wanted = typed.utf8.map(Self.folded)
    return ranking.first { value in
      let bytes = value.text.utf8
      return bytes.count >= wanted.count && zip(bytes, wanted).allSatisfy { Self.folded($0) == $1 }
    }
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }

  private var named: [(text: String, count: Int)] {
    switch column.storage {
    case .text(_, let dictionary):
      return counts.indices.map { (dictionary.text(of: $0), counts[$0]) }
    case .lists(_, let lists):
      var members = [Int](repeating: 0, count: lists.members.count)
      for list in 0..<lists.count {
        for member in lists.memberCodes(of: list) { members[Int(member)] += counts[list] }
      }
      return members.indices.map { (lists.members.text(of: $0), members[$0]) }
    case .booleans: return [("no", counts[0]), ("yes", counts[1])]
    case .integers, .doubles, .periods, .moments: return []
    }
  }

  private func count(_ codes: CodeStorage, _ rows: Range<Int>) {
    switch codes {
    case .uint8(let vector): count(vector, rows)
    case .uint16(let vector): count(vector, rows)
    case .uint32(let vector): count(vector, rows)
    }
  }

  private func count(_ codes: Vector<some FixedWidthInteger & Sendable>, _ rows: Range<Int>) {
    let validity = column.validity
    counts.withUnsafeMutableBufferPointer { counts in
      codes.withPointer { codes in
        if let validity {
          for row in rows where validity[row] { counts[Int(codes[row])] += 1 }
        } else {
          for row in rows { counts[Int(codes[row])] += 1 }
        }
      }
    }
  }

  private static func cardinality(of column: Column) -> Int? {
    switch column.storage {
    case .text(_, let dictionary): dictionary.count
    case .lists(_, let dictionary): dictionary.count
    case .booleans: 2
    case .integers, .doubles, .periods, .moments: nil
    }
  }

  /// Two columns at one address are one: neither is freed while it is held.
  private static func address(of column: Column) -> UInt {
    switch column.storage {
    case .text(let codes, _), .lists(let codes, _):
      switch codes {
      case .uint8(let vector): vector.withPointer { UInt(bitPattern: $0) }
      case .uint16(let vector): vector.withPointer { UInt(bitPattern: $0) }
      case .uint32(let vector): vector.withPointer { UInt(bitPattern: $0) }
      }
    case .booleans(let vector): vector.withPointer { UInt(bitPattern: $0) }
    case .integers, .doubles, .periods, .moments: 0
    }
  }
}
