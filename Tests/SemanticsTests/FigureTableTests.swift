import Foundation
import Records
import Semantics
import Syntax
import Testing

/// `Tests/Figures/figures.tsv`: figures as people write them, in cells and in sentences.
@Suite("Figures as people write them, in cells and in sentences")
struct FigureTableTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var line: Int
    var text: String
    /// Value, bound and unit, or `-` where it is no number.
    var reading: String
    var place: String

    var testDescription: String { "\(line): \(text)" }
  }

  static let rows: [Row] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Figures/figures.tsv")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    var rows: [Row] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where !line.isEmpty && !line.hasPrefix("#\t") {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 5 else {
        Issue.record("line \(index + 1) has \(cells.count) columns")
        continue
      }
      let reading = cells[1] == "-" ? "-" : "\(cells[1]) \(cells[2]) \(cells[3])"
      rows.append(Row(line: index + 1, text: cells[0], reading: reading, place: cells[4]))
    }
    return rows
  }()

  @Test("cells are read as the table says")
  func cells() {
    for row in Self.rows where row.place != "query" {
      #expect(Self.reading(ofCell: row.text) == row.reading, "line \(row.line): \(row.text)")
    }
  }

  @Test("sentences are read as the table says")
  func sentences() {
    for row in Self.rows where row.place != "cell" {
      #expect(Self.reading(inSentence: row.text) == row.reading, "line \(row.line): \(row.text)")
    }
  }

  @Test("the table is long, and holds what is no number")
  func size() {
    let texts = Set(Self.rows.map(\.text))
    let refused = Set(Self.rows.filter { $0.reading == "-" && $0.place != "query" }.map(\.text))
    #expect(texts.count >= 500)
    #expect(refused.count >= 80)
    #expect(Self.rows.allSatisfy { ["both", "cell", "query"].contains($0.place) })
    // A text has one line for both places, or one for each.
    let places = Self.rows.flatMap { row in
      (row.place == "both" ? ["cell", "query"] : [row.place]).map { "\(row.text) \($0)" }
    }
    #expect(Set(places).count == places.count)
  }

  private static func reading(ofCell text: String) -> String {
    let units = UnitTable()
    guard let cell = NumberText.read(text, units: units) else { return "-" }
    var bytes = text
    let again = bytes.withUTF8 { NumberText.read($0, units: units) }
    // The short way for plain digits and the long way must agree.
    guard again == cell else { return "two readings" }
    let unit = cell.isPercent ? "%" : cell.unit?.text ?? "-"
    return "\(cell.decimal.normalized) \(words(cell.qualifier)) \(unit)"
  }

  /// A figure that is refused is refused with a sentence.
  private static func reading(inSentence text: String) -> String {
    do throws(Diagnostic) {
      let plan = try Fixture.plan(of: "show \(text) as x limit 1")
      guard
        case .project(let projection)? = plan?.stages.first?.steps.first(where: { step in
          if case .project = step { true } else { false }
        }), let expr = projection.items.first?.expr, projection.items.count == 1
      else { return "no item" }
      guard let (decimal, qualifier) = constant(expr), let type = expr.type.numberType else {
        return "no constant"
      }
      let unit = type.style == .percent ? "%" : type.unit.isNone ? "-" : type.unit.text
      return "\(decimal.normalized) \(words(qualifier)) \(unit)"
    } catch {
      return error.message.isEmpty ? "no sentence" : "-"
    }
  }

  private static func constant(_ expr: TypedExpr) -> (FixedDecimal, Qualifier)? {
    switch expr.kind {
    case .constant(.number(.exact(let decimal), let qualifier)): return (decimal, qualifier)
    case .negate(let operand):
      guard let (decimal, qualifier) = constant(operand), qualifier == .exact else { return nil }
      return decimal.negated.map { ($0, .exact) }
    default: return nil
    }
  }

  private static func words(_ qualifier: Qualifier) -> String {
    switch qualifier {
    case .exact: "exact"
    case .atLeast: "at least"
    case .atMost: "at most"
    case .about: "about"
    }
  }
}
