import Testing

/// What a terminal shows of answers and nothing else does, compared with stored screens.
@Suite(.enabled(if: Product.hasEditor, "a build without readline draws nothing"), .serialized)
struct AnswerScreenTests {
  let place: Workplace

  init() throws {
    place = try Workplace(["grants.csv": Self.grants])
  }

  static let grants = """
    county,year,funds [yuan],change [yuan],note
    Daning,2009,1200000,-300000,first
    Daning,2010,>59000000,150000,second
    Yonghe,2009,20500000,0,third
    Yonghe,2010,7000000,,fourth
    Nanbu,2010,,-50000,fifth
    Cangxi,2009,<43000000,900000,sixth

    """

  private func converse(columns: Int = 80, rows: Int = 24) throws -> Conversation {
    let conversation = try Conversation(
      ["-q", "grants.csv"], in: place, columns: columns, rows: rows)
    try conversation.expectPrompt()
    return conversation
  }

  @Test func barsStandBesideFigures() throws {
    let conversation = try converse()
    try conversation.ask("sum funds by county")
    try Pictures.expect("bars", of: conversation, "bounds are marked, a missing sum has no bar")
    try conversation.ask("sum change by county")
    try Pictures.expect("bars-negative", of: conversation, "from a line at 0, to both sides")
    try conversation.ask("sum funds by county with totals then top 2")
    try Pictures.expect("bars-totals", of: conversation, "totals have no bar")
  }

  @Test func barsCanBeSwitchedOff() throws {
    let conversation = try converse()
    try conversation.ask("set bars off")
    try conversation.ask("count by county")
    try conversation.ask("set bars maybe")
    try conversation.ask("set bars on")
    try conversation.ask("count by county")
    try Pictures.expect("bars-off", of: conversation, "off and on again")
  }

  @Test func barsLeaveFirst() throws {
    let conversation = try converse(columns: 28)
    try conversation.ask("sum funds by county")
    try Pictures.expect("bars-narrow", of: conversation, "no room for bars")
  }

  @Test func onlyOneAdditiveFigureHasBars() throws {
    let conversation = try converse(rows: 40)
    try conversation.ask("average funds by county")
    try conversation.ask("sum funds, count by county")
    try conversation.ask("count distinct year by county")
    #expect(!conversation.screen.text.contains("█"))
    try conversation.ask("count by year then sort by count descending")
    #expect(conversation.screen.text.contains("█"))
  }

  @Test func aLargeFigureIsSaidInWords() throws {
    let conversation = try converse()
    try conversation.ask("sum funds where county = Daning")
    try conversation.ask("sum funds where county = Yonghe")
    try conversation.ask("sum change")
    try Pictures.expect("words", of: conversation, "from a million on, with its bound")
  }

  @Test func aKeyTellsOfTheFieldUnderTheCursor() throws {
    let conversation = try converse()
    try conversation.type("sum funds by county")
    try conversation.type(String(repeating: "\u{1B}[D", count: 12) + "\u{1B}OP")
    try Pictures.expect("field", of: conversation, "F1 on funds; the entry goes on below")
  }

  @Test func aPipeGetsNeither() throws {
    let run = try ScriptRun(
      ["-q", "grants.csv", "-c", "sum funds by county", "-c", "sum funds where county = Yonghe"],
      in: place)
    #expect(!run.output.contains("█") && !run.output.contains("▏"))
    #expect(run.output.hasSuffix("27,500,000 yuan\n"))
  }
}
