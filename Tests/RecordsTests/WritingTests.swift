import Foundation
import Records
import TestSupport
import Testing

@Suite("Sets written for other programs")
struct WritingTests {
  private static func atom(_ word: String) -> Records.Unit {
    UnitTable().atom(named: word).map { Records.Unit($0) } ?? .none
  }

  private static func exact(
    _ digits: Int128, _ scale: Int = 0, _ qualifier: Qualifier = .exact
  ) -> Value {
    .number(.exact(FixedDecimal(digits, scale: scale)), qualifier)
  }

  private static func set(_ fields: [(String, ValueType, [Value])]) -> RecordSet {
    RecordSet(
      name: "answer",
      fields: fields.map { Field(name: $0.0, type: $0.1, column: Column($0.2, type: $0.1)) },
      count: fields.first?.2.count ?? 0)
  }

  private static func text(_ set: RecordSet, _ form: WritingForm) -> String {
    String(decoding: Writer.bytes(of: set, as: form), as: UTF8.self)
  }

  private static let sample = set([
    ("county", .list, [.list(["Daning", "Yonghe"]), .missing]),
    ("funds", .number(NumberType(unit: atom("yuan"))), [exact(59_000_000, 0, .atLeast), .missing]),
    ("area", .number(NumberType(unit: atom("mu"))), [exact(2667, 2, .atMost), exact(-40, 1)]),
    ("share", .number(NumberType(style: .percent)), [exact(15, 2), exact(5, 4, .about)]),
    (
      "mean", .number(.plain), [.number(.double(1.0 / 3), .exact), .number(.double(1e300), .exact)]
    ),
    ("year", .number(NumberType(style: .year)), [exact(2010), exact(2009)]),
    ("done", .yesNo, [.yesNo(true), .yesNo(false)]),
    ("opened", .date, [.period(Period(start: 14_746, grain: .day)), .missing]),
    ("seen", .dateTime, [.moment(1_274_085_000), .moment(1_274_085_001)]),
    ("note", .text, [.text("a \"b\", c\nd|e"), .text("大宁 ")]),
  ])

