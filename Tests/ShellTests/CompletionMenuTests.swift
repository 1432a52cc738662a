import Rendering
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

  private func opened(_ candidates: [(String, String)]) -> CompletionMenu {
    CompletionMenu(
      Completions(
        range: 0..<0,
        candidates: candidates.map { Completions.Candidate(text: $0, remark: $1) }))
  }

  @Test func eachCandidateHasARowWithItsRemark() {
    var menu = opened([("Daning", "1,412"), ("大宁县", "3"), ("x", "")])
    let rows = menu.rows(10, columns: 40, styling: .plain)
    #expect(rows == ["  Daning   1,412", "  大宁县       3", "  x             "])
  }

  @Test func theChosenOneIsAlwaysShown() {
    var menu = opened((1...100).map { ("value\($0)", "") })
    var rows = menu.rows(5, columns: 20, styling: .plain)
    #expect(rows.last == "  1–4 of 100")
    for _ in 0..<7 { menu.move(by: 1) }
    rows = menu.rows(5, columns: 20, styling: .plain)
    #expect(rows[3] == "› value7   " && rows.last == "  4–7 of 100")
    menu.move(by: -1)
    rows = menu.rows(5, columns: 20, styling: .plain)
    #expect(rows[2] == "› value6   ")
    for _ in 0..<6 { menu.move(by: -1) }
    rows = menu.rows(5, columns: 20, styling: .plain)
    #expect(rows[3] == "› value100 ")
    menu.move(by: 1)
    #expect(menu.chosen == 0)
    menu.movePage(1, rows: 5)
    #expect(menu.chosen == 4)
  }

  @Test func aLongCandidateIsCut() {
    var menu = opened([(String(repeating: "x", count: 90), "412")])
    let rows = menu.rows(5, columns: 30, styling: .plain)
    #expect(Screen.width(of: rows[0]) <= 29 && rows[0].hasSuffix("412"))
  }

  @Test func nothingOfAValueMovesTheCursor() {
    var menu = opened([("a\u{1B}[2J\r\u{202E}", "1")])
    let rows = menu.rows(5, columns: 80, styling: .plain)
    #expect(!rows.joined().unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
  }
}
