import Testing

@testable import Shell

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a conversation can do beside questions.
@Suite(.serialized) struct CommandTests {
  let place: Workplace

  init() throws {
    place = try Workplace(["grants.csv": ConversationTests.grants])
  }

  private func converse(_ arguments: [String] = ["-q", "grants.csv"]) throws -> Conversation {
    let conversation = try Conversation(arguments, in: place)
    try conversation.expectPrompt()
    return conversation
  }

  @Test func entriesThatAreCommandsAreTold() {
    #expect(ConversationCommand(" undo ;") == .undo)
    #expect(ConversationCommand("quit") == .quit)
    #expect(ConversationCommand("reload") == .reload(nil))
    #expect(ConversationCommand("reload grants") == .reload("grants"))
    #expect(ConversationCommand("watch 5 sum funds") == .watch(seconds: 5, statement: "sum funds"))
    #expect(ConversationCommand("watch sum funds") == .watch(seconds: 5, statement: "sum funds"))
    #expect(ConversationCommand("save session as \"x.sum\"") == .saveSession(path: "x.sum"))
    #expect(ConversationCommand("save session as x") == .saveSession(path: "x.sum"))
    #expect(ConversationCommand("save session to \"x.sum\"") == .saveSession(path: "x.sum"))
    for statement in ["save session to \"x.csv\"", "undo funds", "sum all", "copy that", ""] {
      #expect(ConversationCommand(statement) == nil)
    }
    for words in ["watch", "watch 0 count", "watch 99999999999999999999 count", "save session"] {
      guard case .unclear = ConversationCommand(words) else {
        Issue.record("\(words) is unclear")
        continue
      }
    }
  }

  @Test func changesAreTakenBackOneByOne() throws {
    let conversation = try converse()
    try conversation.ask("let big = funds > 50")
    try conversation.ask("count where big")
    try conversation.ask("undo")
    #expect(conversation.screen.lines.contains("undone: let big = funds > 50"))
    try conversation.ask("count where big")
    #expect(conversation.screen.text.contains("error: "))
    try conversation.ask("undo")
    #expect(conversation.screen.lines.contains("undone: load \"grants.csv\""))
    try conversation.ask("undo")
    #expect(conversation.screen.text.contains("there is nothing to undo"))
    try conversation.ask("sum funds")
    #expect(conversation.screen.text.contains("no set is loaded"))
  }

  @Test func aChangedFileIsToldOnceAndReadAgain() throws {
    let conversation = try converse()
    try conversation.ask("sum funds")
    #expect(conversation.screen.lines.contains("397"))
    try place.write(ConversationTests.grants + "Yonghe,2012,3,water\n", to: "grants.csv")
    try conversation.ask("count")
    let notice = "grants.csv has changed since it was read; reload reads it again"
    #expect(conversation.screen.lines.contains(notice))
    try conversation.ask("count")
    #expect(conversation.screen.lines.filter { $0 == notice }.count == 1)
    try conversation.ask("reload")
    try conversation.ask("sum funds")
    #expect(conversation.screen.lines.contains("400"))
    try conversation.ask("reload")
    #expect(conversation.screen.text.contains("no file has changed"))
    try conversation.ask("reload people")
    #expect(conversation.screen.text.contains("no set of a file is named people; there is grants"))
  }

  @Test func aSavedSessionIsAskedAgain() throws {
    let conversation = try converse()
    for entry in [
      "save session as \"empty\"", "sum funds", "sum fundz", "let big = funds > 50", "help",
      "count where big", "sum funds", "sum funds by county", "then top 1",
      "show \"x\" as b limit 1",
    ] {
      try conversation.ask(entry)
    }
    try conversation.ask("save session as \"asked.sum\"")
    #expect(conversation.screen.text.contains("wrote asked.sum"))
    let saved = try #require(place.read("asked.sum"))
    #expect(saved.hasPrefix("# A session of Sumwhere."))
    #expect(saved.contains("load \"grants.csv\"\n"))
    #expect(saved.contains("sum funds\n#= 397\n"))
    #expect(!saved.contains("fundz") && !saved.contains("help"))
    let again = try ScriptRun(["--verify", "asked.sum"], in: place)
    #expect(again.ending == .exited(0), "\(again.output)\(again.errors)")
    #expect(again.output.contains("as before"))
    // Another figure in the file is another answer.
    try place.write(ConversationTests.grants + "Yonghe,2012,3,water\n", to: "grants.csv")
    let changed = try ScriptRun(["--verify", "asked.sum"], in: place)
    #expect(changed.ending == .exited(4))
    #expect(changed.output.contains("was: 397\n  is:  400\n"))
    try place.write("count\n", to: "mine.sum")
    try conversation.ask("save session as \"mine.sum\"")
    #expect(place.read("mine.sum") == "count\n")
  }

