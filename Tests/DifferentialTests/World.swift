import Foundation
import TestSupport

/// Generated sets, with the statements that make them in both languages.
struct World {
  struct SetOfRecords: Sendable {
    var name: String
    var columns: [Column]
    var rows: [[Database.Cell]]
  }

  var sets: [SetOfRecords]

  static let towns = [
    "Daning", "Nanbu", "nanbu", "O'Neil", "Smith, Jo", "50%", "a_b", "县城", "x\\y",
  ]
  static let regions = ["north", "south", "East"]
  static let kinds = ["water", "roads", "health", "Water"]

  static func made(_ random: inout SeededGenerator) -> World {
    let many = random.pick([0, 1, 2, 12, 25, 25, 40])
    let gifts = (0..<many).map { index -> [Database.Cell] in
      [
        .whole(Int64(index + 1)), cell(&random) { .text($0.pick(towns)) },
        cell(&random) { .text($0.pick(kinds)) }, amount(&random),
        cell(&random) { .whole(Int64($0.below(30)) - 5) },
        cell(&random) { .whole(Int64($0.below(40)) - 10) }, day(&random), day(&random),
        cell(&random) { .whole($0.chance(oneIn: 2) ? 1 : 0) },
      ]
    }
    var known = towns.filter { _ in !random.chance(oneIn: 4) }
    known.append("Ferrow")
    let places = known.map { town -> [Database.Cell] in
      [
        .text(town), cell(&random) { .text($0.pick(regions)) },
        cell(&random) { .whole(Int64($0.below(9)) * 1_000) }, day(&random),
      ]
    }
    let pairs = regions.flatMap { region in kinds.map { (region, $0) } }.filter { _ in
      random.chance(oneIn: 2)
    }
    let plans = pairs.map { region, kind -> [Database.Cell] in
      [.text(region), .text(kind), cell(&random) { .whole(Int64($0.below(500))) }]
    }
    return World(sets: [
      SetOfRecords(
        name: "gifts",
        columns: [
          Column(name: "id", shape: .exact(scale: 0, reach: 100)),
          Column(name: "town", shape: .text), Column(name: "kind", shape: .text),
          Column(name: "amount", shape: .exact(scale: 2, reach: 2e11)),
          Column(name: "people", shape: .exact(scale: 0, reach: 25)),
          Column(name: "fee", shape: .exact(scale: 1, reach: 30)),
          Column(name: "given", shape: .day), Column(name: "spent", shape: .day),
          Column(name: "done", shape: .yesNo),
        ], rows: gifts),
      SetOfRecords(
        name: "towns",
        columns: [
          Column(name: "town", shape: .text), Column(name: "region", shape: .text),
          Column(name: "heads", shape: .exact(scale: 0, reach: 10_000)),
          Column(name: "founded", shape: .day),
        ], rows: places),
      SetOfRecords(
        name: "plans",
        columns: [
          Column(name: "region", shape: .text), Column(name: "kind", shape: .text),
          Column(name: "budget", shape: .exact(scale: 1, reach: 500)),
        ], rows: plans),
    ])
  }

  private static func cell(
    _ random: inout SeededGenerator, _ make: (inout SeededGenerator) -> Database.Cell
  ) -> Database.Cell {
    random.chance(oneIn: 6) ? .missing : make(&random)
  }

  /// Small amounts that meet often, some of them negative, and a few large ones.
  private static func amount(_ random: inout SeededGenerator) -> Database.Cell {
    switch random.below(8) {
    case 0: .missing
    case 1: .whole(Int64(random.below(2_000_000)) * 100_003)
    case 2: .whole(-Int64(random.below(1_000)))
    case 3: .whole(Int64(random.below(10)) * 100)
    default: .whole(Int64(random.below(40)) * 25)
    }
  }

  private static func day(_ random: inout SeededGenerator) -> Database.Cell {
    if random.chance(oneIn: 6) { return .missing }
    let days = ["2008-02-29", "2009-12-31", "2010-01-01", "2010-01-31", "2010-12-27"]
    if random.chance(oneIn: 4) { return .text(random.pick(days)) }
    return .text(iso(2_008 + random.below(3), 1 + random.below(12), 1 + random.below(28)))
  }

  static func iso(_ year: Int, _ month: Int, _ day: Int) -> String {
    "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }

  // MARK: In both languages

  /// Writes the sets as files into a folder and gives the statements that load them.
  func save(to folder: URL) throws -> String {
    var statements = ""
    for set in sets {
      try set.csv.write(
        to: folder.appending(path: "\(set.name).csv"), atomically: true, encoding: .utf8)
      statements +=
        "load \"\(folder.path())\(set.name).csv\" as \(set.name) (\(set.declarations))\n\n"
    }
    return statements + "use \(sets[0].name)\n"
  }

  func fill(_ database: Database) throws {
    for set in sets {
      try database.run("DROP TABLE IF EXISTS \(Translation.quoted(set.name))")
      let columns = set.columns.map { Translation.quoted($0.name) }.joined(separator: ", ")
      try database.run("CREATE TABLE \(Translation.quoted(set.name)) (\(columns))")
      guard !set.rows.isEmpty else { continue }
      let rows = set.rows.map { row in "(\(row.map(World.sql).joined(separator: ", ")))" }
      try database.run(
        "INSERT INTO \(Translation.quoted(set.name)) VALUES \(rows.joined(separator: ", "))")
    }
  }

  static func sql(_ cell: Database.Cell) -> String {
    switch cell {
    case .missing: "NULL"
    case .whole(let whole): String(whole)
    case .real(let real): String(real)
    case .text(let text): SQLScope.quoted(text)
    }
  }
}

extension World.SetOfRecords {
  var csv: String {
    let header = columns.map(\.name).joined(separator: ",")
    let lines = rows.map { row in
      zip(row, columns).map(World.SetOfRecords.csv).joined(separator: ",")
    }
    return ([header] + lines).joined(separator: "\n") + "\n"
  }

  private static func csv(_ cell: Database.Cell, _ column: Column) -> String {
    switch (cell, column.shape) {
    case (.missing, _): return ""
    case (.whole(let whole), .exact(let scale, _)):
      return Phrase.decimal(Int(whole), scale: scale)
    case (.whole(let whole), _): return whole == 1 ? "yes" : "no"
    case (.real(let real), _): return String(real)
    case (.text(let text), _):
      return text.contains(",") || text.contains("\"") ? "\"\(text)\"" : text
    }
  }

  var declarations: String {
    columns.map { column in
      switch column.shape {
      case .exact, .real, .rough, .percent, .days: "\(column.name) number"
      case .text, .period: "\(column.name) text"
      case .day: "\(column.name) date"
      case .yesNo: "\(column.name) yes/no"
      }
    }.joined(separator: ", ")
  }
}
