import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ctrl-C and Ctrl-Z in every state that a session can be in.
@Suite(
  .enabled(if: Product.hasEditor, "a build without readline has no such states"), .serialized)
struct InterruptTests {
  let place: Workplace

  init() throws {
    place = try Workplace(["grants.csv": ScreenTests.grants])
  }

  private func converse(
    _ arguments: [String] = ["-q", "grants.csv"], environment: [String: String] = [:]
  ) throws -> Conversation {
    let conversation = try Conversation(arguments, in: place, environment: environment)
    try conversation.expectPrompt()
    return conversation
  }

  /// A statement runs from when keys are echoed and send signals.
  private func expectRunning(_ conversation: Conversation) throws {
    try conversation.expect("a terminal that sends signals") { _ in conversation.isCooked }
  }

  /// The session goes on as if nothing had been.
  private func expectAnswers(_ conversation: Conversation) throws {
    try conversation.expectPrompt()
    try conversation.ask("count")
    #expect(conversation.screen.lines.suffix(2) == ["24", ">"])
  }

  /// The end of a named pipe that is written to, once the program reads the other.
  private func feed(_ name: String) throws -> Int32 {
    let deadline = ContinuousClock.now + patience
    while ContinuousClock.now < deadline {
      let descriptor = open("\(place.path)/\(name)", O_WRONLY | O_NONBLOCK | O_CLOEXEC)
      if descriptor >= 0 { return descriptor }
      usleep(2_000)
    }
    throw Problem("nobody reads \(name)")
  }

  // MARK: While one types

  @Test func ctrlCDropsWhateverIsTyped() throws {
    let conversation = try converse()
    try conversation.type("sum funds where\rcounty = Dan\u{3}")
    try conversation.expectPrompt()
    try conversation.type("count where county = \t\t\u{3}")
    try conversation.expectPrompt()
    try conversation.type("\u{12}xyz\u{3}")
    try conversation.expectPrompt()
    try conversation.type("\u{1B}[200~sum\u{3} funds\u{1B}[201~")
    try conversation.expect("the pasted one as text") { $0.text.contains("> sum␃ funds") }
    try conversation.type("\u{3}")
    try Pictures.expect("ctrl-c", of: conversation, "two lines, a menu, a search, a paste")
  }

  @Test func ctrlCAtAnEmptyPromptIsAFreshOne() throws {
    let conversation = try converse()
    try conversation.type("\u{3}")
    try conversation.expect("a second prompt") { $0.lines.suffix(2) == ["> ^C", ">"] }
    try conversation.type("\u{3}")
    try Pictures.expect("ctrl-c-empty", of: conversation, "twice, and nothing ended")
  }

  @Test func ctrlCTakesTheGhostAway() throws {
    let conversation = try converse()
    try conversation.type("sum funds where county = D")
    try Pictures.expect("ghost", of: conversation, "the most frequent value that begins so")
    try conversation.type("\u{3}")
    try Pictures.expect("ctrl-c-ghost", of: conversation, "neither ghost nor meaning stays")
  }

  @Test func ctrlCDropsAnArgumentAndAnEarlierEntry() throws {
    let conversation = try converse()
    try conversation.ask("sum funds where county = Daning")
    try conversation.type("\u{1B}4")
    try conversation.expect("an argument") { $0.lineBeforeCursor.hasPrefix("(arg: 4)") }
    try conversation.type("\u{3}")
    try conversation.expectPrompt()
    try conversation.type(ScreenTests.up + "\u{7F}\u{3}")
    try conversation.expect("the changed entry") {
      $0.lines.suffix(2) == ["> sum funds where county = Danin^C", ">"]
    }
    try conversation.type(ScreenTests.up)
    try Pictures.expect("ctrl-c-earlier", of: conversation, "the earlier entry is as it was")
  }

  // MARK: While something runs

  @Test func ctrlCStopsAQuestion() throws {
    try place.write("a,n\n" + (0..<40_000).map { "\($0) text,\($0)\n" }.joined(), to: "rows.csv")
    let conversation = try converse(["-q", "rows.csv"])
    // Each holds twice as many rows as the one before.
    var earlier = "rows"
    for name in ["b", "c", "d", "e", "f", "g", "h"] {
      try conversation.ask(
        "let \(name) = (show a, n from \(earlier) then append (show a, n from \(earlier)))")
      earlier = name
    }
    try conversation.type("sum n from h\r")
    try expectRunning(conversation)
    try conversation.type("\u{3}")
    try conversation.expect("^C\ncancelled after ")
    try conversation.expectPrompt()
    try conversation.ask("count from rows")
    #expect(conversation.screen.lines.suffix(2) == ["40,000", ">"])
  }

  @Test func ctrlCStopsALoad() throws {
    mkfifo("\(place.path)/endless.csv", 0o600)
    let conversation = try converse()
    try conversation.type("load \"endless.csv\"\r")
    try expectRunning(conversation)
    try conversation.type("\u{3}")
    try conversation.expect("^C\ncancelled after ")
    try expectAnswers(conversation)
  }

