import Testing

/// A field that was not kept, because no question names it, and a slip that means it.
@Suite struct UnkeptProseTests {
  @Test func whatIsSaidOfASlipNamesEveryField() throws {
    var text = "place,remark,amount\n"
    for row in 0..<205_000 { text += "town \(row % 31),of \(row % 120_000),\(row % 977)\n" }
    let place = try Workplace(["grants.csv": text])
    let asked = try ScriptRun(["-c", "sum amount", "grants.csv"], in: place)
    #expect(asked.output == "99,971,405\n")
    #expect(asked.errors.contains("205,000 records of 3 fields"))
    let slip = try ScriptRun(["-q", "-c", "sum amount by remrk", "grants.csv"], in: place)
    #expect(slip.errors.contains("remark"))
    #expect(slip.ending == .exited(1))
    let shown = try ScriptRun(["-q", "-c", "show limit 1", "grants.csv"], in: place)
    #expect(shown.output.contains("of 0"))
  }
}
