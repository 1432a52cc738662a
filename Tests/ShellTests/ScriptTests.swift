import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs without a terminal: what goes where, and what the calling shell is told.
@Suite struct ScriptTests {
  static let grants = """
    county,year,funds,sector
    Daning,2010,100,roads
    Daning,2011,250,water
    Dachang,2010,40,roads
    Yonghe,2012,7,rural roads

    """

  let place: Workplace

  init() throws {
    place = try Workplace(["grants.csv": Self.grants])
  }

  private func run(
    _ arguments: [String], input: String = "", output: ScriptRun.Output = .captured,
    environment: [String: String] = [:]
  ) throws -> ScriptRun {
    try ScriptRun(arguments, in: place, input: input, output: output, environment: environment)
  }

  @Test func helpListsTheParametersOfAScript() throws {
    let script = """
      param county = Daning "which county"
      param year = 2010
      param least = 2 million yuan "the least amount"
      sum funds where county = $county
      """
    let place = try Workplace(["grants.csv": Self.grants, "report.sum": script])
    let run = try ScriptRun(["report.sum", "--help"], in: place)
    #expect(
      run.output.hasSuffix(
        """
        PARAMETERS OF report.sum:
          --param county=…  which county (a text, Daning without it)
          --param year=…    a year, 2010 without it
          --param least=…   the least amount (a number, 2 million yuan without it)

        """))
    #expect(run.ending == .exited(0))
    #expect(try !self.run(["--help"]).output.contains("PARAMETERS"))
  }

  // MARK: Ways to ask

  @Test func aCommandIsAnsweredFromAFile() throws {
    let run = try run(["-q", "-c", "sum funds where county = Daning", "grants.csv"])
    #expect(run.output == "350\n")
    #expect(run.errors == "")
    #expect(run.ending == .exited(0))
  }

  @Test func commandsAreAnsweredInTheirOrder() throws {
    let run = try run(["grants.csv", "-q", "-c", "sum funds", "-c", "max funds"])
    #expect(run.output == "397\n\n250\n")
  }

  @Test func dataComesFromStandardInput() throws {
    let run = try run(["-q", "-c", "min funds", "-"], input: Self.grants)
    #expect(run.output == "7\n")
    #expect(run.ending == .exited(0))
  }

  @Test func statementsComeFromStandardInput() throws {
    let run = try run(["-q", "grants.csv"], input: "sum funds\n\nmax funds\n")
    #expect(run.output == "397\n\n250\n")
  }

  @Test func aScriptReadsFilesBesideIt() throws {
    mkdir("\(place.path)/deep", 0o755)
    try place.write(Self.grants, to: "deep/grants.csv")
    try place.write("#!/usr/bin/env sumwhere\nload \"grants.csv\"\nsum funds\n", to: "deep/a.sum")
    #expect(try run(["-q", "deep/a.sum"]).output == "397\n")
  }

  @Test func aFileThatSaysSoInItsFirstLineIsAScript() throws {
    try place.write("#!/usr/bin/env sumwhere\nload \"grants.csv\"\nsum funds\n", to: "report")
    #expect(try run(["-q", "report"]).output == "397\n")
    #expect(try run(["-q", "-f", "report"]).output == "397\n")
  }

  @Test func aParameterIsAValueNeverCode() throws {
    try place.write(
      "load \"grants.csv\"\nparam county = Daning\nsum funds where county = $county\n",
      to: "report.sum")
    #expect(try run(["-q", "report.sum"]).output == "350\n")
    #expect(try run(["-q", "report.sum", "--param", "county=Yonghe"]).output == "7\n")
    let hostile = try run(["-q", "report.sum", "--param", "county=Daning or funds > 0"])
    #expect(!hostile.output.contains("397"))
  }

  // MARK: What the calling shell is told

  @Test func noRecordIsASuccess() throws {
    let run = try run(["-c", "count where county = \"Nobody\"", "grants.csv"])
    #expect(run.output == "0\n")
    #expect(run.ending == .exited(0))
  }

  @Test(arguments: [
    ("sum funds where", 1), ("sum fundz", 1), ("sum funds where county = Dannig", 1),
    ("load \"nowhere.csv\"", 3), ("expect sum funds = 1", 4), ("expect sum funds = 397", 0),
  ])
  func eachFailureHasItsCode(command: String, code: Int32) throws {
    let run = try run(["-c", command, "grants.csv"])
    #expect(run.ending == .exited(code))
    #expect(run.output == "")
    #expect(run.errors.contains(": error: ") == (code != 0))
  }

  @Test(arguments: [
    (["--nope"], "unknown option '--nope'"), (["-c"], "missing value"),
    (["-c", "count", "--format", "xml"], "--format is one of table, csv"),
    (["-c", "count", "--color", "red"], "--color is one of auto, always, never"),
    (["-c", "count", "--param", "county"], "--param is written name=value"),
    (["-c", "count", "--param", "a=1"], "no parameter is declared"),
    (["-c", "count", "-", "-"], "- is given twice"),
    (["nowhere.sum"], "there is no file nowhere.sum"),
    (["-c", "count", "-o", "answer.xyz"], "does not say how to write it"),
    (["-c", "count", "-o", "."], "folder"), (["--check", "-c", "count", "-o", "a.csv"], "--check"),
    (["--a\nb\u{1B}[31m"], "␊"), (["-"], "give a question with -c"),
  ])
  func aCommandLineThatCannotBeFollowedIsOneLine(arguments: [String], says: String) throws {
    let run = try run(arguments)
    #expect(run.ending == .exited(2))
    #expect(run.output == "")
    #expect(run.errors.hasPrefix("sumwhere: "))
    #expect(run.errors.contains(says))
    #expect(run.errors.hasSuffix("; try --help\n"))
    #expect(run.errors.count { $0 == "\n" } == 1)
  }

  @Test func anUnknownParameterNamesThoseThatAre() throws {
    try place.write("param county = Daning\nparam year = 2010\n", to: "a.sum")
    let run = try run(["a.sum", "--param", "conty=x"])
    #expect(run.ending == .exited(2))
    #expect(run.errors.contains("declared: county, year"))
  }

  @Test func theFirstErrorStopsAScript() throws {
    let script = "load \"grants.csv\"\nsum funds\n\nsum nothing_such\n\nmax funds\n"
    try place.write(script, to: "a.sum")
    let run = try run(["-q", "a.sum"])
    #expect(run.output == "397\n")
    #expect(run.errors.hasPrefix("a.sum:4:5: error: "))
    #expect(run.ending == .exited(1))
  }

  @Test func aSyntaxErrorAtTheEndStopsTheBeginning() throws {
    try place.write("load \"grants.csv\"\nsum funds\n\nsum funds where )\n", to: "a.sum")
    let run = try run(["-q", "a.sum"])
    #expect(run.output == "")
    #expect(run.ending == .exited(1))
  }

  @Test func checkingReportsAllAndRunsNothing() throws {
    try place.write(
      "load \"grants.csv\"\nsum fundz\n\nsum funds\n\nmax yaer\n\nsum funds where )\n", to: "a.sum")
    let run = try run(["--check", "a.sum"])
    #expect(run.output == "")
    #expect(run.errors.split(separator: "\n").count { $0.contains(": error: ") } == 3)
    #expect(run.ending == .exited(1))
    try place.write("load \"grants.csv\"\nsum funds\n", to: "b.sum")
    #expect(try self.run(["--check", "b.sum"]).ending == .exited(0))
  }

  @Test func helpIsAnAnswer() throws {
    let help = try run(["--help"])
    #expect(help.ending == .exited(0))
    #expect(help.output.contains("USAGE: sumwhere"))
    #expect(help.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  // MARK: What goes where

  @Test func notesGoToStandardErrorALineEach() throws {
    let run = try run(["-c", "sum funds where county = \"DANING\"", "grants.csv"])
    #expect(run.output.hasPrefix("none"))
    #expect(run.errors.split(separator: "\n").allSatisfy { $0.hasPrefix("note: ") })
  }

  @Test func anEchoIsOneLine() throws {
    let run = try run(["-c", "mean funds", "grants.csv"])
    #expect(run.output == "99.25\n")
    #expect(run.errors.contains("\nread as: average"))
    #expect(try self.run(["-q", "-c", "mean funds", "grants.csv"]).errors == "")
  }

  @Test func aScriptMayBeShownAsAConversation() throws {
    try place.write(
      "#!/usr/bin/env sumwhere\nload \"grants.csv\"\n\n# All of it.\nsum funds\n  by county\n\nmax funds\n",
      to: "a.sum")
    let lines = try run(["--echo", "a.sum"]).output.split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "> load \"grants.csv\"")
    let question = try #require(lines.firstIndex(of: "# All of it."))
    #expect(
      lines[(question - 1)...(question + 2)] == [
        "", "# All of it.", "> sum funds", "…   by county",
      ])
    #expect(lines.suffix(4) == ["", "> max funds", "250", ""])
  }

  @Test func noColourWithoutATerminal() throws {
    #expect(!(try run(["-c", "sum fundz", "grants.csv"]).errors.contains("\u{1B}")))
    let colored = try run(["--color", "always", "-c", "sum fundz", "grants.csv"])
    #expect(colored.errors.contains("\u{1B}["))
    let forced = ["CLICOLOR_FORCE": "1", "TERM": "xterm"]
    let commands = ["-c", "sum fundz", "grants.csv"]
    #expect(try run(commands, environment: forced).errors.contains("\u{1B}["))
    let refused = forced.merging(["NO_COLOR": "1"]) { $1 }
    #expect(!(try run(commands, environment: refused).errors.contains("\u{1B}")))
  }

  // MARK: Outputs that fail

  @Test func aReaderThatGoesAwayEndsItQuietly() throws {
    try place.write(
      "n\n" + (0..<40_000).map { "\($0)\n" }.joined(), to: "long.csv")
    let run = try run(["-q", "-c", "show *", "long.csv"], output: .reader(ofBytes: 1_000))
    #expect(run.ending == .signalled(SIGPIPE))
    #expect(run.errors == "")
  }

  @Test func aClosedOutputIsASentence() throws {
    let run = try run(["-q", "-c", "count", "grants.csv"], output: .closed)
    #expect(run.ending == .exited(1))
    #expect(run.errors == "sumwhere: standard output is closed, the answer could not be written\n")
  }

  @Test(.enabled(if: access("/dev/full", W_OK) == 0))
  func aFullDiskIsASentence() throws {
    let run = try run(["-q", "-c", "count", "grants.csv"], output: .file("/dev/full"))
    #expect(run.ending == .exited(1))
    #expect(run.errors.contains("no space left on device"))
    #expect(try self.run(["--help"], output: .file("/dev/full")).ending == .exited(1))
  }

  /// A look at a named pipe, to see whether it is a script, would be the reader its writer waits for.
  @Test func aNamedPipeIsOpenedOnce() throws {
    mkfifo("\(place.path)/pipe.csv", 0o600)
    let writer = popen("cat \(place.path)/grants.csv > \(place.path)/pipe.csv", "r")
    defer { if let writer { pclose(writer) } }
    let run = try run(["-q", "-c", "sum funds", "pipe.csv"])
    #expect(run.output == "397\n")
    #expect(run.ending == .exited(0))
  }

  @Test func checkingReportsFromTopToEnd() throws {
    try place.write(
      "load \"grants.csv\"\nshow nope\ncount where county = Zed\nsum funds by by\n", to: "a.sum")
    let lines = try run(["--check", "a.sum"]).errors.split(separator: "\n")
    let places = lines.filter { $0.contains(": error: ") }.map { $0.prefix(7) }
    #expect(places == ["a.sum:2", "a.sum:3", "a.sum:4"])
  }

  @Test func recordsOfTheSameNameAreNotReplacedWithoutAWord() throws {
    mkdir("\(place.path)/old", 0o755)
    try place.write("a\n1\n", to: "old/grants.csv")
    let run = try run(["-c", "sum funds", "old/grants.csv", "grants.csv"])
    #expect(run.output == "397\n")
    #expect(run.errors.contains("grants was the records of old/grants.csv before"))
    #expect(!(try self.run(["-c", "count", "grants.csv", "grants.csv"]).errors.contains("before")))
  }

  @Test func anInterruptEndsTheWritingOfAnAnswer() throws {
    try place.write("n\n" + (0..<40_000).map { "\($0)\n" }.joined(), to: "many.csv")
    let path = "\(place.path)/unread.csv"
    mkfifo(path, 0o600)
    let end = open(path, O_RDWR | O_CLOEXEC)
    defer { close(end) }
    let run = try ScriptRun(
      ["-q", "-c", "show *", "many.csv", "-o", "unread.csv"], in: place,
      signal: (SIGINT, after: .milliseconds(900)))
    #expect(run.ending == .signalled(SIGINT))
    #expect(run.errors == "")
  }

  @Test func anInterruptEndsItByItsSignal() throws {
    mkfifo("\(place.path)/endless.csv", 0o600)
    let run = try ScriptRun(
      ["-c", "count", "endless.csv"], in: place, signal: (SIGINT, after: .milliseconds(300)))
    #expect(run.ending == .signalled(SIGINT))
    #expect(run.errors == "")
  }
}
