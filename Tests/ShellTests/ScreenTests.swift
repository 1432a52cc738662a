import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a person sees while typing, compared with stored screens.
@Suite(.enabled(if: Product.hasEditor, "a build without readline draws nothing"), .serialized)
struct ScreenTests {
  let place: Workplace

  init() throws {
    place = try Workplace(["grants.csv": Self.grants])
  }

  static let grants: String = {
    var text = "county,year,funds [yuan],sector\n"
    let rows = [
      ("Daning", 5), ("Dachang", 3), ("New Haven", 2), ("New Harbour", 1), ("Yonghe", 4),
      ("Langzhong", 1), ("Cangxi", 1), ("Jialing", 2), ("Nanbu", 2), ("Yilong", 1), ("Xi", 1),
      ("大宁县", 1),
    ]
    for (place, (county, count)) in rows.enumerated() {
      for index in 0..<count {
        text += "\(county),\(2008 + (index + place) % 4),\((place + 1) * 100 + index),"
        text += ["roads", "water", "rural roads"][(place + index) % 3] + "\n"
      }
    }
    return text
  }()

  private func converse(
    _ arguments: [String] = ["-q", "grants.csv"], columns: Int = 80, rows: Int = 24,
    environment: [String: String] = [:]
  ) throws -> Conversation {
    let conversation = try Conversation(
      arguments, in: place, columns: columns, rows: rows, environment: environment)
    try conversation.expectPrompt()
    return conversation
  }

  static let up = "\u{1B}[A"
  static let down = "\u{1B}[B"
  static let right = "\u{1B}[C"
  static let left = "\u{1B}[D"

  // MARK: The line

  @Test func wordsAreColoured() throws {
    let conversation = try converse()
    try conversation.type(
      "sum funds, count by sector where county = Daning and sector = \"roads\" # mine")
    try Pictures.expect("colours", of: conversation, "words of the language, values, a comment")
  }

  @Test func aGhostIsTakenByRight() throws {
    let conversation = try converse()
    try conversation.type("sum funds where county = D")
    try Pictures.expect("ghost", of: conversation, "the most frequent value that begins so")
    try conversation.type(Self.right + " and ye\u{1B}[F")
    try Pictures.expect("ghost-taken", of: conversation, "Right took the value, End the field")
  }

  @Test func anEarlierEntryIsAGhost() throws {
    let conversation = try converse()
    try conversation.ask("sum funds where county = Daning and year = 2010")
    try conversation.type("sum funds whe")
    try Pictures.expect("ghost-earlier", of: conversation, "what was asked before")
    try conversation.type(Self.up)
    try Pictures.expect("up-is-history", of: conversation, "Up brings back, whatever the ghost is")
  }

  @Test func aMenuScrolls() throws {
    let conversation = try converse()
    try conversation.type("count where county = \t")
    try Pictures.expect("menu", of: conversation, "values with the number of their records")
    try conversation.type(String(repeating: "\t", count: 11))
    try Pictures.expect("menu-scrolled", of: conversation, "the last ones after eleven Tabs")
    try conversation.type("\r")
    try Pictures.expect("menu-taken", of: conversation, "Enter took the one that was chosen")
  }

  @Test func aMenuOfFieldsHasTypesAndUnits() throws {
    let conversation = try converse()
    try conversation.type("show \t" + Self.down + Self.down + Self.down)
    try Pictures.expect("menu-fields", of: conversation, "fields with type and unit")
    try conversation.type("x")
    try Pictures.expect("menu-closed", of: conversation, "typing closed it")
  }

  @Test func quotesAreAddedToAValue() throws {
    let conversation = try converse()
    try conversation.type("sum funds where county = new hav\t")
    try Pictures.expect("quote", of: conversation, "new hav became a quoted value")
    try conversation.type("\u{1F}")
    try Pictures.expect("quote-undone", of: conversation, "undo takes it back in one step")
  }

  @Test func theMeaningStandsBelow() throws {
    let conversation = try converse()
    try conversation.type("sum funds where county = Daning and year = 2010 or year = 2011")
    try Pictures.expect("meaning", of: conversation, "brackets show what binds")
  }

