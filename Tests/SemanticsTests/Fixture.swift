import Records
import Semantics
import Syntax

/// A small catalog with a field of each type, made by hand.
enum Fixture {
  static let catalog: Catalog = {
    var catalog = Catalog()
    func unit(_ word: String) -> ValueType {
      .number(NumberType(unit: catalog.units.atom(named: word).map { Unit($0) } ?? .none))
    }
    func number(_ value: Int128?, scale: Int = 0, _ qualifier: Qualifier = .exact) -> Value {
      value.map { .number(.exact(FixedDecimal($0, scale: scale)), qualifier) } ?? .missing
    }
    func field(_ name: String, _ type: ValueType, _ values: [Value]) -> Field {
      Field(name: name, type: type, column: Column(values, type: type))
    }
    let day = CivilDay(year: 2010, month: 5, day: 17).dayNumber
    let fields = [
      field("id", .text, [.text("A1"), .text("A2"), .text("A3")]),
      field(
        "county", .list,
        [.list(["Daning"]), .list(["Daning", "Yonghe"]), .list(["Yonghe", "Nanbu"])]),
      field("sector", .text, [.text("water"), .text("rural roads"), .text("people")]),
      field("year", .number(NumberType(style: .year)), [number(2009), number(2010), .missing]),
      field("date", .date, [.period(Period(start: day, grain: .day)), .missing, .missing]),
      field("funds", unit("yuan"), [number(2_000_000), number(59_000_000, .atLeast), .missing]),
      field("people", unit("person"), [number(13), .missing, number(4_000, .about)]),
      field("area", unit("mu"), [number(2000), number(40005, scale: 2), .missing]),
      field(
        "rate", .number(NumberType(style: .percent)), [number(15, scale: 2), .missing, .missing]),
      field("finished", .yesNo, [.yesNo(true), .yesNo(false), .missing]),
    ]
    catalog.add(RecordSet(name: "grants", fields: fields, count: 3))
    return catalog
  }()

  /// The plan of a sentence; `nil` where it is no query.
  static func plan(of sentence: String) throws(Diagnostic) -> Plan? {
    let parsed = Parser.parse(SourceText(name: "test", text: sentence))
    if let diagnostic = parsed.diagnostics.first { throw diagnostic }
    guard case .query(let query)? = parsed.statements.first?.kind else { return nil }
    return try Checker.plan(for: query, in: catalog)
  }

  /// What a sentence is refused with; `nil` where it is not.
  static func message(of sentence: String) -> String? {
    do throws(Diagnostic) {
      _ = try plan(of: sentence)
      return nil
    } catch {
      return error.message
    }
  }
}
