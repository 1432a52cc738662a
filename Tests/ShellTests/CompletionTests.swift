import Records
import Testing

@testable import Sumwhere

/// What Tab offers: `|` is the cursor.
@Suite struct CompletionTests {
  static var scope: CompletionScope {
    var scope = CompletionScope()
    let yuan = ValueType.number(
      NumberType(unit: Unit(UnitAtom(symbol: "yuan", plural: "yuan", dimension: [:], ratio: .one))))
    scope.sets = [
      .init(
        name: "grants", count: 137,
        fields: [
          .init(
            name: "county", type: .list,
            values: {
              [
                ("Daning", 412), ("Dachang", 3), ("New Haven", 2), ("New Harbour", 9),
                ("O'Brien \"x\"", 1), ("仪陇县", 7), ("and", 1), ("Sanduo Town", 2),
              ]
            }),
          .init(name: "sector", type: .text, values: { [("roads", 5), ("rural roads", 6)] }),
          .init(name: "funds", type: yuan), .init(name: "year", type: .number(.plain)),
          .init(name: "project name", type: .text, values: { [("Bridge", 1)] }),
        ]),
      .init(
        name: "counties", count: 1,
        fields: [
          .init(name: "county", type: .text, values: { [("Dazhu", 1)] }),
          .init(name: "population", type: .number(.plain)),
        ]),
    ]
    scope.current = "grants"
    scope.definitions = ["big"]
    scope.parameters = [("county", "text")]
    scope.units = ["hectares", "yuan"]
    scope.answer = { text in
      text.contains("sum funds") ? [.init(name: "sum_funds", type: yuan)] : nil
    }
    scope.files = { folder in
      folder == "data/"
        ? [.init(name: "a.csv", isFolder: false)]
        : [
          .init(name: "records.csv", isFolder: false), .init(name: "data", isFolder: true),
          .init(name: "report.sum", isFolder: false), .init(name: "readme", isFolder: false),
          .init(name: ".hidden", isFolder: false),
        ]
    }
    return scope
  }

  struct Offer {
    var texts: [String]
    var remarks: [String]
    /// The entry with the first candidate in place.
    var first: String?
  }

  static func offer(_ marked: String) -> Offer {
    let parts = marked.split(separator: "|", omittingEmptySubsequences: false)
    let text = parts.joined()
    let place = CompletionPlace(in: text, at: parts[0].utf8.count)
    let completions = CompletionCandidates(place: place, scope: scope).completions()
    let bytes = Array(text.utf8)
    return Offer(
      texts: completions.candidates.map(\.text), remarks: completions.candidates.map(\.remark),
      first: completions.candidates.first.map {
        String(decoding: bytes[..<completions.range.lowerBound], as: UTF8.self) + $0.text
          + String(decoding: bytes[completions.range.upperBound...], as: UTF8.self)
      })
  }

  @Test func valuesComeMostFrequentFirstWithTheirCounts() {
    let offer = Self.offer("sum funds where county = Da|")
    #expect(offer.texts == ["Daning", "Dachang"])
    #expect(offer.remarks == ["412", "3"])
    #expect(offer.first == "sum funds where county = Daning")
  }

  @Test(arguments: [
    "county = |", "county != |", "county has |", "county in (|", "county in (Daning, |",
    "county not in (Daning, |", "county has any (|", "county within (Daning, |",
    "county starts with \"|", "county contains |", "grants.county = |", "county = Daning or |",
    "county = Daning or Dachang or |", "`county` = |", "not county = |", "COUNTY = |",
    "year = 2010 and county = |", "county = (|", "county has all (\"Daning\", \"|",
  ])
  func valuesAreOfferedWhereOneCanStand(condition: String) {
    let texts = Self.offer("count where \(condition)").texts.map { $0.filter { $0 != "\"" } }
    #expect(texts.first == "Daning")
    #expect(texts.contains("Dachang"))
  }

  @Test(arguments: [
    ("county = da|", "county = Daning"),
    ("county = New H|", "county = \"New Harbour\""),
    ("county = new hav|", "county = \"New Haven\""),
    ("county = \"New Hav|", "county = \"New Haven\""),
    ("county = \"New Hav|\"", "county = \"New Haven\""),
    ("county = \u{201C}New Hav|", "county = \"New Haven\""),
    ("county = O|", "county = \"O'Brien \\\"x\\\"\""),
    ("county = 仪|", "county = 仪陇县"),
    ("county = an|", "county = \"and\""),
    ("county = \"Dan|", "county = \"Daning\""),
    ("county = Town|", "county = \"Sanduo Town\""),
    ("sector = rural r|", "sector = \"rural roads\""),
    ("county in (Daning, New Hav|", "county in (Daning, \"New Haven\""),
    ("`project name` = Br|", "`project name` = Bridge"),
  ])
  func valuesAreQuotedWhereTheyNeedIt(typed: String, wanted: String) {
    #expect(Self.offer("count where \(typed)").first == "count where \(wanted)")
  }

