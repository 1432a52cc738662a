import Engine
import Records
import Semantics
import Syntax
import TestSupport
import Testing

/// Looking for a text in many against looking in each of them.
@Suite struct TextSearchTests {
  @Test func containsFindsWhatEachTextHolds() throws {
    for seed in 0..<400 {
      var random = SeededGenerator(seed: UInt64(seed))
      let letters = ["a", "b", "K", "k", "i", "İ", "\u{212A}", "é", "É", "学", "校", " ", "7", "-"]
      func word(_ longest: Int) -> String {
        (0..<random.below(longest + 1)).map { _ in random.pick(letters) }.joined()
      }
      let texts = (0..<random.below(80)).map { _ in word(seed % 2 == 0 ? 6 : 70) }
      let needle = word(3)
      let set = Making.set([("t", .text, texts.map { .text($0) })])
      for test in [TextTest.contains, .startsWith, .endsWith] {
        let condition = Making.condition(
          .textTest(
            test, Making.column(0, .text),
            TypedExpr(.constant(.text(needle)), .text, at: .init(0, 0))
          ))
        let plan = Making.plan([Making.filter(condition)])
        let expected = texts.filter { TextSearchTests.meets(test, $0, needle) }
        let found = try Making.answer(plan, set).rows.map { $0[0] }
        #expect(found == expected.map { .text($0) }, "seed \(seed): \(test) \(needle)")
      }
    }
  }

  /// What a pattern requires of a text must not leave out a text that it matches.
  @Test func patternsFindWhatTheyMatchInEachText() throws {
    let parts = [
      "ab", "k", "b*", "(a|kb)", "é", "学", "^", "$", "[ab]", "7+", "(ab){2}", ".", "-", "K?", "\\b",
    ]
    for seed in 0..<600 {
      var random = SeededGenerator(seed: UInt64(seed))
      let written = (0..<1 + random.below(4)).map { _ in random.pick(parts) }.joined()
      let ignoresCase = random.chance(oneIn: 2)
      guard let pattern = try? Pattern(written, ignoresCase: ignoresCase) else { continue }
      let letters = ["a", "b", "ab", "K", "k", "A", "B", "É", "é", "学", "7", "-", " "]
      let texts = (0..<60).map { _ in
        (0..<random.below(seed % 2 == 0 ? 6 : 60)).map { _ in random.pick(letters) }.joined()
      }
      let set = Making.set([("t", .text, texts.map { .text($0) })])
      let condition = Making.condition(
        .matches(Making.column(0, .text), pattern: written, ignoresCase: ignoresCase))
      let found = try Making.answer(Making.plan([Making.filter(condition)]), set, way: seed).rows
      let expected = texts.filter { pattern.matches($0) }
      #expect(found.map { $0[0] } == expected.map { .text($0) }, "seed \(seed): \(written)")
    }
  }

  private static func meets(_ test: TextTest, _ text: String, _ needle: String) -> Bool {
    let text = Array(text.lowercased().utf8)
    let needle = Array(needle.lowercased().utf8)
    guard text.count >= needle.count else { return false }
    switch test {
    case .startsWith: return text.starts(with: needle)
    case .endsWith: return text.reversed().starts(with: needle.reversed())
    case .contains:
      return (0...text.count - needle.count).contains { text[$0...].starts(with: needle) }
    }
  }
}
