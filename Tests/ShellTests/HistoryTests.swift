import Testing

@testable import Shell

@Suite struct HistoryTests {
  @Test func anEntryKeepsItsLines() {
    let entries = [
      History.Entry(time: 1, text: "count"),
      History.Entry(time: 2, text: "sum funds\nwhere year = 2010"),
      History.Entry(time: 3, text: "show\n\nlimit 5"),
    ]
    #expect(History.parse(entries.map(\.written).joined()) == entries)
  }

  @Test func aCommentOfDigitsIsNoTime() {
    let entry = History.Entry(time: 7, text: "count\n#2010\nby year")
    #expect(History.parse(entry.written) == [.init(time: 7, text: "count\n #2010\nby year")])
  }

  @Test func aFileWithoutTimesHasAnEntryALine() {
    #expect(History.parse("count\nshow *\n").map(\.text) == ["count", "show *"])
  }

  @Test func anEntryToldAgainStandsAtItsLastPlace() {
    let entries = ["a", "b", "a", "c"].enumerated().map { History.Entry(time: $0, text: $1) }
    #expect(History.compacted(entries).map(\.text) == ["b", "a", "c"])
  }

  @Test func twoSessionsLoseNothingOfEachOther() throws {
    let place = try Workplace()
    var one = History(path: "\(place.path)/deep/er/history")
    var two = History(path: "\(place.path)/deep/er/history")
    try one.append("count")
    try two.append("show *")
    try one.append("count")
    var all = try two.load()
    #expect(all == ["show *", "count"])
    try one.append("sum funds")
    all = try two.load()
    #expect(all == ["show *", "count", "sum funds"])
  }

  @Test func eachSessionHasTheNewsOfTheOther() throws {
    let place = try Workplace()
    var one = History(path: "\(place.path)/history")
    var two = History(path: "\(place.path)/history")
    try one.append("count")
    let all = try two.load()
    #expect(all == ["count"])
    try two.append("show *")
    try one.append("max funds")
    try two.append("min funds")
    var news = try one.news()
    #expect(
      news == ["show *", "max funds", "min funds"]
        || news == ["count", "show *", "max funds", "min funds"])
    news = try one.news()
    #expect(news.isEmpty)
    news = try two.news()
    #expect(news.contains("max funds"))
    news = try two.news()
    #expect(news.isEmpty)
    // A third session writes the file anew without what is told twice.
    try one.append("count")
    var three = History(path: "\(place.path)/history")
    _ = try three.load()
    try three.append("list county")
    news = try one.news()
    #expect(news.last == "list county")
  }

  @Test func withoutAPathNothingIsKept() throws {
    var history = History(path: nil)
    try history.append("count")
    let all = try history.load()
    #expect(all.isEmpty)
  }

  @Test func aFileThatCannotBeUsedIsOneSentence() throws {
    var history = History(path: "/dev/null/history")
    #expect(throws: Outlet.Failure.self) { try history.append("count") }
  }
}