  @Test func whatWasAskedBeforeAReloadIsNotSaved() throws {
    let conversation = try converse()
    try conversation.ask("sum funds")
    try conversation.ask("let big = funds > 50")
    try place.write(ConversationTests.grants + "Yonghe,2012,3,water\n", to: "grants.csv")
    try conversation.ask("reload")
    try conversation.ask("count where big")
    try conversation.ask("save session as \"asked.sum\"")
    let saved = try #require(place.read("asked.sum"))
    #expect(!saved.contains("sum funds"))
    #expect(saved.contains("let big = funds > 50\n") && saved.contains("count where big\n#= 2\n"))
    let again = try ScriptRun(["--verify", "asked.sum"], in: place)
    #expect(again.ending == .exited(0), "\(again.output)\(again.errors)")
    // What was asked of the records from before them is back with them.
    try conversation.ask("undo")
    try conversation.ask("save session as \"asked.sum\"")
    #expect(try #require(place.read("asked.sum")).contains("sum funds\n#= 397\n"))
    try conversation.ask("undo")
    try conversation.ask("save session as \"asked.sum\"")
    #expect(try !#require(place.read("asked.sum")).contains("let big"))
  }

  @Test func aScriptInAnotherFolderWritesWhereTheConversationDid() throws {
    let conversation = try converse()
    try conversation.ask("sum funds by sector then save to \"top.csv\"")
    try conversation.ask("save session as \"home/asked.sum\"")
    let saved = try #require(place.read("home/asked.sum"))
    #expect(saved.contains("then save to \"/") && saved.contains("/top.csv\""))
    let again = try ScriptRun(["--verify", "home/asked.sum"], in: place)
    #expect(again.ending == .exited(0), "\(again.output)\(again.errors)")
  }

  @Test func ofALongAnswerTheNumberOfRowsIsKept() throws {
    let rows = (1...1_001).map { "\($0)\n" }.joined()
    try place.write("id\n" + rows, to: "grants.csv")
    let conversation = try converse()
    try conversation.ask("show id")
    try conversation.ask("save session as \"asked.sum\"")
    #expect(try #require(place.read("asked.sum")).contains("show id\n#= 1001 rows\n"))
    let again = try ScriptRun(["--verify", "asked.sum"], in: place)
    #expect(again.ending == .exited(0), "\(again.output)\(again.errors)")
  }

  @Test func aSessionOfAPipeIsNotSaved() throws {
    try place.write(ConversationTests.grants, to: "input.csv")
    let conversation = try Conversation(["-q", "-"], in: place, input: "input.csv")
    try conversation.ask("sum funds")
    try conversation.ask("save session as \"asked.sum\"")
    #expect(conversation.screen.text.contains("a pipe was read"))
    #expect(place.read("asked.sum") == nil)
  }

  @Test func watchingAsksUntilCtrlC() throws {
    let conversation = try converse()
    try conversation.type("watch 1 sum funds\r")
    try conversation.expect("two answers") { $0.lines.filter { $0 == "397" }.count >= 2 }
    try place.write(ConversationTests.grants + "Yonghe,2012,3,water\n", to: "grants.csv")
    try conversation.expect("the changed file's answer") { $0.lines.contains("400") }
    try conversation.type("\u{3}")
    try conversation.expectPrompt()
    try conversation.ask("watch let x = 1")
    #expect(conversation.screen.text.contains("watch asks a question again"))
  }

  @Test func anAnswerIsCopiedInBase64() throws {
    let conversation = try converse()
    try conversation.ask("copy")
    #expect(conversation.screen.text.contains("nothing was answered yet"))
    try conversation.ask("sum funds by sector")
    conversation.forgetReceived()
    try conversation.ask("copy")
    let sent = String(decoding: conversation.received, as: UTF8.self)
    // sector, sum_funds; roads 140; rural roads 7; water 250
    let text = "c2VjdG9yCXN1bV9mdW5kcwpyb2FkcwkxNDAKcnVyYWwgcm9hZHMJNwp3YXRlcgkyNTAK"
    #expect(sent.contains("\u{1B}]52;c;\(text)\u{7}"))
    #expect(conversation.screen.text.contains("copied 3 records"))
  }
}