  @Test func aWrongWordIsUnderlined() throws {
    let conversation = try converse()
    try conversation.type("sum funds where county = Danning")
    try Pictures.expect("squiggle-not-yet", of: conversation, "the word is being typed")
    try conversation.type(" and year = 2010")
    try Pictures.expect("squiggle", of: conversation, "the cursor has left it")
    try conversation.type(String(repeating: Self.left, count: 16) + "\u{7F}\u{7F}\u{7F}\u{7F}ing")
    try Pictures.expect("squiggle-mended", of: conversation)
  }

  /// One frame a key, and all of a key's output in it.
  @Test func aKeyIsOneFrame() throws {
    let conversation = try converse()
    conversation.settle()
    for key in "sum funds where county = Daning and year = 2010" {
      conversation.forgetReceived()
      try conversation.type(String(key))
      try conversation.expect("a frame") { _ in
        conversation.received.suffix(6).elementsEqual("\u{1B}[?25h".utf8)
      }
      conversation.settle(.milliseconds(20))
      let sent = String(decoding: conversation.received, as: UTF8.self)
      #expect(sent.hasPrefix("\u{1B}[?25l") && sent.hasSuffix("\u{1B}[?25h"))
      #expect(sent.ranges(of: "\u{1B}[?25l").count == 1)
    }
  }

  @Test func aStatementHasLines() throws {
    let conversation = try converse()
    try conversation.type("sum funds where\rcounty = Daning and\ryear = 2010")
    try Pictures.expect("lines", of: conversation, "Enter went on while it was incomplete")
    try conversation.type(Self.up + Self.up + "\u{5}")
    try Pictures.expect("lines-up", of: conversation, "Up went to the first line")
    try conversation.type("\u{1B}\r# the first\u{1B}[B\u{5}")
    try Pictures.expect("lines-inserted", of: conversation, "Alt-Enter put a line in")
    try conversation.type("\r")
    try Pictures.expect("lines-answered", of: conversation, "the whole statement stands above")
  }

  @Test func theCursorGoesByCharacters() throws {
    let conversation = try converse(columns: 40)
    try conversation.type("count where county = 大宁县 or 👨‍👩‍👧 or e\u{301}x")
    try conversation.type(Self.left + Self.left + "\u{7F}")
    try Pictures.expect("graphemes", of: conversation, "two lefts and a backspace")
    try conversation.type(String(repeating: Self.left, count: 3) + "\u{7F}" + "\u{1}")
    try Pictures.expect("graphemes-family", of: conversation, "the family is gone at once")
  }

  @Test func threeHundredLinesArePasted() throws {
    let conversation = try converse()
    let lines = (1...299).map { "funds > \($0) or" } + ["funds > 300"]
    try conversation.type(
      "count where\n\u{1B}[200~" + lines.joined(separator: "\n") + "\u{1B}[201~")
    try Pictures.expect("paste", of: conversation, "nothing ran; the end is shown")
    try conversation.type(Self.up + Self.up)
    try Pictures.expect("paste-up", of: conversation, "two lines up")
    try conversation.type("\r")
    try conversation.expect("the answer") { $0.lines.suffix(3).contains("24") }
  }

  @Test func theEntryFollowsTheWidth() throws {
    let conversation = try converse(columns: 120)
    try conversation.type(
      "sum funds, count by county, sector where county in (Daning, Dachang, 大宁县) and year in"
        + " (2008..2010) sort by funds descending")
    try Pictures.expect("resize-120", of: conversation)
    conversation.resize(columns: 40)
    try Pictures.expect("resize-40", of: conversation)
    conversation.resize(columns: 100)
    try Pictures.expect("resize-100", of: conversation)
  }

  @Test func withoutColourNothingIsColoured() throws {
    let conversation = try converse(environment: ["NO_COLOR": "1"])
    try conversation.type("count where county = \t\t")
    try Pictures.expect("no-colour", of: conversation, "the chosen one is marked")
    #expect(!String(decoding: conversation.received, as: UTF8.self).contains(/\u{1B}\[[0-9;:]*m/))
  }

  // MARK: History