  @Test func ctrlCStopsALoadThatHasBegun() throws {
    mkfifo("\(place.path)/endless.csv", 0o600)
    let conversation = try converse()
    try conversation.type("load \"endless.csv\"\r")
    let source = try feed("endless.csv")
    defer { close(source) }
    #expect(transmit(Array("a,b\n1,2\n3,".utf8), to: source))
    try conversation.type("\u{3}")
    try conversation.expect("^C\ncancelled after ")
    try expectAnswers(conversation)
  }

  @Test func ctrlCDuringTheFirstLoadEndsTheProgram() throws {
    mkfifo("\(place.path)/endless.csv", 0o600)
    let conversation = try Conversation(["endless.csv"], in: place)
    let source = try feed("endless.csv")
    defer { close(source) }
    try conversation.type("\u{3}")
    #expect(try conversation.end() == .signalled(SIGINT))
    #expect(conversation.isCooked)
  }

  /// Of a long answer, more than the terminal takes at once.
  @Test func ctrlCStopsTheRowsOfAnAnswer() throws {
    try place.write("n\n" + (0..<100_000).map { "\($0)\n" }.joined(), to: "long.csv")
    let conversation = try converse(["-q", "long.csv"])
    try conversation.ask("show *")
    try conversation.type("all\r")
    try conversation.expect("the first rows") { $0.lines.contains("    40") }
    try conversation.type("\u{3}")
    try conversation.expectPrompt()
    #expect(!conversation.screen.text.contains("99990"))
    try conversation.ask("count")
    #expect(conversation.screen.lines.suffix(2) == ["100,000", ">"])
  }

  @Test func ctrlCStopsADrawing() throws {
    try place.write("#!/bin/sh\necho drawing >\"$DRAWING\"\nexec sleep 1000\n", to: "gnuplot")
    chmod("\(place.path)/gnuplot", 0o755)
    let conversation = try converse(environment: [
      "PATH": "\(place.path):/usr/bin:/bin", "DRAWING": "\(place.path)/started",
    ])
    try conversation.type("count by county then chart to \"a.png\"\r")
    try conversation.expect("a drawing") { _ in place.read("started") == "drawing\n" }
    try conversation.type("\u{3}")
    try conversation.expect("cancelled after ")
    try expectAnswers(conversation)
    #expect(place.names() == ["gnuplot", "grants.csv", "home", "started"])
  }

  // MARK: While the editor has the terminal

  private func editor(_ script: String) throws -> [String: String] {
    try place.write("#!/bin/sh\n\(script)\n", to: "ed")
    chmod("\(place.path)/ed", 0o755)
    return ["EDITOR": "\(place.path)/ed"]
  }

  @Test func ctrlCInTheEditorIsTheEditors() throws {
    let conversation = try converse(
      environment: try editor(
        """
        trap 'echo "heard it"' INT
        echo editing
        read line || read line
        echo "count by $line" >"$1"
        """))
    try conversation.type("sum funds\u{18}\u{5}")
    try conversation.expect("editing")
    try conversation.type("\u{3}")
    try conversation.expect("heard it")
    try conversation.type("county\r")
    try Pictures.expect("ctrl-c-editor", of: conversation, "it went on, and what it wrote is here")
  }

  @Test func anEditorThatCtrlCEndsChangesNothing() throws {
    let conversation = try converse(
      environment: try editor("echo 'count' >\"$1\"; echo editing; exec sleep 1000"))
    try conversation.type("sum funds where county = Daning\u{18}\u{5}")
    try conversation.expect("editing")
    try conversation.type("\u{3}")
    try Pictures.expect("ctrl-c-editor-ended", of: conversation, "the entry is as it was")
    try conversation.type("\r")
    try conversation.expect("the answer") { $0.lines.suffix(2) == ["510 yuan", ">"] }
  }

  // MARK: Ctrl-Z

  @Test func ctrlZStopsALoadAndFgGoesOn() throws {
    mkfifo("\(place.path)/slow.csv", 0o600)
    let folder = Product.path.split(separator: "/").dropLast().joined(separator: "/")
    let conversation = try Conversation(
      ["--norc", "--noprofile", "-i"], in: place,
      environment: ["PATH": "/\(folder):/usr/bin:/bin", "PS1": "$ ", "HISTFILE": ""],
      program: "/bin/bash")
    try conversation.expect("the shell") { $0.lineBeforeCursor == "$ " }
    try conversation.type("sumwhere -q grants.csv\r")
    try conversation.expectPrompt()
    try conversation.type("load \"slow.csv\"\r")
    let source = try feed("slow.csv")
    try conversation.type("\u{1A}")
    try conversation.expect("the shell again") { $0.lineBeforeCursor == "$ " }
    try conversation.type("fg\r")
    #expect(transmit(Array("n\n5\n6\n".utf8), to: source))
    close(source)
    try conversation.expectPrompt()
    try conversation.ask("sum n")
    #expect(conversation.screen.lines.suffix(2) == ["11", ">"])
  }
}