  @Test("CSV")
  func csv() {
    #expect(
      Self.text(Self.sample, .csv) == """
        county,funds [yuan],area [mu],share [%],mean,year,done,opened,seen,note
        Daning;Yonghe,>59000000,<26.67,15,0.3333333333333333,2010,yes,2010-05-17,2010-05-17T08:30,"a ""b"", c
        d|e"
        ,,-4,~0.05,1e300,2009,no,,2010-05-17T08:30:01,"大宁 "

        """)
  }

  @Test("TSV")
  func tsv() {
    let set = Self.set([
      ("a", .text, [.text("x\ty"), .text("a,b")]), ("b", .text, [.missing, .text("c")]),
    ])
    #expect(Self.text(set, .tsv) == "a\tb\n\"x\ty\"\t\na,b\tc\n")
  }

  @Test("JSON and JSON lines")
  func json() {
    let first =
      #"{"county":["Daning","Yonghe"],"funds":{"at_least":59000000},"area":{"at_most":26.67},"#
      + #""share":0.15,"mean":0.3333333333333333,"year":2010,"done":true,"opened":"2010-05-17","#
      + #""seen":"2010-05-17T08:30","note":"a \"b\", c\nd|e"}"#
    let second =
      #"{"county":null,"funds":null,"area":-4,"share":{"about":0.0005},"mean":1e300,"year":2009,"#
      + #""done":false,"opened":null,"seen":"2010-05-17T08:30:01","note":"大宁 "}"#
    #expect(Self.text(Self.sample, .json) == "[\n\(first),\n\(second)\n]\n")
    #expect(Self.text(Self.sample, .jsonl) == "\(first)\n\(second)\n")
    #expect(Self.text(Self.set([("a", .text, [])]), .json) == "[]\n")
    #expect(Self.text(Self.set([("a", .text, [])]), .jsonl).isEmpty)
  }

  @Test("Markdown")
  func markdown() {
    let set = Self.set([
      ("na|me", .text, [.text("a|b"), .text("*x*\r\ny\u{1B}")]),
      (
        "funds", .number(NumberType(unit: Self.atom("yuan"))),
        [Self.exact(5, 0, .atLeast), .missing]
      ),
    ])
    #expect(
      Self.text(set, .markdown) == #"""
        | na\|me | funds \[yuan] |
        | --- | ---: |
        | a\|b | >5 |
        | \*x\*<br>y␛ |  |

        """#)
  }

  @Test("a record of one missing cell is still a record in CSV")
  func emptyLine() {
    let set = Self.set([("a", .text, [.text("x"), .missing, .text("y")])])
    #expect(Self.text(set, .csv) == "a\nx\n\"\"\ny\n")
  }

  @Test("a list whose member holds the separator takes another one, and says so")
  func separators() {
    let set = Self.set([("places", .list, [.list(["a;b", "c"]), .list(["d"])])])
    var bytes: [UInt8] = []
    let notes = Writer.write(set, as: .csv) { bytes += $0 }
    #expect(String(decoding: bytes, as: UTF8.self) == "places\na;b|c\nd\n")
    #expect(notes.map(\.suggestion) == ["places list by \"|\""])
    let all = Self.set([("p", .list, [.list([";|+/&~^#@!$%=:*", "x"])])])
    #expect(Writer.write(all, as: .csv) { _ in }.map(\.count) == [1])
    #expect(Writer.write(set, as: .json) { _ in }.isEmpty)
  }

  @Test("any text makes JSON that reads back as it was")
  func anyText() throws {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<100 {
      var scalars = String.UnicodeScalarView()
      for _ in 0..<random.below(30) {
        let bound = random.pick([0x20, 0x80, 0x2030, 0x110000])
        if let scalar = Unicode.Scalar(UInt32(random.below(bound))) { scalars.append(scalar) }
      }
      let text = String(scalars)
      let set = Self.set([("k\"\\\n", .text, [.text(text)]), ("l", .list, [.list([text, "b"])])])
      let data = Data(Writer.bytes(of: set, as: .json))
      let array = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
      let read = try #require(array.first?["k\"\\\n"] as? String)
      #expect(Array(read.unicodeScalars) == Array(text.unicodeScalars))
      #expect(!Writer.bytes(of: set, as: .jsonl).dropLast().contains(0x0A))
    }
  }

  @Test("bytes that are no UTF-8 still make JSON")
  func anyBytes() throws {
    var random = SeededGenerator(seed: 6)
    for _ in 0..<100 {
      let bytes = (0..<random.below(20)).map { _ in UInt8(random.below(256)) }
      var dictionary = TextDictionaryBuilder()
      _ = bytes.withUnsafeBufferPointer { dictionary.code(of: $0) }
      let column = Column(.text(.uint8(Vector([UInt8(0)])), dictionary.finish()), count: 1)
      let set = RecordSet(
        name: "s", fields: [Field(name: "a", type: .text, column: column)], count: 1)
      let data = Data(Writer.bytes(of: set, as: .json))
      #expect((try JSONSerialization.jsonObject(with: data) as? [Any])?.count == 1)
    }
  }

  @Test("figures read back as they were, bounds and units with them")
  func figures() throws {
    var random = SeededGenerator(seed: 8)
    var values: [Value] = []
    for _ in 0..<500 {
      let digits =
        Int128(random.next() >> UInt64(random.below(64))) * (random.chance(oneIn: 2) ? 1 : -1)
      let wide = random.chance(oneIn: 10) ? digits * 1_000_000_007 : digits
      let qualifier = random.pick(Qualifier.allCases)
      values.append(Self.exact(wide, random.below(9), qualifier))
    }
    for style in [NumberType.Style.plain, .percent] {
      let type = ValueType.number(NumberType(unit: Self.atom("yuan"), style: style))
      let lines = Self.text(Self.set([("n", type, values)]), .csv).split(separator: "\n")
      let header = try #require(lines.first)
      let phrase = header.dropFirst(3).dropLast()
      let units = UnitTable()
      let reading = try #require(units.unit(words: String(phrase)))
      #expect(reading.style == style && reading.unit == Self.atom("yuan"))
      for (line, value) in zip(lines.dropFirst(), values) {
        let cell = try #require(NumberText.read(String(line), units: units))
        let decimal = try #require(cell.decimal.scaled(byPowerOfTen: reading.scaleExponent))
        #expect(Value.number(.exact(decimal), cell.qualifier) == value, "\(line)")
      }
    }
  }

  @Test("doubles read back as they were")
  func doubles() throws {
    var random = SeededGenerator(seed: 9)
    var values: [Double] = [
      0, 1, 0.1 + 0.2, 1e21, 1e22, 1e-7, .leastNonzeroMagnitude, .greatestFiniteMagnitude,
    ]
    for _ in 0..<500 {
      let double = Double(bitPattern: random.next())
      if double.isFinite { values.append(double) }
    }
    let column = values.map { Value.number(.double($0), .exact) }
    let lines = Self.text(Self.set([("x", .number(.plain), column)]), .csv).split(separator: "\n")
    for (line, value) in zip(lines.dropFirst(), values) {
      #expect(Double(line) == value, "\(line)")
    }
  }

  @Test("large sets come in blocks, and whoever takes them may stop")
  func blocks() {
    struct Full: Error {}
    let values = (0..<30_000).map { Value.text("record number \($0)") }
    let set = Self.set([("a", .text, values)])
    var sizes: [Int] = []
    var all: [UInt8] = []
    _ = Writer.write(set, as: .csv) {
      sizes.append($0.count)
      all += $0
    }
    #expect(sizes.count > 5 && sizes.allSatisfy { $0 < 1 << 17 })
    #expect(all.count { $0 == 0x0A } == 30_001)
    var taken = 0
    #expect(throws: Full.self) {
      _ = try Writer.write(set, as: .jsonl) { (_: [UInt8]) throws(Full) in
        taken += 1
        if taken == 2 { throw Full() }
      }
    }
    #expect(taken == 2)
  }
}
