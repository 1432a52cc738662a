import Records

/// Makes a column out of batches, in the narrowest form that holds it exactly.
struct ColumnAssembler {
  private let type: ValueType
  private let form: NumberForm
  private var count = 0
  private var integers: [Int64] = []
  /// In the place of `integers` from the first batch on that needs it.
  private var wide: [Int128]?
  private var doubles: [Double] = []
  private var codes: [UInt32] = []
  private var textSource: TextSource?
  private var listSource: ListSource?
  private var bytes: [UInt8] = []
  private var days: [Int32] = []
  private var valid: [UInt8]?
  private var qualifiers: [UInt8]?

  init(_ type: ValueType, _ form: NumberForm) {
    self.type = type
    self.form = form
  }

  mutating func append(_ column: BatchColumn) {
    let added = column.count
    switch column.cells {
    case .integers(let source, _):
      if wide != nil {
        wide?.append(
          contentsOf: UnsafeBufferPointer(start: source, count: added).map { Int128($0) })
      } else {
        integers.append(contentsOf: UnsafeBufferPointer(start: source, count: added))
      }
    case .wide(let source, _):
      if wide == nil { wide = integers.map { Int128($0) } }
      wide?.append(contentsOf: UnsafeBufferPointer(start: source, count: added))
    case .doubles(let source):
      doubles.append(contentsOf: UnsafeBufferPointer(start: source, count: added))
    case .flags(let source):
      bytes.append(contentsOf: UnsafeBufferPointer(start: source, count: added))
    case .text(let source, let texts):
      textSource = texts
      codes.append(contentsOf: UnsafeBufferPointer(start: source, count: added))
    case .lists(let source, let lists):
      listSource = lists
      codes.append(contentsOf: UnsafeBufferPointer(start: source, count: added))
    case .periods(let source, let grains):
      days.append(contentsOf: UnsafeBufferPointer(start: source, count: added))
      for index in 0..<added { bytes.append(grains[index].rawValue) }
    case .moments(let source):
      integers.append(contentsOf: UnsafeBufferPointer(start: source, count: added))
    }
    ColumnAssembler.extend(&valid, with: column.valid, added, before: count, filler: 1)
    ColumnAssembler.extend(&qualifiers, with: column.qualifiers, added, before: count, filler: 0)
    count += added
  }

  mutating func appendMissing(_ added: Int) {
    switch type {
    case .number:
      if form == .double {
        doubles.append(contentsOf: repeatElement(0, count: added))
      } else if wide != nil {
        wide?.append(contentsOf: repeatElement(0, count: added))
      } else {
        integers.append(contentsOf: repeatElement(0, count: added))
      }
    case .text, .list: codes.append(contentsOf: repeatElement(0, count: added))
    case .yesNo: bytes.append(contentsOf: repeatElement(0, count: added))
    case .date:
      days.append(contentsOf: repeatElement(0, count: added))
      bytes.append(contentsOf: repeatElement(bytes.last ?? Grain.day.rawValue, count: added))
    case .dateTime: integers.append(contentsOf: repeatElement(0, count: added))
    }
    if valid == nil { valid = [UInt8](repeating: 1, count: count) }
    valid?.append(contentsOf: repeatElement(0, count: added))
    if qualifiers != nil { qualifiers?.append(contentsOf: repeatElement(0, count: added)) }
    count += added
  }

  private static func extend(
    _ target: inout [UInt8]?, with source: UnsafePointer<UInt8>?, _ added: Int, before: Int,
    filler: UInt8
  ) {
    guard target != nil || source != nil else { return }
    if target == nil { target = [UInt8](repeating: filler, count: before) }
    if let source {
      target?.append(contentsOf: UnsafeBufferPointer(start: source, count: added))
    } else {
      target?.append(contentsOf: repeatElement(filler, count: added))
    }
  }

  func finish() -> Column {
    let validity = valid.flatMap { Validity($0.map { $0 != 0 }) }
    let marks = qualifiers.flatMap { $0.contains { $0 != 0 } ? Vector($0) : nil }
    return Column(storage, count: count, validity: validity, qualifiers: marks)
  }

  private var storage: Column.Storage {
    switch type {
    case .number:
      guard case .exact(let scale) = form else { return .doubles(Vector(doubles)) }
      return .integers(
        wide.map { IntegerStorage(narrowing: $0) } ?? Narrowing.integers(integers), scale: scale)
    case .text: return text
    case .list: return lists
    case .yesNo: return .booleans(Vector(bytes))
    case .date:
      let first = bytes.first ?? Grain.day.rawValue
      let isUniform = bytes.allSatisfy { $0 == first }
      return .periods(
        Vector(days), isUniform ? .uniform(Grain(rawValue: first) ?? .day) : .mixed(Vector(bytes)))
    case .dateTime: return .moments(Vector(integers))
    }
  }

  private var text: Column.Storage {
    switch textSource {
    case .fixed(let dictionary) where dictionary.count > 0:
      return .text(CodeStorage(narrowing: codes, cardinality: dictionary.count), dictionary)
    case .pool(let pool):
      // A pool may hold texts of other rows; the column gets a dictionary of its own.
      var builder = TextDictionaryBuilder()
      var known = [UInt32](repeating: .max, count: pool.count)
      let own = codes.map { code in
        if known[Int(code)] == .max {
          known[Int(code)] = pool.withBytes(of: Int(code)) { builder.code(of: $0) }
        }
        return known[Int(code)]
      }
      if builder.count == 0 { _ = builder.code(of: "") }
      let dictionary = builder.finish()
      return .text(CodeStorage(narrowing: own, cardinality: dictionary.count), dictionary)
    case .fixed, nil:
      return .text(
        CodeStorage(narrowing: codes.map { _ in 0 }, cardinality: 1), TextDictionary([""]))
    }
  }

  private var lists: Column.Storage {
    switch listSource {
    case .fixed(let dictionary) where dictionary.count > 0:
      return .lists(CodeStorage(narrowing: codes, cardinality: dictionary.count), dictionary)
    case .pool(let pool):
      var builder = ListDictionaryBuilder()
      var known = [UInt32](repeating: .max, count: pool.count)
      var own: [UInt32] = []
      for code in codes {
        if known[Int(code)] == .max {
          var members: [UInt32] = []
          for member in pool.memberCodes(of: Int(code)) {
            members.append(
              pool.members.withBytes(of: Int(member)) { builder.memberCode(of: $0) })
          }
          known[Int(code)] = builder.code(of: members)
        }
        own.append(known[Int(code)])
      }
      if codes.isEmpty { _ = builder.code(of: []) }
      let dictionary = builder.finish()
      return .lists(CodeStorage(narrowing: own, cardinality: dictionary.count), dictionary)
    case .fixed, nil:
      var builder = ListDictionaryBuilder()
      _ = builder.code(of: [])
      return .lists(CodeStorage(narrowing: codes.map { _ in 0 }, cardinality: 1), builder.finish())
    }
  }
}
