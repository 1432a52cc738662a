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

  @Test("units take a line of their own before anything is cut")
  func twoLines() {
    let set = Self.set([
      ("county", .text, [.text("Daning")]),
      ("social_investment", Self.yuan, [Self.exact(511_000_000)]),
    ])
    let text = TableText.text(set, options: .terminal(width: 28, height: 24))
    #expect(
      text == """
        county  social_investment
                           [yuan]
        ──────  ─────────────────
        Daning        511,000,000

        """)
  }

  private static let wide = set([
    ("id", .text, (1...5).map { .text("PF0\($0)") }),
    ("note", .text, (1...5).map { _ in .text(String(repeating: "words ", count: 30) + ".") }),
    ("item", .text, (1...5).map { .text("item number \($0) of the list") }),
    ("funds", yuan, (1...5).map { exact(Int128($0) * 59_000_000) }),
    ("area", mu, (1...5).map { exact(Int128($0) * 1000) }),
  ])

  @Test("texts give way first, then columns that the question does not name; what left is said")
  func leaving() {
    let cut = TableText.text(Self.wide, options: .terminal(width: 70, height: 24))
    #expect(cut.contains("cut to fit: note\n") || cut.contains("cut to fit: note, item\n"))
    #expect(!cut.contains("not shown"))
    let narrow = TableText.text(Self.wide, options: .terminal(width: 50, height: 24))
    #expect(narrow.contains("not shown: "))
    #expect(narrow.contains("295,000,000") && narrow.contains("5,000"))
    let named = TableText.text(
      Self.wide, options: .terminal(width: 50, height: 24, named: ["note", "funds"]))
    #expect(named.contains("295,000,000") && named.contains("words"))
    #expect(!named.hasSuffix("not shown: note\n"))
  }

  @Test("a narrow terminal gets a record one below the other")
  func records() {
    let text = TableText.text(Self.wide, options: .terminal(width: 24, height: 100))
    #expect(
      text.hasPrefix(
        """
        ── 1 ──
        id:    PF01
        note:  words words word…
        item:  item number 1 of…
        funds: 59,000,000 yuan
        area:  1,000 mu
        ── 2 ──

        """))
    #expect(text.hasSuffix("cut to fit: note, item\n"))
  }

  @Test("a screen of rows, what is left out, and all of them elsewhere")
  func rows() {
    let set = Self.set([("n", .number(.plain), (0..<1234).map { Self.exact(Int128($0)) })])
    var options = TextOptions.terminal(width: 80, height: 15)
    options.allRows = "all"
    let lines = TableText.text(set, options: options).split(separator: "\n").map(String.init)
    #expect(lines.count == 2 + 9 + 1 + 1)
    #expect(lines[2] == "    0" && lines[8] == "    6" && lines[9] == "    ⋮")
    #expect(lines[10] == "1,232" && lines[11] == "1,233")
    #expect(lines[12] == "1,234 rows, 9 shown — all to see them")
    let full = TableText.text(set, options: .full).split(separator: "\n")
    #expect(full.count == 1236)
    let enough = TableText.text(set, options: .terminal(width: 80, height: 1240))
    #expect(!enough.contains("shown"))
  }

  @Test("large sets keep their widths over all blocks")
  func blocks() {
    let values = (0..<10_000).map { Value.text($0 == 9_999 ? "the longest of all" : "x") }
    let set = Self.set([("a", .text, values), ("b", .text, values)])
    let lines = TableText.text(set, options: .full).split(separator: "\n")
    #expect(lines[2] == "x                   x")
    #expect(lines.last == "the longest of all  the longest of all")
  }

  @Test("no records, no fields")
  func nothing() {
    #expect(TableText.text(Self.set([("a", .text, [])]), options: .full) == "a\n─\nno records\n")
    #expect(
      TableText.text(RecordSet(name: "s", fields: [], count: 2), options: .full) == "2 records\n")
  }

  @Test("totals are set off by a rule")
  func totals() {
    let set = Self.set([
      ("year", .number(NumberType(style: .year)), [Self.exact(2009), Self.exact(2010)]),
      ("funds", Self.yuan, [Self.exact(1), Self.exact(2)]),
    ])
    let rows = [
      Totals.Row(cells: [.value(Self.exact(2009)), .blank], place: 1, isOfAll: false),
      Totals.Row(cells: [.label("total"), .value(Self.exact(3))], place: 2, isOfAll: true),
    ]
    let lines = TableText.text(set, totals: Totals(rows: rows), options: .full)
      .split(separator: "\n")
    #expect(lines.count == 7 && lines[3] == " 2009" && lines[5] == lines[1])
    #expect(lines[6] == "total             3")
  }

  @Test("totals are not counted among the rows that are shown")
  func totalsAreNoRows() {
    let set = Self.set([("n", .number(.plain), (0..<50).map { Self.exact(Int128($0)) })])
    let total = Totals.Row(cells: [.label("total")], place: 50, isOfAll: true)
    let text = TableText.text(
      set, totals: Totals(rows: [total]), options: .terminal(width: 40, height: 20))
    #expect(text.contains("50 rows, 13 shown"))
  }

  @Test("colour only where it is wanted")
  func colour() {
    let plain = TableText.text(Self.counties, options: .full)
    #expect(!plain.contains("\u{1B}"))
    var options = TextOptions.full
    options.styling = .ansi
    let coloured = TableText.text(Self.counties, options: options)
    #expect(coloured.contains("\u{1B}[2mmissing\u{1B}[0m") && coloured.contains("\u{1B}[1mcounty"))
  }
}
