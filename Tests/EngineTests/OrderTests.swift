import Engine
import Records
import Semantics
import Syntax
import TestSupport
import Testing

@Suite struct OrderTests {
  /// Texts with long common beginnings, zero bytes and letters of other scripts.
  @Test func textsAreOrderedByTheirBytes() throws {
    var generator = SeededGenerator(seed: 11)
    let pieces = ["", "a", "\u{0}", "prefix of eight and more ", "县", "b", "aa"]
    let texts = (0..<400).map { _ in
      (0..<generator.below(6)).map { _ in generator.pick(pieces) }.joined()
    }
    let set = Making.set([("x", .text, texts.map { .text($0) })])
    let term = SortTerm(expr: Making.column(0, .text), isDescending: false, text: "x")
    let rows = try Making.answer(Making.plan([.sort([term])]), set).rows
    let expected = texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    #expect(rows.map { $0[0] } == expected.map { .text($0) })
  }

  /// More rows than a comparison sort takes, with negative and missing figures.
  @Test(arguments: [true, false]) func numbersAreOrderedAndTiesStayAsTheyStood(
    isDescending: Bool
  ) throws {
    var generator = SeededGenerator(seed: 12)
    let figures: [Int64?] = (0..<2_000).map { _ in
      generator.chance(oneIn: 9) ? nil : Int64(generator.below(300) - 150) << generator.below(50)
    }
    let set = Making.set([
      ("x", Making.number, figures.map { $0.map { Making.exact(Int128($0)) } ?? .missing }),
      ("place", Making.number, figures.indices.map { Making.exact(Int128($0)) }),
    ])
    let term = SortTerm(
      expr: Making.column(0, Making.number), isDescending: isDescending, text: "x")
    let rows = try Making.answer(Making.plan([.sort([term])]), set).rows
    let expected = figures.indices.sorted { a, b in
      guard let x = figures[a], let y = figures[b] else {
        return (figures[a] == nil) == (figures[b] == nil) ? a < b : figures[a] != nil
      }
      return x == y ? a < b : (x < y) != isDescending
    }
    #expect(rows.map { $0[1] } == expected.map { Making.exact(Int128($0)) })
  }
}
