import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `-o`: a file that appears when all went well, and only then.
@Suite struct OutputFileTests {
  let place: Workplace

  init() throws {
    place = try Workplace(["grants.csv": ScriptTests.grants])
  }

  private func run(_ arguments: String...) throws -> ScriptRun {
    try ScriptRun(arguments, in: place)
  }

  @Test(arguments: [
    ("a.csv", "county,sum_funds\n"), ("a.tsv", "county\tsum_funds\n"), ("a.json", "["),
    ("a.jsonl", "{"), ("a.md", "|"), ("a.txt", "county"),
  ])
  func theNameSaysTheFormat(name: String, start: String) throws {
    let run = try run("-q", "-c", "sum funds by county", "grants.csv", "-o", name)
    #expect(run.ending == .exited(0))
    #expect(run.output == "")
    #expect(place.read(name)?.hasPrefix(start) == true)
    #expect(place.names() == ["a" + name.dropFirst(), "grants.csv", "home"].sorted())
  }

  @Test func whatIsWrittenIsReadBack() throws {
    _ = try run("-q", "-c", "show county, funds", "grants.csv", "-o", "copy.csv")
    #expect(try run("-q", "-c", "sum funds", "copy.csv").output == "397\n")
  }

  @Test func afterAFailureTheOldFileIsThere() throws {
    try place.write("old", to: "a.csv")
    let run = try run("-q", "-c", "sum funds", "-c", "sum fundz", "grants.csv", "-o", "a.csv")
    #expect(run.ending == .exited(1))
    #expect(place.read("a.csv") == "old")
    #expect(place.names() == ["a.csv", "grants.csv", "home"])
  }

  @Test func afterASuccessTheNewFileHasTheOldRights() throws {
    try place.write("old", to: "a.csv")
    chmod("\(place.path)/a.csv", 0o600)
    #expect(try run("-q", "-c", "sum funds", "grants.csv", "-o", "a.csv").ending == .exited(0))
    var status = stat()
    stat("\(place.path)/a.csv", &status)
    #expect(status.st_mode & 0o777 == 0o600)
    #expect(place.read("a.csv")?.contains("397") == true)
  }

  @Test func aLinkStaysALink() throws {
    try place.write("old", to: "real.csv")
    symlink("real.csv", "\(place.path)/link.csv")
    #expect(try run("-q", "-c", "sum funds", "grants.csv", "-o", "link.csv").ending == .exited(0))
    #expect(place.read("real.csv")?.contains("397") == true)
    var status = stat()
    lstat("\(place.path)/link.csv", &status)
    #expect(status.st_mode & S_IFMT == S_IFLNK)
  }

  @Test func theInputIsNeverWrittenOver() throws {
    link("\(place.path)/grants.csv", "\(place.path)/other-name.csv")
    for name in ["grants.csv", "./grants.csv", "other-name.csv"] {
      let run = try run("-c", "sum funds", "grants.csv", "-o", name)
      #expect(run.ending == .exited(2))
      #expect(run.errors.contains("-o would write over grants.csv"))
    }
    #expect(place.read("grants.csv") == ScriptTests.grants)
    #expect(place.names() == ["grants.csv", "home", "other-name.csv"])
  }

  @Test func whatAScriptLoadsIsNeverWrittenOver() throws {
    try place.write("load \"grants.csv\"\nsum funds\n", to: "a.sum")
    let run = try run("-q", "a.sum", "-o", "grants.csv")
    #expect(run.ending != .exited(0))
    #expect(place.read("grants.csv") == ScriptTests.grants)
    #expect(place.names() == ["a.sum", "grants.csv", "home"])
  }

  @Test func aFolderThatCannotBeWrittenIsSaidBeforeAnythingRuns() throws {
    let run = try run("-c", "sum funds", "grants.csv", "-o", "nowhere/a.csv")
    #expect(run.ending == .exited(2))
    #expect(run.errors.contains("nowhere/a.csv could not be written: no such file or directory"))
  }

  @Test func standardOutputByItsNameIsWrittenWhereItStands() throws {
    try place.write("before\n", to: "all.txt")
    let run = try ScriptRun(
      ["-q", "-c", "sum funds", "grants.csv", "--format", "csv", "-o", "/dev/stdout"], in: place,
      output: .file("\(place.path)/all.txt"))
    #expect(run.ending == .exited(0))
    // The calling shell's file is the one that is written, not another in its place.
    #expect(place.names() == ["all.txt", "grants.csv", "home"])
    #expect(place.read("all.txt")?.hasPrefix("sum_funds\n397\n") == true)
  }
}