  @Test(arguments: [
    ("sum f|", "sum funds"), ("sum funds by c|", "sum funds by county"),
    ("show proj|", "show `project name`"), ("show `proj|", "show `project name`"),
    ("count where b|", "count where big"),
    ("count where counties.p|", "count where counties.population"),
    ("sum funds from c|", "sum funds from counties"),
    ("sum funds join coun|", "sum funds join counties"), ("use g|", "use grants"),
    ("show pop| from counties", "show population from counties"),
    ("count where county = $c|", "count where county = $county"),
    ("sum funds by county then where s|", "sum funds by county then where sum_funds"),
    ("sum area to h|", "sum area to hectares"), ("sum funds s|", "sum funds sort"),
    ("sum funds sort b|", "sum funds sort by"),
    ("sum funds by county sort by funds d|", "sum funds by county sort by funds descending"),
    ("sum funds by county with t|", "sum funds by county with totals"),
    ("count where funds is m|", "count where funds is missing"),
    ("count where funds > 3 mil|", "count where funds > 3 million"),
    ("exp|", "expect"), ("sum funds by county t|", "sum funds by county top"),
    ("count where county st|", "count where county starts"),
    ("count where county starts w|", "count where county starts with"),
    ("count; sum f|", "count; sum funds"), ("show med|", "show median"),
    ("sum funds where county = Daning and y|", "sum funds where county = Daning and year"),
    ("show if year > 2 then f|", "show if year > 2 then funds"),
    ("let x = f|", "let x = funds"), ("param county = Dan|", "param county = Daning"),
  ])
  func namesAndWordsComplete(typed: String, wanted: String) {
    #expect(Self.offer(typed).first == wanted)
  }

  @Test(arguments: [
    ("load \"re|", "load \"records.csv\""), ("load |", "load \"data/"),
    ("load \"data/|", "load \"data/a.csv\""), ("include \"re|", "include \"report.sum\""),
    ("load \"records.csv\", \"d|", "load \"records.csv\", \"data/"),
    ("sum funds by year then save to \"rec|", "sum funds by year then save to \"records.csv\""),
  ])
  func filesComplete(typed: String, wanted: String) {
    #expect(Self.offer(typed).first == wanted)
  }

  @Test func hiddenFilesStayHiddenUntilTheirPointIsTyped() {
    #expect(!Self.offer("load \"|").texts.contains("\".hidden\""))
    #expect(Self.offer("load \".|").texts == ["\".hidden\""])
  }

  @Test func fieldsShowTypeAndUnit() {
    let offer = Self.offer("show |")
    #expect(offer.texts.prefix(4) == ["county", "sector", "funds", "year"])
    #expect(offer.remarks.prefix(4) == ["list", "text", "number, yuan", "number"])
  }

  @Test func anotherSetHasItsOwnValues() {
    #expect(Self.offer("count from counties where county = |").texts == ["Dazhu"])
    #expect(Self.offer("count where counties.county = |").texts == ["Dazhu"])
    #expect(
      Self.offer("count where county in (show county from counties where county = |").texts
        == ["Dazhu"])
  }

  @Test(arguments: [
    "limit |", "let |", "count by county as |", "help |", "\"a\" \"b|", "load \"x.csv\" as |",
  ])
  func nothingIsOfferedWhereANewWordStands(typed: String) {
    #expect(Self.offer(typed).texts.isEmpty)
  }

  /// Whatever is typed and wherever the cursor is, a candidate replaces what is before the cursor.
  @Test func anyCursorInAnyTextIsAPlace() {
    let text =
      "load \"a b.csv\" as 县; sum funds, `x` where county = \u{201C}New H\u{201D} or\n\n"
      + "then if a then b | ~ \u{0} \u{1F600} ( ) , 'x 3 million in (1..2, /a/"
    let bytes = Array(text.utf8)
    for offset in 0...bytes.count {
      let place = CompletionPlace(in: text, at: offset)
      let completions = CompletionCandidates(place: place, scope: Self.scope).completions()
      #expect(completions.range.lowerBound <= offset && completions.range.upperBound >= offset)
      #expect(completions.range.upperBound <= bytes.count)
    }
  }
}
