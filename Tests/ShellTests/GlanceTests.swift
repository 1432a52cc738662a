import Testing

@testable import Sumwhere

/// What is told of an entry while it is typed: `|` is the cursor.
@Suite struct GlanceTests {
  let place: Workplace
  let session: Session
  let glance = Glance(patience: .seconds(20))

  init() throws {
    place = try Workplace(["grants.csv": ScreenTests.grants])
    var session = Session()
    _ = try session.load(path: "\(place.path)/grants.csv", isCancelled: { false })
    self.session = session
    glance.see(session)
  }

  private func remark(_ marked: String) -> Remark {
    let parts = marked.split(separator: "|", omittingEmptySubsequences: false)
    return glance.remark(on: parts.joined(), at: parts[0].utf8.count)
  }

  private func meaning(_ marked: String) -> String? {
    guard case .meaning(let text, let records) = remark(marked) else { return nil }
    return text + (records.map { " · " + $0 } ?? "")
  }

  @Test(arguments: [
    ("sum funds|", "the total of funds · all 24 records"),
    ("count|", "the number of records · all 24 records"),
    (
      "sum funds where county = Daning and year = 2010|",
      "the total of funds where county is Daning and year is 2010 · 1 of 24 records matches"
    ),
    (
      "count where county = Daning and year = 2010 or year = 2011|",
      "the number of records where (county is Daning and year is 2010) or year is 2011"
        + " · 8 of 24 records match"
    ),
    (
      "show county, funds where funds > 2 thousand yuan sort by funds descending limit 3|",
      "county and funds of each record where funds is above 2 thousand yuan, by funds from the"
        + " largest, limit 3 · none of 24 records matches"
    ),
    (
      "average funds, count distinct sector by county top 2|",
      "the average of funds and the number of different sector for each county, the 2 largest"
        + " · all 24 records"
    ),
    (
      "sum (funds where year = 2010) / count|",
      "sum (funds where year = 2010) / count · all 24 records"
    ),
    (
      "count where not (county = Daning or sector = water)|",
      "the number of records where not (county is Daning or sector is water)"
        + " · 14 of 24 records match"
    ),
    (
      "sum funds by county then where sum_funds > 3 # those\n|",
      "the total of funds for each county, then where sum_funds > 3 · all 24 records"
    ),
    // What is being typed is left out.
    ("sum funds where county = Da|", "the total of funds …"),
    ("sum funds by county sor|", "the total of funds for each county …"),
    ("sum funds where|", "the total of funds …"),
  ])
  func aQuestionIsASentence(typed: String, wanted: String) {
    #expect(meaning(typed) == wanted)
  }

  @Test(arguments: [
    ("sum fundz |", "fundz"), ("sum funds where county = Danning |", "Danning"),
    ("sum funds where county = \"Danning\" |", "\"Danning\""),
    ("count where county in (Daning, Yong) |", "Yong"),
    ("sum |funds by contry", "contry"), ("sum (funds where county = Danin) |", "Danin"),
    ("|sum funds where funds > > 3", ">"),
    // It stays while the end is typed.
    ("sum funds where county = Danning and year = 2010 and sector = water and ye|", "Danning"),
  ])
  func theFirstErrorIsUnderlined(typed: String, wanted: String) {
    guard case .problem(_, let range) = remark(typed) else {
      Issue.record("no problem in \(typed)")
      return
    }
    let text = Array(typed.filter { $0 != "|" }.utf8)
    #expect(String(decoding: text[range], as: UTF8.self).contains(wanted))
    #expect(range.count <= wanted.utf8.count + 2)
  }

  @Test func aValueSuggestsTheNearest() {
    let danning = remark("count where county = danning |")
    #expect(
      danning
        == .problem("no county is \"danning\"; did you mean Daning (5)?", 21..<28))
  }

  @Test(arguments: [
    "sum fundz|", "sum funds where county = Danning|", "sum fun|dz by county", "|", "  |",
    "load \"x.csv\"|", "let a = funds / 2|",
  ])
  func aWordThatIsTypedIsNotWrong(typed: String) {
    if case .problem = remark(typed) { Issue.record("\(typed) has a problem already") }
  }

  @Test func largeSetsAreEstimated() throws {
    var text = "county,n\n"
    for index in 0..<50_000 { text += "\(["Daning", "Yonghe", "Xi"][index % 3]),\(index % 100)\n" }
    try place.write(text, to: "large.csv")
    var session = Session()
    _ = try session.load(path: "\(place.path)/large.csv", isCancelled: { false })
    glance.see(session)
    while glance.work() {}
    #expect(
      meaning("count where county = Daning|")?.hasSuffix("16,667 of 50,000 records match") == true)
    let half = meaning("count where n < 50|") ?? ""
    let about = half.firstMatch(of: /about ([0-9,]+) of 50,000/)
    let number = Int(about?.1.filter { $0 != "," } ?? "") ?? 0
    #expect((23_000...27_000).contains(number), "\(half)")
  }

  @Test func theLikeliestValueIsTheMostFrequent() {
    #expect(glance.likeliest(in: "count where county = D")?.rest == "aning")
    #expect(glance.likeliest(in: "count where county = da")?.text == "Daning")
    #expect(glance.likeliest(in: "count where county = new h")?.text == "\"New Haven\"")
    #expect(glance.likeliest(in: "count where county = ")?.text == "Daning")
    #expect(glance.likeliest(in: "count where county = Daning")?.rest == nil)
    #expect(glance.likeliest(in: "sum f")?.rest == "unds")
    #expect(glance.likeliest(in: "count")?.rest == nil)
  }

  @Test func coloursKnowTheirPlaces() {
    func words(_ text: String, _ wanted: String) -> [String] {
      let bytes = Array(text.utf8)
      return glance.colors(of: text).filter { "\($0.style)" == wanted }
        .map { String(decoding: bytes[$0.range], as: UTF8.self) }
    }
    let text = "count by county where county = Daning or Yonghe and county in (Xi, \"a b\") # x"
    #expect(words(text, "keyword") == ["count", "by", "where", "or", "and", "in"])
    #expect(words(text, "literal") == ["Daning", "Yonghe", "Xi", "\"a b\""])
    #expect(words(text, "dimmed") == ["# x"])
    #expect(words("show sum, first where sum = 3", "keyword") == ["show", "where"])
    #expect(words("sum funds top 3", "keyword") == ["sum", "top"])
  }
}
