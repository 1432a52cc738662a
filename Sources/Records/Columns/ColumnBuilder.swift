/// Collects cells one by one into a column; for small results, not for the load of a file.
package struct ColumnBuilder {
  private var values: [Value] = []
  private let type: ValueType

  package init(type: ValueType) { self.type = type }

  package mutating func append(_ value: Value) { values.append(value) }

  package func finish() -> Column { Column(values, type: type) }
}

extension Column {
  /// - Shape: one value a row, each of the type or missing.
  package init(_ values: [Value], type: ValueType) {
    let validity = Validity(values.map { $0 != .missing })
    switch type {
    case .text:
      var dictionary = TextDictionaryBuilder()
      let codes = values.map { value in
        if case .text(let text) = value { dictionary.code(of: text) } else { UInt32(0) }
      }
      if dictionary.count == 0 { _ = dictionary.code(of: "") }
      let finished = dictionary.finish()
      let storage = CodeStorage(narrowing: codes, cardinality: finished.count)
      self.init(.text(storage, finished), count: values.count, validity: validity)
    case .list:
      var dictionary = ListDictionaryBuilder()
      let none = dictionary.code(of: [])
      var codes: [UInt32] = []
      for value in values {
        if case .list(let texts) = value {
          var members: [UInt32] = []
          for text in texts { members.append(dictionary.memberCode(of: text)) }
          codes.append(dictionary.code(of: members))
        } else {
          codes.append(none)
        }
      }
      let finished = dictionary.finish()
      let storage = CodeStorage(narrowing: codes, cardinality: finished.count)
      self.init(.lists(storage, finished), count: values.count, validity: validity)
    case .yesNo:
      let bytes = values.map { $0 == .yesNo(true) ? UInt8(1) : 0 }
      self.init(.booleans(Vector(bytes)), count: values.count, validity: validity)
    case .date:
      var grains: [UInt8] = []
      var days: [Int32] = []
      for value in values {
        if case .period(let period) = value {
          days.append(period.start)
          grains.append(period.grain.rawValue)
        } else {
          days.append(0)
          grains.append(grains.last ?? Grain.day.rawValue)
        }
      }
      let first = grains.first
      let uniform = grains.allSatisfy { $0 == first } ? first.flatMap(Grain.init) ?? .day : nil
      let storage = uniform.map(GrainStorage.uniform) ?? .mixed(Vector(grains))
      self.init(.periods(Vector(days), storage), count: values.count, validity: validity)
    case .dateTime:
      let seconds = values.map { value in
        if case .moment(let seconds) = value { seconds } else { Int64(0) }
      }
      self.init(.moments(Vector(seconds)), count: values.count, validity: validity)
    case .number:
      self = Column.numbers(values, validity: validity)
    }
  }

  private static func numbers(_ values: [Value], validity: Validity?) -> Column {
    var qualifiers: [UInt8] = []
    var decimals: [FixedDecimal] = []
    var doubles: [Double] = []
    var isExact = true
    for value in values {
      switch value {
      case .number(.exact(let decimal), let qualifier):
        decimals.append(decimal)
        doubles.append(decimal.double)
        qualifiers.append(qualifier.rawValue)
      case .number(.double(let double), let qualifier):
        isExact = false
        decimals.append(FixedDecimal(0))
        doubles.append(double)
        qualifiers.append(qualifier.rawValue)
      case .missing, .text, .list, .yesNo, .period, .moment:
        decimals.append(FixedDecimal(0))
        doubles.append(0)
        qualifiers.append(Qualifier.exact.rawValue)
      }
    }
    let marks = qualifiers.contains { $0 != Qualifier.exact.rawValue } ? Vector(qualifiers) : nil
    let scale = decimals.map(\.scale).max() ?? 0
    let integers = decimals.map { $0.rescaled(to: scale) }
    guard isExact, !integers.contains(where: { $0 == nil }) else {
      return Column(
        .doubles(Vector(doubles)), count: values.count, validity: validity, qualifiers: marks)
    }
    let storage = IntegerStorage(narrowing: integers.map { $0 ?? 0 })
    return Column(
      .integers(storage, scale: scale), count: values.count, validity: validity, qualifiers: marks)
  }
}

extension IntegerStorage {
  /// Stores whole numbers as narrowly as they allow.
  package init(narrowing integers: [Int128]) {
    let low = integers.min() ?? 0
    let high = integers.max() ?? 0
    if low >= Int128(Int8.min), high <= Int128(Int8.max) {
      self = .int8(Vector(integers.map { Int8(truncatingIfNeeded: $0) }))
    } else if low >= Int128(Int16.min), high <= Int128(Int16.max) {
      self = .int16(Vector(integers.map { Int16(truncatingIfNeeded: $0) }))
    } else if low >= Int128(Int32.min), high <= Int128(Int32.max) {
      self = .int32(Vector(integers.map { Int32(truncatingIfNeeded: $0) }))
    } else if low >= Int128(Int64.min), high <= Int128(Int64.max) {
      self = .int64(Vector(integers.map { Int64(truncatingIfNeeded: $0) }))
    } else {
      self = .int128(Vector(integers))
    }
  }
}
