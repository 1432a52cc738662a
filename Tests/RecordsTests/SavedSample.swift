import TestSupport

@testable import Records

/// Sets of every kind of column, with all that a load can know of their records.
enum SavedSample {
  private static let texts = [
    "Daning", "大宁县", "a,b", "say \"yes\"", "two\nlines", "é", "👨‍👩‍👧‍👦", "NA", "7 yuan", "x",
  ]

  static func set(_ random: inout SeededGenerator, rows: Int? = nil) -> RecordSet {
    let count = rows ?? random.pick([0, 1, 2, 7, 63, 64, 65, 130])
    let fields = self.fields(count, &random)
    let lineage = random.chance(oneIn: 4) ? nil : lineage(of: fields, count, &random)
    return RecordSet(name: "table", fields: fields, count: count, lineage: lineage)
  }

  private static func fields(_ count: Int, _ random: inout SeededGenerator) -> [Field] {
    let units = UnitTable()
    let yuan = units.atom(named: "yuan").map { Unit($0) } ?? .none
    let rate = units.unit(words: "yuan / person")?.unit ?? .none
    let bits = UInt64(1 + random.below(62))
    let kinds: [(String, ValueType, (inout SeededGenerator) -> Value)] = [
      ("id", .text, { .text("R\($0.below(100_000))") }),
      ("name", .text, { .text($0.pick(texts)) }),
      ("places", .list, { random in .list((0..<random.below(4)).map { _ in random.pick(texts) }) }),
      ("funds", .number(NumberType(unit: yuan)), { figure(&$0, bits) }),
      ("per head", .number(NumberType(unit: rate)), { figure(&$0, 3) }),
      (
        "year", .number(NumberType(style: .year)),
        { .number(.exact(FixedDecimal(Int128(2000 + $0.below(20)))), .exact) }
      ),
      (
        "share", .number(NumberType(style: .percent)),
        { .number(.double(Double($0.below(1000)) / 7), .exact) }
      ),
      (
        "large", .number(.plain), { .number(.exact(FixedDecimal(Int128($0.next()) << 40)), .exact) }
      ),
      ("done", .yesNo, { .yesNo($0.chance(oneIn: 2)) }),
      ("opened", .date, { .period(Period(start: Int32($0.below(40_000)), grain: .day)) }),
      (
        "term", .date,
        { .period(.containing(day: Int32($0.below(40_000)), grain: $0.pick(Grain.allCases))) }
      ),
      ("seen", .dateTime, { .moment(Int64($0.below(4_000_000_000)) - 1_000_000_000) }),
    ]
    return kinds.map { name, type, value in
      let missing = random.pick([1_000_000, 6, 2, 1])
      let values = (0..<count).map { _ in
        random.chance(oneIn: missing) ? Value.missing : value(&random)
      }
      var column = Column(values, type: type)
      if name == "funds", random.chance(oneIn: 2), count > 0 {
        let cells = (0..<3).map { _ in (random.below(count), "20-30") }
        column = Column(
          column.storage, count: count, validity: column.validity, qualifiers: column.qualifiers,
          written: Dictionary(cells) { first, _ in first })
      }
      return Field(name: name, type: type, column: column, isExpression: random.chance(oneIn: 5))
    }
  }

  private static func figure(_ random: inout SeededGenerator, _ bits: UInt64) -> Value {
    let digits = Int128(random.next() >> bits)
    let decimal = FixedDecimal(random.chance(oneIn: 3) ? -digits : digits, scale: random.below(4))
    return .number(
      .exact(decimal), random.chance(oneIn: 3) ? random.pick(Qualifier.allCases) : .exact)
  }

  private static func lineage(
    of fields: [Field], _ count: Int, _ random: inout SeededGenerator
  ) -> Lineage {
    // The relative of a record comes before it, so no chain goes in a circle.
    func relatives(_ random: inout SeededGenerator) -> Vector<Int32>? {
      guard random.chance(oneIn: 2) else { return nil }
      return Vector(
        (0..<count).map { $0 > 0 && random.chance(oneIn: 3) ? Int32(random.below($0)) : -1 })
    }
    let isStacked = random.chance(oneIn: 2)
    let base = LoadedRecords(
      name: "table", count: count, fields: fields,
      files: isStacked ? ["a.csv", "b.csv"] : ["a.csv"],
      fileOfRecord: isStacked ? Vector((0..<count).map { _ in UInt32(random.below(2)) }) : nil,
      lines: isStacked ? Vector((0..<count).map { UInt32($0 * 2 + 5) }) : nil,
      firstLine: isStacked ? nil : 2, keyField: random.chance(oneIn: 2) ? 0 : nil,
      wholes: relatives(&random), originals: relatives(&random),
      notes: [Note(.suspected, "1 cell is odd", count: 1, suggestion: "funds number")])
    return Lineage(base: base, records: nil)
  }

  /// The bytes of a file that holds the set.
  static func bytes(of set: RecordSet) -> [UInt8] { Writer.bytes(of: set, as: .records) }

  static func load(
    _ bytes: [UInt8], units: UnitTable = UnitTable()
  ) throws(ReadingError) -> LoadOutcome {
    let file = WrittenFile(bytes, named: "table.records")
    let request = LoadRequest(paths: [file.path], name: "table")
    return try Reader.load(request, units: units, isCancelled: { false })
  }

  /// All that can be seen of a set: used to tell two apart, and to touch every cell of one.
  static func description(of set: RecordSet) -> [String] {
    var lines = ["\(set.name) \(set.count)"]
    for field in set.fields {
      lines.append("\(field.name) \(field.type) \(field.isExpression) \(field.column.missingCount)")
      lines.append("\(field.column.written.sorted { $0.key < $1.key })")
      for row in 0..<set.count { lines.append("\(field.column.value(at: row))") }
    }
    guard let lineage = set.lineage else { return lines + ["no lineage"] }
    let base = lineage.base
    lines.append("\(base.name) \(base.count) \(base.files) \(base.notes)")
    lines.append("\(base.keyField.map { base.fields[$0].name } ?? "no key")")
    for row in 0..<set.count {
      let record = lineage.record(of: row)
      let whole = base.wholes.map { $0[record] } ?? -1
      let original = base.originals.map { $0[record] } ?? -1
      let key = base.keyField.map { base.fields[$0].column.value(at: record) }
      lines.append("\(base.place(of: record)) \(whole) \(original) \(key ?? .missing)")
    }
    return lines
  }
}