  @Test func earlierEntriesAreFoundByAnyPart() throws {
    let conversation = try converse()
    for question in [
      "sum funds by county", "count where county = Daning", "average funds where\ryear = 2010",
      "sum funds where county = Yonghe",
    ] {
      try conversation.ask(question)
    }
    try conversation.type("\u{C}\u{12}")
    try Pictures.expect("search", of: conversation, "Ctrl-R: all, the latest first")
    try conversation.type("fun cou")
    try Pictures.expect("search-words", of: conversation, "those with both words")
    try conversation.type("\u{12}")
    try Pictures.expect("search-next", of: conversation, "Ctrl-R again: the one before")
    try conversation.type("\r")
    try Pictures.expect("search-taken", of: conversation, "Enter takes it and does not run it")
    try conversation.type("\u{15}\u{12}sfdn")
    try Pictures.expect("search-letters", of: conversation, "letters in their order are enough")
    try conversation.type("\u{7}")
    try Pictures.expect("search-given-up", of: conversation, "Ctrl-G: as it was")
  }

  @Test func twoSessionsShareAHistory() throws {
    let first = try converse()
    let second = try converse()
    try first.ask("sum funds where county = Daning")
    try second.ask("max funds")
    try first.ask("min funds")
    try second.ask("count")
    try second.type("\u{C}\u{12}")
    try Pictures.expect("sessions", of: second, "its own first, then those of the other session")
    try second.type("\u{7}" + Self.up)
    try second.expect("its own latest") { $0.lineBeforeCursor == "> count" }
    try second.type("\u{3}")
    for session in [first, second] {
      try session.type("\u{4}")
      _ = try session.end()
    }
    let third = try converse()
    try third.type("\u{C}\u{12}")
    try Pictures.expect("sessions-later", of: third, "nothing of either was lost")
  }

  // MARK: Signals

  @Test func ctrlZLeavesAndFgComesBack() throws {
    let folder = Product.path.split(separator: "/").dropLast().joined(separator: "/")
    let conversation = try Conversation(
      ["--norc", "--noprofile", "-i"], in: place,
      environment: ["PATH": "/\(folder):/usr/bin:/bin", "PS1": "$ ", "HISTFILE": ""],
      program: "/bin/bash")
    try conversation.expect("the shell") { $0.lineBeforeCursor == "$ " }
    try conversation.type("sumwhere -q grants.csv\r")
    try conversation.expectPrompt()
    try conversation.type("sum funds where\rcounty = Da\u{1A}")
    try conversation.expect("the shell again") { $0.lineBeforeCursor == "$ " }
    try conversation.type("fg\r")
    try Pictures.expect("ctrl-z", of: conversation, "stopped and brought back")
    try conversation.type("ning\r")
    try conversation.expect("the answer") { $0.text.contains("\n510 yuan\n") }
  }

  @Test func aSignalEndsItOnARowOfItsOwn() throws {
    let conversation = try converse()
    try conversation.type("sum funds where county = D")
    conversation.settle()
    conversation.send(signal: SIGTERM)
    #expect(try conversation.end() == .signalled(SIGTERM))
    #expect(conversation.isCooked)
    try Pictures.expect("sigterm", of: conversation, "the cursor is below what was typed")
  }

  @Test func anEditorChangesTheEntry() throws {
    try place.write(
      "#!/bin/sh\nsed -i s/Daning/Yonghe/ \"$1\"; echo ', count' >>\"$1\"\n", to: "ed")
    chmod("\(place.path)/ed", 0o755)
    let conversation = try converse(environment: ["EDITOR": "\(place.path)/ed"])
    try conversation.type("sum funds where county = Daning\u{18}\u{5}")
    try Pictures.expect("editor", of: conversation, "the editor changed a value and added a line")
    try conversation.type("\u{1F}")
    try conversation.expect("what was typed") { $0.lineBeforeCursor.hasSuffix("county = Daning") }
  }

  @Test func withoutALocaleChineseIsTyped() throws {
    let conversation = try converse(environment: ["LC_ALL": "", "LANG": ""])
    try conversation.type("sum funds where county = 永\u{7F}大")
    try Pictures.expect("chinese", of: conversation, "LANG is not set")
  }
}
