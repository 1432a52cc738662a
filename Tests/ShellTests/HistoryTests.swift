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
    let one = History(path: "\(place.path)/deep/er/history")
    let two = History(path: "\(place.path)/deep/er/history")
    try one.append("count")
    try two.append("show *")
    try one.append("count")
    #expect(try two.load() == ["show *", "count"])
    try one.append("sum funds")
    #expect(try two.load() == ["show *", "count", "sum funds"])
  }

  @Test func withoutAPathNothingIsKept() throws {
    let history = History(path: nil)
    try history.append("count")
    #expect(try history.load().isEmpty)
  }

  @Test func aFileThatCannotBeUsedIsOneSentence() throws {
    let history = History(path: "/dev/null/history")
    #expect(throws: Outlet.Failure.self) { try history.append("count") }
  }
}
