import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `then save to`: a file beside the script that appears whole, and never in the place of an input.
@Suite struct SavingTests {
  let place: Workplace

  init() throws {
    place = try Workplace(["grants.csv": ScriptTests.grants])
    mkdir("\(place.path)/deep", 0o755)
    try place.write(ScriptTests.grants, to: "deep/grants.csv")
  }

  private func run(_ arguments: String...) throws -> ScriptRun {
    try ScriptRun(arguments, in: place)
  }

  private func script(_ question: String, at path: String = "deep/a.sum") throws {
    try place.write("load \"grants.csv\"\n\(question)\n", to: path)
  }

  @Test func theAnswerIsShownAndSavedBesideTheScript() throws {
    try script("sum funds by county then top 1 then save to \"x.csv\"")
    let run = try run("--format", "csv", "deep/a.sum")
    #expect(run.output == "county,sum_funds\nDaning,350\n")
    #expect(run.errors.hasSuffix("note: wrote 1 record to deep/x.csv\n"))
    #expect(place.read("deep/x.csv") == "county,sum_funds\nDaning,350\n")
  }

  @Test(arguments: ["grants.csv", "linked.csv", "hard.csv"])
  func anInputIsNeverWrittenOver(name: String) throws {
    symlink("grants.csv", "\(place.path)/deep/linked.csv")
    link("\(place.path)/deep/grants.csv", "\(place.path)/deep/hard.csv")
    try script("sum funds then save to \"\(name)\"")
    let run = try run("-q", "deep/a.sum")
    #expect(run.ending == .exited(1))
    #expect(run.errors.contains("save would write over deep/grants.csv, which was loaded"))
    #expect(run.output == "")
    #expect(place.read("deep/grants.csv") == ScriptTests.grants)
  }

  @Test func aScriptIsNotWrittenOver() throws {
    try script("include \"b.csv\"")
    let text = "sum funds then save to \"b.csv\"\n"
    try place.write(text, to: "deep/b.csv")
    let run = try run("-q", "deep/a.sum")
    #expect(run.errors.contains("save would write over the script deep/b.csv"))
    #expect(place.read("deep/b.csv") == text)
  }

  @Test func standardInputIsNotWrittenOver() throws {
    let run = try ScriptRun(
      ["-q", "-c", "sum funds then save to \"x.csv\"", "-", "-o", "x.csv"], in: place,
      input: ScriptTests.grants)
    #expect(run.ending == .exited(1))
    #expect(run.errors.contains("all answers are written to x.csv"))
    #expect(place.names() == ["deep", "grants.csv", "home"])
  }

  @Test func checkingWritesNothing() throws {
    try script("sum funds then save to \"x.csv\"")
    #expect(try run("--check", "deep/a.sum").ending == .exited(0))
    #expect(try run("--dump", "plan", "deep/a.sum").output.contains("save to x.csv as csv"))
    #expect(place.names(in: "deep") == ["a.sum", "grants.csv"])
    try script("sum funds then save to \"x.xlsx\"")
    #expect(try run("--check", "deep/a.sum").ending == .exited(1))
  }

  @Test(.enabled(if: getuid() != 0))
  func aFolderThatIsLockedKeepsTheOldFile() throws {
    try script("sum funds then save to \"x.csv\"")
    try place.write("old", to: "deep/x.csv")
    chmod("\(place.path)/deep", 0o555)
    defer { chmod("\(place.path)/deep", 0o755) }
    #expect(try run("-q", "deep/a.sum").errors.contains("could not be written"))
    #expect(place.read("deep/x.csv") == "old")
  }

  /// A pipe that nobody reads holds the writing up, so that the interrupt meets it there.
  @Test(arguments: [SIGINT, SIGTERM])
  func anInterruptLeavesNoPiece(signal: Int32) throws {
    try place.write("n\n" + (0..<400_000).map { "\($0)\n" }.joined(), to: "many.csv")
    try place.write("old", to: "x.csv")
    let run = try ScriptRun(
      ["-q", "-c", "show *, n * 2 as m, n * 3 as k then save to \"x.json\"", "many.csv"],
      in: place, signal: (signal, after: .milliseconds(200)))
    if case .exited(0) = run.ending { return }
    #expect(run.ending == .signalled(signal))
    #expect(!place.names().contains { $0.hasPrefix("x.json") })
  }

  @Test func includedScriptsAreEchoedAndTheirErrorsAreTheirs() throws {
    try script("include \"../b.sum\"\nthen top 1")
    try place.write("# By county.\nsum funds by county\n", to: "b.sum")
    let shown = try run("--echo", "deep/a.sum").output
    #expect(shown.contains("> include \"../b.sum\"\n\n# By county.\n> sum funds by county\n"))
    #expect(shown.hasSuffix("Daning        350\n  ranked by sum_funds\n"))
    try place.write("sum funds by county\nsum fundz\n\ncount where )\n", to: "b.sum")
    let checked = try run("--check", "deep/a.sum").errors
    #expect(checked.contains("deep/../b.sum:2:5: error: no field is named fundz"))
    #expect(checked.contains("deep/../b.sum:4:13: error:"))
    let dumped = try run("--dump", "tree", "deep/a.sum").output
    #expect(dumped.contains("include \"../b.sum\""))
  }
}
