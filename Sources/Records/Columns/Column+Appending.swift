extension Column {
  /// A column without a value.
  package static func missing(_ type: ValueType, _ count: Int) -> Column {
    Column([Value](repeating: .missing, count: count), type: type)
  }

  /// This column's rows and below them those of another column of the same type.
  ///
  /// Texts and lists get one dictionary, exact numbers the finer scale; exact numbers beside doubles
  /// become doubles. `nil` where an exact number has more digits than a decimal holds.
  package func appending(_ other: Column) -> Column? {
    guard let storage = storage(with: other) else { return nil }
    let total = count + other.count
    var validity: Validity?
    if self.validity != nil || other.validity != nil {
      validity = Validity(
        (0..<count).map { isValid($0) } + (0..<other.count).map { other.isValid($0) })
    }
    var marks: Vector<UInt8>?
    if qualifiers != nil || other.qualifiers != nil {
      let none = Qualifier.exact.rawValue
      func bytes(_ column: Column) -> [UInt8] {
        column.qualifiers?.elements ?? [UInt8](repeating: none, count: column.count)
      }
      marks = Vector(bytes(self) + bytes(other))
    }
    return Column(storage, count: total, validity: validity, qualifiers: marks)
  }

  private func storage(with other: Column) -> Storage? {
    switch (storage, other.storage) {
    case (.integers(let a, let scale), .integers(let b, let otherScale)):
      let finer = max(scale, otherScale)
      guard let upper = Column.rescaled(self, a, by: finer - scale),
        let lower = Column.rescaled(other, b, by: finer - otherScale)
      else { return nil }
      return .integers(IntegerStorage(narrowing: upper + lower), scale: finer)
    case (.integers, .doubles), (.doubles, .integers), (.doubles, .doubles):
      return .doubles(Vector(Column.doubles(self) + Column.doubles(other)))
    case (.text(let a, let texts), .text(let b, let others)):
      return Column.text((a, texts, count), (b, others, other.count))
    case (.lists(let a, let lists), .lists(let b, let others)):
      return Column.lists((a, lists, count), (b, others, other.count))
    case (.booleans(let a), .booleans(let b)): return .booleans(Vector(a.elements + b.elements))
    case (.moments(let a), .moments(let b)): return .moments(Vector(a.elements + b.elements))
    case (.periods(let a, let grains), .periods(let b, let others)):
      let days = Vector(a.elements + b.elements)
      if case .uniform(let grain) = grains, case .uniform(let same) = others, grain == same {
        return .periods(days, .uniform(grain))
      }
      let bytes =
        (0..<count).map { grains[$0].rawValue } + (0..<other.count).map { others[$0].rawValue }
      return .periods(days, .mixed(Vector(bytes)))
    case (.integers, _), (.doubles, _), (.text, _), (.lists, _), (.booleans, _), (.periods, _),
      (.moments, _):
      preconditionFailure("columns of one type are appended")
    }
  }

  /// A missing row is 0, whatever stands there.
  private static func rescaled(
    _ column: Column, _ integers: IntegerStorage, by exponent: Int
  ) -> [Int128]? {
    guard let factor = FixedDecimal.powerOfTen(exponent) else { return nil }
    var result: [Int128] = []
    result.reserveCapacity(column.count)
    for row in 0..<column.count {
      guard column.isValid(row) else {
        result.append(0)
        continue
      }
      let (product, overflow) = integers[row].multipliedReportingOverflow(by: factor)
      if overflow { return nil }
      result.append(product)
    }
    return result
  }

  private static func doubles(_ column: Column) -> [Double] {
    if case .doubles(let doubles) = column.storage { return doubles.elements }
    guard case .integers(let integers, let scale) = column.storage else { return [] }
    return (0..<column.count).map { row in
      column.isValid(row) ? FixedDecimal(integers[row], scale: scale).double : 0
    }
  }

  private static func text(
    _ upper: (codes: CodeStorage, texts: TextDictionary, count: Int),
    _ lower: (codes: CodeStorage, texts: TextDictionary, count: Int)
  ) -> Storage {
    var builder = TextDictionaryBuilder(extending: upper.texts)
    let map = (0..<lower.texts.count).map { code in
      lower.texts.withBytes(of: code) { builder.code(of: $0) }
    }
    if builder.count == 0 { _ = builder.code(of: "") }
    let texts = builder.finish()
    let codes =
      (0..<upper.count).map { UInt32(upper.codes[$0]) }
      + (0..<lower.count).map { map.isEmpty ? 0 : map[lower.codes[$0]] }
    return .text(CodeStorage(narrowing: codes, cardinality: texts.count), texts)
  }

  private static func lists(
    _ upper: (codes: CodeStorage, lists: ListDictionary, count: Int),
    _ lower: (codes: CodeStorage, lists: ListDictionary, count: Int)
  ) -> Storage {
    var builder = ListDictionaryBuilder()
    let maps = (mapped(upper.lists, &builder), mapped(lower.lists, &builder))
    let codes =
      (0..<upper.count).map { maps.0[upper.codes[$0]] }
      + (0..<lower.count).map { maps.1[lower.codes[$0]] }
    let lists = builder.finish()
    return .lists(CodeStorage(narrowing: codes, cardinality: lists.count), lists)
  }

  /// The code that each list has in the dictionary being made.
  private static func mapped(
    _ lists: ListDictionary, _ builder: inout ListDictionaryBuilder
  ) -> [UInt32] {
    var result: [UInt32] = []
    for list in 0..<lists.count {
      var members: [UInt32] = []
      for member in lists.memberCodes(of: list) {
        members.append(lists.members.withBytes(of: Int(member)) { builder.memberCode(of: $0) })
      }
      result.append(builder.code(of: members))
    }
    return result
  }
}
