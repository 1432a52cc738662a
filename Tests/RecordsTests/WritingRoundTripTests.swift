import Records
import TestSupport
import Testing

@Suite("What is written reads back as it was")
struct WritingRoundTripTests {
  private static let texts = [
    "Daning", "大宁县", "a,b", "a;b", "say \"yes\"", "two\nlines", "two\r\nlines", "tab\there", "'",
    "\"",
    "\"\"", "#5", " inside ", "é", "👨‍👩‍👧‍👦", "NA", "null", "-", "x|y", "=1+1", "\u{1B}[31m", "7 yuan",
  ]

  private func column(
    _ type: ValueType, _ count: Int, _ random: inout SeededGenerator,
    _ value: (inout SeededGenerator) -> Value
  ) -> Column {
    Column(
      (0..<count).map { _ in random.chance(oneIn: 6) ? .missing : value(&random) }, type: type)
  }

  private func sample(_ random: inout SeededGenerator) -> RecordSet {
    let units = UnitTable()
    let yuan = units.atom(named: "yuan").map { Unit($0) } ?? .none
    let rate = units.unit(words: "yuan / person")?.unit ?? .none
    let count = 1 + random.below(30)
    func figure(_ random: inout SeededGenerator) -> Value {
      let digits = Int128(random.next() >> UInt64(10 + random.below(50)))
      let decimal = FixedDecimal(random.chance(oneIn: 3) ? -digits : digits, scale: random.below(5))
      return .number(.exact(decimal), random.pick(Qualifier.allCases))
    }
    let fields: [(String, ValueType, (inout SeededGenerator) -> Value)] = [
      ("name", .text, { .text($0.pick(Self.texts)) }),
      (
        "places", .list,
        { random in
          .list(
            (0..<(1 + random.below(3))).map { _ in random.pick(["a", "大宁", "c d", "e,f", "\"g\""]) }
          )
        }
      ),
      ("funds", .number(NumberType(unit: yuan)), figure),
      ("per head", .number(NumberType(unit: rate)), figure),
      ("share", .number(NumberType(style: .percent)), figure),
      ("done", .yesNo, { .yesNo($0.chance(oneIn: 2)) }),
      ("opened", .date, { .period(Period(start: Int32($0.below(40_000)) - 10_000, grain: .day)) }),
      ("seen", .dateTime, { .moment(Int64($0.below(4_000_000_000)) - 1_000_000_000) }),
    ]
    return RecordSet(
      name: "table",
      fields: fields.map { name, type, value in
        Field(name: name, type: type, column: column(type, count, &random, value))
      },
      count: count)
  }

  @Test("CSV and TSV, whatever the cells hold", arguments: [WritingForm.csv, .tsv])
  func delimited(_ form: WritingForm) throws {
    var random = SeededGenerator(seed: 77)
    for _ in 0..<60 {
      let set = sample(&random)
      let outcome = try load(
        bytes: Writer.bytes(of: set, as: form), named: "table.\(form.rawValue)"
      ) { request in
        // Everything else is found out from the header and the cells; so few cells may all be
        // missing, or be figures by chance.
        request.declared = [
          .init(header: "name", name: "name", form: .text),
          .init(header: "places", name: "places", form: .list(separator: ";")),
          .init(header: "done", name: "done", form: .yesNo),
          .init(header: "opened", name: "opened", form: .date(format: nil)),
          .init(header: "seen", name: "seen", form: .dateTime(format: nil)),
        ]
      }
      #expect(outcome.set.count == set.count)
      for (read, written) in zip(outcome.set.fields, set.fields) {
        #expect(read.name == written.name)
        #expect(read.type == written.type, "\(written.name)")
        for row in 0..<min(outcome.set.count, set.count) {
          let value = read.column.value(at: row)
          let wanted = written.column.value(at: row)
          #expect(
            Self.isSame(value, wanted), "\(written.name), row \(row): \(value) for \(wanted)")
        }
      }
    }
  }

  /// Lists compare as sets, so equal ones may come back in another order.
  private static func isSame(_ read: Value, _ written: Value) -> Bool {
    if case .list(let a) = read, case .list(let b) = written { return Set(a) == Set(b) }
    return read == written
  }
}
