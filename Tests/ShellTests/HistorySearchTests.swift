import Rendering
import Testing

@testable import Shell

@Suite struct HistorySearchTests {
  private let entries = [
    "count by county", "sum funds where county = Daning", "show limit 5", "sum funds by county",
    "discount by county",
  ]

  @Test(arguments: [
    ("", ["discount by county", "sum funds by county", "show limit 5"]),
    ("COUNTY sum", ["sum funds by county", "sum funds where county = Daning"]),
    ("count by", ["sum funds by county", "count by county", "discount by county"]),
    ("sfd", ["sum funds by county", "sum funds where county = Daning"]), ("xyz", []),
  ])
  func theBestComesFirst(query: String, wanted: [String]) {
    var search = HistorySearch(entries)
    search.type(query)
    #expect(Array(search.matches.prefix(3)) == wanted)
    #expect(search.match == wanted.first)
  }

  @Test func whatIsChosenStaysInTheList() {
    var search = HistorySearch(entries)
    search.move(by: 10)
    #expect(search.match == "count by county")
    let rows = search.rows(3, columns: 40, styling: .plain)
    #expect(
      rows == [
        "  sum funds where county = Daning", "› count by county", "  5 of 5 earlier entries",
      ])
    search.move(by: -10)
    #expect(search.match == "discount by county")
    search.erase()
    search.type("show")
    search.eraseAll()
    #expect(search.matches.count == 5)
  }
}
