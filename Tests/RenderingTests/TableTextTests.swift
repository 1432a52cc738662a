import Records
import Rendering
import TestSupport
import Testing

@Suite("Tables")
struct TableTextTests {
  static let yuan = ValueType.number(
    NumberType(unit: UnitTable().atom(named: "yuan").map { Unit($0) } ?? .none))
  static let mu = ValueType.number(
    NumberType(unit: UnitTable().atom(named: "mu").map { Unit($0) } ?? .none))
  static let year = ValueType.number(NumberType(style: .year))
  static let percent = ValueType.number(NumberType(style: .percent))

  static func exact(_ digits: Int128, _ scale: Int = 0, _ qualifier: Qualifier = .exact) -> Value {
    .number(.exact(FixedDecimal(digits, scale: scale)), qualifier)
  }

  static func set(_ fields: [(String, ValueType, [Value])]) -> RecordSet {
    RecordSet(
      name: "answer",
      fields: fields.map { Field(name: $0.0, type: $0.1, column: Column($0.2, type: $0.1)) },
      count: fields.first?.2.count ?? 0)
  }

  static let counties = set([
    ("county", .text, [.text("Daning"), .text("大宁"), .missing]),
    ("year", year, [exact(2010), exact(2009), .missing]),
    ("funds", yuan, [exact(59_000_000, 0, .atLeast), exact(2_160_000), .missing]),
    ("area", mu, [exact(2000), exact(40_005, 2), exact(5, 1, .about)]),
    ("share", percent, [exact(15, 2), exact(125, 3), exact(1)]),
  ])

  @Test("figures right with their points below each other, units in the header")
  func full() {
    let text = TableText.text(Self.counties, options: .full)
    let lines = text.split(separator: "\n")
    #expect(lines.count == 5)
    #expect(lines[0] == "county      year  funds [yuan]  area [mu]   share")
    #expect(lines[1] == "───────  ───────  ────────────  ─────────  ──────")
    #expect(lines[2] == "Daning      2010  > 59,000,000   2,000      15%")
    #expect(lines[3] == "大宁        2009     2,160,000     400.05   12.5%")
    #expect(lines[4] == "missing  missing       missing     ~ 0.5   100%")
  }
}
