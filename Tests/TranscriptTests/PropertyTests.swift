import Foundation
import Sumwhere
import TestSupport
import Testing

/// What must hold of every set and every condition, asked in sentences.
@Suite struct PropertyTests {
  private static let rounds = Rounds.count(default: 400)
  private static let parts = 4

  /// A random set, loaded from a file with missing cells, bounds, lists, units and periods.
  static func loaded(_ generator: inout SeededGenerator) throws -> Session {
    var text = "id,county,sector,year,opened,funds [yuan],area [mu],people [person],done\n"
    for row in 0..<1 + generator.below(30) {
      let places = ["Daning", "Yonghe", "Nanbu"]
      let county = (0..<generator.below(3)).map { _ in generator.pick(places) }
      let cells = [
        "R\(row)", county.joined(separator: ";"), generator.pick(["water", "roads", ""]),
        generator.pick(["2008", "2009", "2010", ""]),
        generator.pick(["2010-05-17", "2010-06", "2009", ""]),
        generator.pick(["", ">", "<", "~", ""]) + String(generator.below(2_000)) + ".25",
        generator.pick(["", String(generator.below(300)), "\(generator.below(20)) hectare"]),
        generator.pick(["", String(generator.below(50))]), generator.pick(["yes", "no", ""]),
      ]
      text += cells.joined(separator: ",") + "\n"
    }
    let path = FileManager.default.temporaryDirectory
      .appending(path: "sumwhere-set-\(UUID().uuidString).csv")
    try text.write(to: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: path) }
    var session = Session()
    _ = try session.ask(
      """
      load "\(path.path())" as records (
        county list by ";", sector text, year number, opened date, area number in mu, done yes/no)
      """)
    return session
  }

  static func condition(_ generator: inout SeededGenerator, depth: Int = 0) -> String {
    if depth < 3, generator.chance(oneIn: 3) {
      let a = condition(&generator, depth: depth + 1)
      let b = condition(&generator, depth: depth + 1)
      switch generator.below(3) {
      case 0: return "(\(a)) and (\(b))"
      case 1: return "(\(a)) or (\(b))"
      default: return "not (\(a))"
      }
    }
    return generator.pick([
      "county = \"Daning\"", "county has \"Yonghe\"", "county != \"Nanbu\"", "sector = \"water\"",
      "sector != \"roads\"", "sector contains wat", "sector in (\"water\", \"roads\")",
      "year = 2010", "year in 2008..2009", "year not in (2008)", "opened in 2010",
      "opened < 2010-06", "funds > 700", "funds <= 900 yuan", "funds = 25.25", "funds is exact",
      "area < 10 hectare", "area / people > 3", "people is missing", "done", "not done",
      "funds between 100 and 900", "county within (\"Daning\", \"Yonghe\")",
      "if year = 2010 then done else people > 5", "people default 3 > 2", "round(funds, 0) > 800",
    ])
  }

  private static func number(_ session: inout Session, _ question: String) throws -> String {
    try #require(try session.ask(question).first?.json)
  }

  private static func count(_ session: inout Session, _ question: String) throws -> Int {
    let json = try number(&session, question)
    return try #require(Int(json.filter(\.isNumber)))
  }

  @Test(arguments: 0..<parts)
  func everyRecordIsInOrOut(part: Int) throws {
    var generator = SeededGenerator(seed: UInt64(part))
    for _ in 0..<Self.rounds / Self.parts / 10 {
      var session = try Self.loaded(&generator)
      let all = try Self.count(&session, "count")
      for _ in 0..<10 {
        let condition = Self.condition(&generator)
        let kept = try Self.count(&session, "count where \(condition)")
        let others = try Self.count(&session, "count where not (\(condition))")
        #expect(kept + others == all, "\(condition)")
      }
    }
  }

  /// Sums of groups, units there and back, and bounds through calculations.
  @Test(arguments: 0..<parts)
  func sumsAndUnitsAgree(part: Int) throws {
    var generator = SeededGenerator(seed: UInt64(50 + part))
    for _ in 0..<Self.rounds / Self.parts / 10 {
      var session = try Self.loaded(&generator)
      let pairs = [
        ("sum funds as x", "sum funds by sector, year then sum sum_funds as x"),
        ("sum area as x", "show area to hectare to mu as a then sum a as x"),
        ("sum funds as x", "show funds + 1 yuan - 1 yuan as f then sum f as x"),
        ("sum funds as x", "show -(-funds) as f then sum f as x"),
        ("sum funds * 4 as x", "sum (funds * 4) as x"),
        ("sum (funds where done) as x", "sum funds as x where done"),
        ("max funds as x", "show funds sort by funds descending then max funds as x"),
        ("sum (area * people) as x", "sum (people * area) as x"),
        (
          "count distinct sector as x",
          "show distinct sector where sector is not missing then count as x"
        ),
        ("sum funds as x", "show running(funds along id) as r sort by id then last r as x"),
        ("sum funds as x", "show running(funds) as r sort by id then last r as x"),
        ("count as x", "show row_number() as n sort by id then max n as x"),
        ("max people as x", "show people, rank(people) as r then max (people where r = 1) as x"),
        (
          "count (where sector = \"water\") as x",
          "show sector, count(per sector) as n then max (n where sector = \"water\") default 0 as x"
        ),
        (
          "count - 1 as x",
          "show id, previous(next(id along id) along id) as p then count (where p = `id`) as x"
        ),
        (
          "sum funds as x",
          "sum funds as f by sector then add running(f) as r then last r as x"
        ),
      ]
      for (one, other) in pairs {
        let (a, b) = (try Self.number(&session, one), try Self.number(&session, other))
        #expect(a == b, "\(one) against \(other)")
      }
    }
  }
}
