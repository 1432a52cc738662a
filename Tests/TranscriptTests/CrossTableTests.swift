import Foundation
import Sumwhere
import TestSupport
import Testing

/// A cross table holds the figures of its groups, asked in sentences.
@Suite struct CrossTableTests {
  private static let rounds = Rounds.count(default: 400)

  private static func rows(
    _ session: inout Session, _ question: String
  ) throws -> [[String: String]] {
    let json = try #require(try session.ask(question).first?.json)
    let objects = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
    return objects.map { $0.mapValues { "\($0)" } }
  }

  @Test func columnsAreTheGroups() throws {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<Self.rounds / 40 {
      var session = try PropertyTests.loaded(&generator)
      for measure in ["sum funds", "count", "average area", "median people", "max opened"] {
        let condition = PropertyTests.condition(&generator)
        let key = generator.pick(["year", "sector", "done", "county", "each county", "opened"])
        let groups = try Self.rows(
          &session, "\(measure) as x by sector as row, \(key) as k where \(condition)")
        let table = try Self.rows(
          &session, "\(measure) as x by sector as row across \(key) where \(condition)")
        let cells = table.flatMap { row in
          row.filter { $0.key != "row" && $0.value != "<null>" && $0.value != "0" }
        }
        let figures = groups.compactMap { $0["x"] }.filter { $0 != "<null>" && $0 != "0" }
        #expect(cells.map(\.value).sorted() == figures.sorted(), "\(measure) \(key) \(condition)")
        for group in groups {
          let row = try #require(table.first { $0["row"] == group["row"] })
          let name = group["k"].map { Self.columnName($0) } ?? ""
          #expect(row[name] == group["x"], "\(measure) across \(key) where \(condition): \(name)")
        }
      }
    }
  }

  private static func columnName(_ value: String) -> String {
    switch value {
    case "<null>": return "missing"
    case "true", "1": return "yes"
    case "false", "0": return "no"
    default:
      guard value.hasPrefix("[") else { return value }
      let members = value.split(whereSeparator: { "[], \"".contains($0) })
      return members.joined(separator: " + ")
    }
  }

  @Test func unpivotGivesTheGroupsBack() throws {
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<Self.rounds / 40 {
      var session = try PropertyTests.loaded(&generator)
      for key in ["year", "sector", "opened", "done"] {
        let condition = PropertyTests.condition(&generator)
        let table = try Self.rows(&session, "sum funds by county across \(key) where \(condition)")
        let names = (table.first ?? [:]).keys.filter { $0 != "county" }.sorted()
        guard !names.isEmpty else { continue }
        let columns = names.map { "`\($0)`" }.joined(separator: ", ")
        // Summed again, a key of its own kind sorts as it did.
        let back = try session.ask(
          "sum funds by county across \(key) where \(condition) "
            + "then unpivot \(columns) as k, x then sum x as x by county, k")
        let groups = try session.ask(
          "sum funds as x by county, \(key) as k where \(condition) then where x is not missing")
        #expect(back.first?.json == groups.first?.json, "across \(key) where \(condition)")
      }
    }
  }

  /// The last line of a table is the sentence without its keys.
  @Test func totalsAreTheSentenceWithoutKeys() throws {
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<Self.rounds / 20 {
      var session = try PropertyTests.loaded(&generator)
      let measures = [
        "sum funds", "average area", "median people", "count distinct sector", "count",
      ]
      for measure in measures {
        let condition = PropertyTests.condition(&generator)
        let keys = generator.pick(["year", "each county, done", "sector, county", "opened, sector"])
        let groups = try session.ask("\(measure) as x by \(keys) where \(condition) with totals")
        let alone = try session.ask("\(measure) as x where \(condition) then show x, x as y")
        let lines = try #require(groups.first?.text).split(separator: "\n")
        let figures = try #require(alone.first?.text).split(separator: "\n")
        let total = try #require(lines.last).split(separator: "  ").last
        let figure = try #require(figures.last).split(separator: "  ").last
        #expect(
          total?.trimmingPrefix(while: \.isWhitespace)
            == figure?.trimmingPrefix(while: \.isWhitespace),
          "\(measure) by \(keys) where \(condition)")
      }
    }
  }

  /// What is not chosen is the sentence asked of the other groups.
  @Test func theRestIsTheSentenceOfTheOthers() throws {
    var generator = SeededGenerator(seed: 10)
    for _ in 0..<Self.rounds / 20 {
      var session = try PropertyTests.loaded(&generator)
      for measure in ["sum funds", "average people", "count", "count distinct sector"] {
        let table = try session.ask("\(measure) as x by year top 1 by count with rest")
        let chosen = try Self.rows(&session, "count by year top 1 by count")
        let year = try #require(chosen.first?["year"])
        let others = year == "<null>" ? "year is not missing" : "year != \(year)"
        let alone = try session.ask("\(measure) as x where \(others) then show x, x as y")
        let lines = try #require(table.first?.text).split(separator: "\n")
        guard let last = lines.last, last.hasPrefix("all others") else { continue }
        let figures = try #require(alone.first?.text).split(separator: "\n")
        #expect(
          last.split(separator: "  ").last?.trimmingPrefix(while: \.isWhitespace)
            == figures.last?.split(separator: "  ").last?.trimmingPrefix(while: \.isWhitespace),
          "\(measure)")
      }
    }
  }
}
