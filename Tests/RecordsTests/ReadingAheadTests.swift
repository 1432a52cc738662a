import TestSupport
import Testing

@testable import Records

/// Chunks scanned and read ahead, by any number of threads, against each chunk in its turn.
@Suite("Reading ahead")
struct ReadingAheadTests {
  private static let rounds = Rounds.count(default: 2_000)
  private static let crews = [1, 2, 7].map { Workers(count: $0) }

  @Test("random tables", arguments: 0..<10)
  func random(_ part: Int) {
    var generator = SeededGenerator(seed: UInt64(5_000 + part))
    for _ in 0..<Self.rounds / 10 {
      let text = table(&generator)
      compare(
        text, chunk: generator.pick([24, 40, 64, 100, 300, 1_000]), &generator)
    }
  }

  @Test("texts of which few or most are told twice")
  func manyTexts() {
    var generator = SeededGenerator(seed: 77)
    var text = "id,place,remark,amount\n"
    for row in 0..<40_000 {
      text += "\(row),town \(generator.below(300)),"
      let isProse = generator.chance(oneIn: 9)
      text += isProse ? "\"so \(generator.below(60_000)), and so\"," : "x\(row / 2),"
      text += generator.chance(oneIn: 5_000) ? "n.d.\n" : "\(generator.below(9_000)).5\n"
    }
    compare(text, chunk: 5_000, &generator)
  }

  /// What a load comes to, in full.
  private struct Outcome: Equatable {
    var fields: [Field] = []
    var notes: [Note] = []
    var lines: [Int?] = []
    var asides: [LoadOutcome.Aside] = []
    var error: ReadingError?

    struct Field: Equatable {
      let name: String
      let type: ValueType
      let values: [Value]
      /// In order of their first appearance.
      let texts: [String]
    }
  }

  private func compare(_ text: String, chunk: Int, _ generator: inout SeededGenerator) {
    let file = WrittenFile(Array(text.utf8))
    var request = LoadRequest(paths: [file.path], name: "table")
    if generator.chance(oneIn: 3), text.hasPrefix("id,") {
      request.declare("amount", .number(unit: nil), orMissing: generator.chance(oneIn: 2))
    }
    var pace = ReadingPace()
    pace.chunkSize = chunk
    pace.ahead = 0
    let expected = outcome(request, pace)
    for crew in Self.crews {
      pace.workers = crew
      pace.ahead = generator.pick([1, 2, 5, 8])
      let found = outcome(request, pace)
      #expect(
        found == expected,
        "\(text.debugDescription.prefix(400)) by \(chunk), \(pace.ahead) ahead, \(crew.count) threads"
      )
    }
  }

  private func outcome(_ request: LoadRequest, _ pace: ReadingPace) -> Outcome {
    var result = Outcome()
    do throws(ReadingError) {
      let loaded = try Reader.load(request, units: UnitTable(), pace: pace, isCancelled: { false })
      result.notes = loaded.notes
      result.asides = loaded.asides
      result.lines = (0..<loaded.set.count).map { loaded.set.lineage?.base.line(of: $0) }
      result.fields = loaded.set.fields.map { field in
        var texts: [String] = []
        if case .text(_, let dictionary) = field.column.storage { texts = dictionary.texts }
        return Outcome.Field(
          name: field.name, type: field.type,
          values: (0..<field.column.count).map { field.column.value(at: $0) }, texts: texts)
      }
    } catch {
      result.error = error
    }
    return result
  }

  /// A table with a header, whose first record has a value in every field.
  private func table(_ generator: inout SeededGenerator) -> String {
    let end = generator.chance(oneIn: 4) ? "\r\n" : "\n"
    let trouble = generator.pick([0, 0, 6, 20])
    var text = "id,year,amount,place,since,open\(end)1,2001,1.5,a,2010-05,yes\(end)"
    for row in 2..<2 + generator.below(90) {
      var cells = [
        "\(row)", generator.chance(oneIn: 9) ? "" : "\(1990 + generator.below(30))",
        amount(&generator), generator.pick(["a", "bb", "a longer name than that", "县", "x,y", ""]),
        "2010-0\(1 + generator.below(9))", generator.pick(["yes", "no"]),
      ]
      if trouble > 0, generator.chance(oneIn: trouble) { spoil(&cells, &generator) }
      text += cells.map(written).joined(separator: ",") + end
      if trouble > 0, generator.chance(oneIn: 40) { text += end }
    }
    if trouble > 0, generator.chance(oneIn: 30) { text += "x\"y,\(end)" }
    return generator.chance(oneIn: 3) ? String(text.dropLast()) : text
  }

  private func amount(_ generator: inout SeededGenerator) -> String {
    switch generator.below(14) {
    case 0: ""
    case 1: "-\(generator.below(1_000))"
    case 2: "\(generator.below(10)).\(generator.below(1_000_000_000))"
    case 3: "123456789012345678"
    default: "\(generator.below(100_000)).\(generator.below(10))"
    }
  }

  private func spoil(_ cells: inout [String], _ generator: inout SeededGenerator) {
    let place = generator.below(cells.count)
    switch generator.below(8) {
    case 0: cells.removeLast()
    case 1: cells.append(generator.pick(["", "more"]))
    case 2: cells[place] = "two\nlines, \"quoted\""
    case 3:
      cells[place] = generator.pick(["NA", "n.d.", "007", "1,234", "> 59", "12 yuan", "0.5%"])
    case 4: cells[place] = "12345678901234567890123.25"
    case 5: cells = ["id", "year", "amount", "place", "since", "open"]
    case 6: cells[place] = " \(cells[place]) "
    default: cells[place] = "text\n\n\n"
    }
  }

  private func written(_ cell: String) -> String {
    guard cell.contains(where: { ",\"\n".contains($0) }) else { return cell }
    return "\"" + cell.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
  }
}
