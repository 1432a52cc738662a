/// What no column may hold, because kernels believe that it does not.
///
/// It is asked of every column before it is saved, and of every one that was saved before it is
/// used: what is written can be read, and what was made by another hand stops no program.
enum ColumnFlaw {
  /// What is wrong, in words; `nil` where all is well.
  static func of(_ column: Column) -> String? {
    if let validity = column.validity, !ends(validity) { return "more cells than records" }
    if let qualifiers = column.qualifiers,
      !holds(qualifiers, below: UInt8(Qualifier.allCases.count))
    {
      return "an unknown kind of bound"
    }
    if column.written.keys.contains(where: { $0 < 0 || $0 >= column.count }) {
      return "a cell of no record"
    }
    switch column.storage {
    case .integers(let integers, let scale): return flaw(integers, scale)
    case .doubles(let doubles):
      let isFinite = doubles.withPointer { doubles in
        (0..<column.count).allSatisfy { doubles[$0].isFinite || !column.isValid($0) }
      }
      return isFinite ? nil : "a figure that is no number"
    case .text(let codes, let texts):
      return SavedDictionary.flaw(in: texts) ?? flaw(codes, cardinality: texts.count)
    case .lists(let codes, let lists): return flaw(codes, lists)
    case .booleans(let booleans): return holds(booleans, below: 2) ? nil : "neither yes nor no"
    case .periods(let days, let grains):
      if case .mixed(let grains) = grains, !holds(grains, below: UInt8(Grain.allCases.count)) {
        return "periods of unknown length"
      }
      return isWithin(days, ColumnFlaw.days) ? nil : "dates outside of the calendar"
    case .moments(let seconds):
      return isWithin(seconds, ColumnFlaw.seconds) ? nil : "dates outside of the calendar"
    }
  }

  /// Years within ±1,000,000, as `CivilDay` keeps them.
  private static let days: ClosedRange<Int32> = -366_000_000...366_000_000
  private static let seconds = (Int64(days.lowerBound) * 86_400)...(Int64(days.upperBound) * 86_400)

  private static func ends(_ validity: Validity) -> Bool {
    let past = validity.words.count * 64 - validity.count
    guard past > 0, past < 64 else { return past == 0 }
    return validity.words[validity.words.count - 1] >> UInt64(64 - past) == 0
  }

  private static func flaw(_ integers: IntegerStorage, _ scale: Int) -> String? {
    guard SavedColumn.scales.contains(scale) else { return "figures of too many digits" }
    guard case .int128(let vector) = integers else { return nil }
    let most = FixedDecimal.largest
    return isWithin(vector, -most...most) ? nil : "figures of too many digits"
  }

  private static func flaw(_ codes: CodeStorage, _ lists: ListDictionary) -> String? {
    if let flaw = SavedDictionary.flaw(in: lists.members) { return flaw }
    guard lists.starts.first == 0, lists.starts.last == lists.codes.count,
      zip(lists.starts, lists.starts.dropFirst()).allSatisfy({ $0 <= $1 }),
      lists.codes.allSatisfy({ Int($0) < lists.members.count })
    else { return "lists that do not follow one another" }
    return flaw(codes, cardinality: lists.count)
  }

  private static func flaw(_ codes: CodeStorage, cardinality: Int) -> String? {
    let isInside =
      switch codes {
      case .uint8(let vector): cardinality > 0xFF || holds(vector, below: UInt8(cardinality))
      case .uint16(let vector): cardinality > 0xFFFF || holds(vector, below: UInt16(cardinality))
      case .uint32(let vector): holds(vector, below: UInt32(clamping: cardinality))
      }
    return isInside ? nil : "values that its texts do not have"
  }

  private static func holds<Element: FixedWidthInteger & BitwiseCopyable & Sendable>(
    _ vector: Vector<Element>, below bound: Element
  ) -> Bool {
    vector.withPointer { elements in
      var most: Element = 0
      for index in 0..<vector.count { most = max(most, elements[index]) }
      return vector.count == 0 || most < bound
    }
  }

  private static func isWithin<Element: FixedWidthInteger & BitwiseCopyable & Sendable>(
    _ vector: Vector<Element>, _ range: ClosedRange<Element>
  ) -> Bool {
    vector.withPointer { elements in
      var least = range.lowerBound
      var most = range.upperBound
      for index in 0..<vector.count {
        least = min(least, elements[index])
        most = max(most, elements[index])
      }
      return least == range.lowerBound && most == range.upperBound
    }
  }
}
