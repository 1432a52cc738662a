import Sumwhere
import Testing

@testable import Shell

@Suite struct CompletionMenuTests {
  @Test(arguments: [
    (["Daning"], "Da", "Daning "), (["data/"], "d", "data/"), (["sum("], "s", "sum("),
    (["county", "count"], "c", "count"), (["\"New Haven\"", "\"New Harbour\""], "new", "\"New Ha"),
    (["Newton", "\"New Haven\""], "N", "New"), (["DANING", "Daning"], "da", "DANING"),
  ])
  func whatAllShareIsTyped(texts: [String], typed: String, wanted: String) {
    #expect(CompletionMenu.choice(from: texts, typed: typed) == .replacement(wanted))
  }

  @Test(arguments: [
    (["Daning", "Dachang"], "Da"), (["Daning", "Dachang"], "da"), (["a", "b"], ""),
    (["Newton", "\"New Haven\""], "New"), (["\"New Haven\"", "\"New Harbour\""], "\"New Ha"),
  ])
  func candidatesAreListedWhereNothingCanBeTyped(texts: [String], typed: String) {
    #expect(CompletionMenu.choice(from: texts, typed: typed) == .listing)
  }

  @Test func candidatesStandInColumnsWithTheirRemarks() {
    let candidates = [("Daning", "412"), ("大宁县", "3"), ("x", "")].map {
      Completions.Candidate(text: $0, remark: $1)
    }
    var menu = CompletionMenu()
    menu.columns = 30
    #expect(menu.rows(of: candidates) == ["Daning  412   x", "大宁县  3"])
  }

  @Test func aLongListSaysHowManyAreLeftOut() {
    let candidates = (1...100).map { Completions.Candidate(text: "value\($0)", remark: "") }
    var menu = CompletionMenu()
    menu.columns = 20
    menu.rows = 5
    let rows = menu.rows(of: candidates)
    #expect(rows.count == 5)
    #expect(rows.last == "… 92 more")
  }

  @Test func nothingOfAValueMovesTheCursor() {
    let hostile = Completions.Candidate(text: "a\u{1B}[2J\r\u{202E}", remark: "1")
    let rows = CompletionMenu().rows(of: [hostile])
    #expect(!rows.joined().unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
  }
}
