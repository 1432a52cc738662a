import Records
import Semantics

/// Codes of a column's own cells can be turned back into cells.
extension KeyReader {
  /// The cells whose codes are the key's, and what they and this number give.
  var stored: (cells: StoredCells, shift: UInt32)? {
    guard !key.isEach, let shift = encoder.shift, let column = encoder.column,
      let cells = StoredCells(column)
    else { return nil }
    return (cells, shift)
  }

  /// Whether `column(ofCodes:)` knows the values.
  var isDecodable: Bool {
    guard !key.isEach, encoder.shift != nil, let column = encoder.column else { return false }
    switch column.storage {
    case .text(_, let dictionary): return dictionary.count > 0
    case .lists(_, let dictionary): return dictionary.count > 0
    case .integers, .booleans, .periods(_, .uniform): return true
    case .doubles, .periods, .moments: return false
    }
  }

  /// The values of some codes, 0 for missing.
  func column(ofCodes codes: [UInt32]) -> Column {
    guard let column = encoder.column, let shift = encoder.shift else {
      preconditionFailure("only codes of cells are turned back")
    }
    let isValid = codes.map { $0 != 0 }
    let cells = codes.map { $0 == 0 ? 0 : $0 &- shift }
    let count = codes.count
    let storage: Column.Storage
    switch column.storage {
    case .text(_, let dictionary):
      storage = .text(CodeStorage(narrowing: cells, cardinality: dictionary.count), dictionary)
    case .lists(_, let dictionary):
      storage = .lists(CodeStorage(narrowing: cells, cardinality: dictionary.count), dictionary)
    case .booleans: storage = .booleans(Vector(cells.map { UInt8(truncatingIfNeeded: $0) }))
    case .periods(_, let grains):
      storage = .periods(Vector(cells.map { Int32(bitPattern: $0) }), grains)
    case .integers(_, let scale):
      let low = encoder.offset ?? 0
      let integers = codes.map { $0 == 0 ? 0 : low + Int64($0) - 1 }
      storage = .integers(Narrowing.integers(integers), scale: scale)
    case .doubles, .moments: preconditionFailure("such cells have no codes of their own")
    }
    return Column(storage, count: count, validity: Validity(isValid))
  }

  /// All codes in the order of their values, that of missing last; `nil` where that is not known
  /// without looking at rows.
  var codesInOrder: [UInt32]? {
    guard isDecodable, let column = encoder.column else { return nil }
    switch column.storage {
    case .text(_, let dictionary): return column.codeOrder(dictionary).map { $0 + 1 } + [0]
    case .integers, .booleans, .periods: return (1..<UInt32(encoder.bound)) + [0]
    case .lists, .doubles, .moments: return nil
    }
  }
}

extension Column {
  /// The codes of a column's texts in the order of the texts, looked for once a column.
  func codeOrder(_ dictionary: TextDictionary) -> [UInt32] {
    facts.codeOrder.value {
      TextRanks.sorted(Array(UInt32(0)..<UInt32(dictionary.count)), .fixed(dictionary))
    }
  }

  /// The same for the texts that a few rows have.
  func codeOrder(_ dictionary: TextDictionary, in frame: Frame) -> [UInt32] {
    guard dictionary.count > frame.count, facts.codeOrder.made == nil,
      case .text(let codes, _) = storage
    else { return codeOrder(dictionary) }
    var isMet = [Bool](repeating: false, count: dictionary.count)
    var met: [UInt32] = []
    for place in 0..<frame.count {
      let row = frame.row(at: place)
      let code = codes[row]
      if isValid(row), !isMet[code] {
        isMet[code] = true
        met.append(UInt32(code))
      }
    }
    return TextRanks.sorted(met, .fixed(dictionary))
  }
}
