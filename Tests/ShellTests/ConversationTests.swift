import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A hand on the keys and an eye on the screen.
@Suite struct ConversationTests {
  static let grants = """
    county,year,funds,sector
    Daning,2010,100,roads
    Daning,2011,250,water
    New Haven,2010,40,roads
    New Harbour,2012,7,rural roads

    """

  let place: Workplace

  init() throws {
    place = try Workplace(["grants.csv": Self.grants])
  }

  private func converse(
    _ arguments: [String] = ["grants.csv"], columns: Int = 80, rows: Int = 24,
    environment: [String: String] = [:]
  ) throws -> Conversation {
    let conversation = try Conversation(
      arguments, in: place, columns: columns, rows: rows, environment: environment)
    try conversation.expectPrompt()
    return conversation
  }

  @Test func anEmptyStartSaysHowToBeginInThreeLines() throws {
    let conversation = try converse([])
    #expect(conversation.screen.lines.count == 4)
    #expect(conversation.screen.text.contains("load \"records.csv\""))
  }

  @Test func aQuestionIsAnsweredAndCtrlDEnds() throws {
    let conversation = try converse()
    try conversation.ask("sum funds where county = Daning")
    #expect(conversation.screen.lines.contains("350"))
    try conversation.type("\u{4}")
    #expect(try conversation.end() == .exited(0))
  }

  @Test(arguments: ["quit", "exit", "exit;"])
  func wordsEndItToo(word: String) throws {
    let conversation = try converse()
    try conversation.type(word + "\r")
    #expect(try conversation.end() == .exited(0))
  }

  @Test func anErrorEndsNothing() throws {
    let conversation = try converse()
    try conversation.ask("sum fundz")
    #expect(conversation.screen.text.contains("<input 1>:1:5: error: "))
    try conversation.ask("sum funds")
    #expect(conversation.screen.lines.contains("397"))
  }

  @Test func noteGoUnderTheAnswer() throws {
    let conversation = try converse()
    try conversation.ask("sum funds where county = \"Danning\"")
    let lines = conversation.screen.lines
    let answer = try #require(lines.firstIndex { $0.hasPrefix("none") })
    #expect(lines[answer + 1].hasPrefix("  "))
    #expect(lines[answer + 1].contains("Daning"))
  }

  // MARK: Other terminals

  @Test func aDumbTerminalWorks() throws {
    let conversation = try converse(environment: ["TERM": "dumb"])
    try conversation.ask("sum funds")
    #expect(conversation.screen.lines.contains("397"))
    #expect(!conversation.received.contains(0x1B))
    try conversation.type("sum \u{3}")
    try conversation.expect("^C")
    try conversation.expectPrompt()
    try conversation.type("\u{4}")
    #expect(try conversation.end() == .exited(0))
  }

  @Test func dataFromAPipeLeavesTheKeyboardFree() throws {
    let conversation = try Conversation(["-"], in: place, input: "grants.csv")
    try conversation.ask("sum funds")
    #expect(conversation.screen.lines.contains("397"))
  }

  @Test func noColourIsNoColour() throws {
    let conversation = try converse(environment: ["NO_COLOR": "1"])
    try conversation.ask("show *")
    let sent = String(decoding: conversation.received, as: UTF8.self)
    #expect(!sent.contains(/\u{1B}\[[0-9;]*m/))
  }

  // MARK: What is in the data

  @Test func nothingOfACellReachesTheTerminalAsItIs() throws {
    try place.write(
      "name,n\na\u{1B}[31mred,1\nb\u{9B}2J,2\nc\u{202E}dlo,3\n\"d\rover\",4\nt\u{1B}]0;title\u{7},5\n",
      to: "hostile.csv")
    let conversation = try converse(["hostile.csv"], environment: ["NO_COLOR": "1"])
    try conversation.ask("show *")
    try conversation.ask("count where name = \"x\u{1B}[2J\"")
    let sent = String(decoding: conversation.received, as: UTF8.self)
    for bad in ["\u{1B}[31m", "\u{9B}", "\u{202E}", "\u{1B}]0", "d\rover"] {
      #expect(!sent.contains(bad))
    }
    #expect(conversation.screen.text.contains("a␛[31mred"))
    #expect(conversation.screen.text.contains("<U+202E>"))
  }

  @Test func allShowsTheRowsThatWereLeftOut() throws {
    try place.write("n\n" + (1000..<1100).map { "\($0)\n" }.joined(), to: "long.csv")
    let conversation = try converse(["long.csv"])
    try conversation.ask("show *")
    #expect(conversation.screen.text.contains("all to see them"))
    #expect(!conversation.screen.text.contains("1050"))
    try conversation.ask("all")
    #expect(conversation.screen.text.contains("1050"))
    #expect(conversation.screen.lines.count > 100)
  }

  @Test func theColumnsThatTheQuestionNamesStay() throws {
    let names = (1...30).map { "column_\($0)" }
    let row = names.map { "v\($0)" }.joined(separator: ",") + "\n"
    try place.write(
      names.joined(separator: ",") + "\n" + String(repeating: row, count: 40), to: "wide.csv")
    let conversation = try converse(["wide.csv"])
    try conversation.ask("show * sort by column_15")
    #expect(conversation.screen.lines.contains { $0.contains("vcolumn_15") })
    #expect(conversation.screen.text.contains("not shown: "))
  }

  @Test func chineseStandsInItsColumn() throws {
    try place.write("县,funds\n大宁,100\nDaning,2500\n仪陇县,7\n", to: "zh.csv")
    let conversation = try converse(["zh.csv"])
    try conversation.ask("show *")
    let ends = conversation.screen.lines.filter { $0.contains(/(100|2,?500|7)$/) }
    #expect(ends.count == 3)
    #expect(Set(ends.map { Screen.width(of: $0) }).count == 1)
  }

  /// What a terminal is sent by a run that asks and ends.
  private func sent(_ arguments: String...) throws -> String {
    let conversation = try Conversation(arguments, in: place)
    #expect(try conversation.end() != .exited(2))
    return String(decoding: conversation.received, as: UTF8.self)
  }

  @Test(arguments: ["tokens", "tree"])
  func aDumpedQuestionMovesNoCursor(stage: String) throws {
    let text = try sent("--color", "never", "--dump", stage, "-c", "count where a = \"\u{1b}[2Jx\"")
    #expect(text.contains("[2Jx"))
    #expect(!text.contains("\u{1b}"))
  }

  @Test func writtenAnswersKeepTheirLinesAndTabsOnATerminal() throws {
    try place.write("name,n\n\"a\n\nb\u{1b}[31m\",1\n", to: "cells.csv")
    #expect(
      try sent("-q", "--format", "tsv", "-c", "show *", "cells.csv")
        == "name\tn\r\n\"a\r\n\r\nb␛[31m\"\t1\r\n")
  }
}
