import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What readline's keys do, and those of our own.
@Suite(.enabled(if: Product.hasEditor, "a build without readline has no such keys"))
struct EditingTests {
  let place: Workplace

  init() throws {
    place = try Workplace(["grants.csv": ConversationTests.grants])
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

  // MARK: Tab

  @Test func tabCompletesAValue() throws {
    let conversation = try converse()
    try conversation.type("sum funds where county = Da\t")
    try conversation.expect("> sum funds where county = Daning")
    try conversation.type("\r")
    try conversation.expect("the answer") { $0.lines.contains("350") }
  }

  @Test func tabListsValuesWithTheirCounts() throws {
    let conversation = try converse()
    try conversation.type("count where county = \t")
    try conversation.expect("the list") { screen in
      screen.lines.contains { $0.contains(/Daning +2$/) }
        && screen.lines.contains { $0.contains(/"New Haven" +1$/) }
    }
    try conversation.type("Da")
    try conversation.expect("the line above the list") {
      $0.lineBeforeCursor == "> count where county = Da"
    }
  }

  @Test func tabAddsTheQuotesThatAValueNeeds() throws {
    let conversation = try converse()
    try conversation.type("sum funds where county = new ha\t")
    try conversation.expect("both names") { $0.text.contains("\"New Harbour\"") }
    try conversation.type("v\t")
    try conversation.expect("> sum funds where county = \"New Haven\"")
    try conversation.type("\u{1F}")  // undo: one step
    try conversation.expect("> sum funds where county = new hav")
  }

  @Test func tabCompletesNamesAndFiles() throws {
    let conversation = try converse()
    try conversation.type("sum f\t")
    try conversation.expect("> sum funds")
    try conversation.type("\u{3}")
    try conversation.type("load \"gr\t")
    try conversation.expect("> load \"grants.csv\"")
  }

  @Test func tabKnowsTheLinesBefore() throws {
    let conversation = try converse()
    try conversation.type("sum funds where county in (\rDa\t")
    try conversation.expect("… Daning")
  }

  // MARK: Lines and interrupts

  @Test func aStatementMayTakeTwoLines() throws {
    let conversation = try converse()
    try conversation.type("sum funds where\r")
    try conversation.expect("the second prompt") { $0.lineBeforeCursor == "… " }
    try conversation.type("county = Daning\r")
    try conversation.expect("the answer") { $0.lines.contains("350") }
  }

  @Test func aPastedTextRunsWhenEnterIsPressed() throws {
    let conversation = try converse()
    try conversation.type("\u{1B}[200~sum funds where\ncounty = Daning\u{1B}[201~")
    conversation.settle()
    #expect(!conversation.screen.lines.contains("350"))
    try conversation.type("\r")
    try conversation.expect("the answer") { $0.lines.contains("350") }
  }

  @Test func ctrlCLeavesACleanPrompt() throws {
    let conversation = try converse()
    try conversation.type("sum funds where\r")
    try conversation.expect("the second prompt") { $0.lineBeforeCursor == "… " }
    try conversation.type("county = Dan")
    try conversation.type("\u{3}")
    try conversation.expect("^C")
    try conversation.expectPrompt()
    try conversation.ask("sum funds")
    #expect(conversation.screen.lines.contains("397"))
  }

  @Test func theTerminalIsLeftAsItWas() throws {
    let conversation = try converse()
    #expect(!conversation.isCooked)
    conversation.send(signal: SIGTERM)
    #expect(try conversation.end() == .signalled(SIGTERM))
    #expect(conversation.isCooked)
  }

  // MARK: History

  @Test func theArrowBringsBackWhatAnEarlierSessionAsked() throws {
    let first = try converse()
    try first.type("sum funds where\r")
    try first.expect("the second prompt") { $0.lineBeforeCursor == "… " }
    try first.type("county = Daning\r")
    try first.expect("the answer") { $0.lines.contains("350") }
    try first.ask(" max funds")
    try first.type("\u{4}")
    _ = try first.end()

    let names = place.names(in: "home/state/sumwhere/history")
    #expect(names.count == 1)
    var status = stat()
    stat("\(place.home)/state/sumwhere/history/\(names.first ?? "")", &status)
    #expect(status.st_mode & 0o777 == 0o600)

    let second = try converse()
    try second.type("\u{1B}[A")
    try second.expect("both lines, not the one with a leading space") {
      $0.lineBeforeCursor == "… county = Daning" && $0.text.contains("> sum funds where")
    }
    try second.type("\r")
    try second.expect("the answer") { $0.lines.contains("350") }
  }

  @Test func anEmptyWishKeepsNoHistory() throws {
    let conversation = try converse(environment: ["SUMWHERE_HISTORY": ""])
    try conversation.ask("sum funds")
    #expect(place.names(in: "home/state").isEmpty)
  }

  @Test func aHistoryThatCannotBeKeptIsOneLine() throws {
    let conversation = try converse(environment: ["SUMWHERE_HISTORY": "/dev/null/no"])
    try conversation.ask("sum funds")
    try conversation.ask("max funds")
    #expect(conversation.screen.lines.count { $0.contains("cannot be kept") } == 1)
    #expect(conversation.screen.lines.contains("250"))
  }

  @Test func aValueIsListedAsItWouldBeWritten() throws {
    try place.write("name\na\u{1B}[31mred\nb\u{202E}dlo\n", to: "hostile.csv")
    let conversation = try converse(["hostile.csv"], environment: ["NO_COLOR": "1"])
    try conversation.type("count where name = \t")
    try conversation.expect("the list") { screen in
      screen.text.contains("\"a\\u{1b}[31mred\"") && screen.text.contains("<U+202E>")
    }
    let sent = String(decoding: conversation.received, as: UTF8.self)
    #expect(!sent.contains("\u{1B}[31m") && !sent.contains("\u{202E}"))
  }

  @Test func withoutALocaleChineseIsTyped() throws {
    try place.write("县,n\n大宁,1\n", to: "zh.csv")
    let conversation = try converse(["zh.csv"], environment: ["LC_ALL": "", "LANG": ""])
    try conversation.type("sum n where 县 = 永\u{7F}大\t")
    try conversation.expect("> sum n where 县 = 大宁")
  }
}
