import Syntax
import TestSupport
import Testing

@Suite struct RoundTripTests {
  /// Parses a text that must be without error.
  static func statements(
    _ text: String, _ location: Testing.SourceLocation = #_sourceLocation
  ) -> [Statement] {
    let script = Parser.parse(SourceText(name: "test", text: text))
    for diagnostic in script.diagnostics {
      Issue.record(
        "\(text)\n\(diagnostic.message) at \(diagnostic.range)", sourceLocation: location)
    }
    return script.statements
  }

  @Test(arguments: Sentences.all)
  func printedSentencesReadTheSame(sentence: String) {
    let statements = Self.statements(sentence)
    #expect(!statements.isEmpty)
    for statement in statements {
      let printed = Printer.text(of: statement)
      let again = Self.statements(printed)
      #expect(again.count == 1, "\(printed)")
      #expect(again.map(TreeText.text) == [TreeText.text(of: statement)], "\(printed)")
      #expect(again.map(Printer.text) == [printed])
    }
  }

  @Test(arguments: [
    ("sum(funds)", "sum funds"),
    ("SUM funds WHERE County = Daning", "sum funds where County = Daning"),
    ("count(*)", "count (*)"),
    ("(((a+b)))*c", "(a + b) * c"),
    ("a-(b-c)-d", "a - (b - c) - d"),
    ("(a ^ b) ^ c ^ d", "(a ^ b) ^ c ^ d"),
    ("mean(x)", "average x"),
    ("total funds", "sum funds"),
    ("59000000", "59 million"),
    ("59,123,456", "59123456"),
    ("1000 thousand", "1 million"),
    ("2 thousand", "2_000"),
    ("2000", "2000"),
    ("1.5万亿", "1.5 trillion"),
    ("15%", "15%"),
    ("sum area in hectares", "sum area to hectares"),
    ("x is not null", "x is not missing"),
    ("not (a and b)", "not (a and b)"),
    ("(not a) and b", "not a and b"),
    ("(a default b) default c", "a default b default c"),
    ("a default (b default c)", "a default (b default c)"),
    ("sum ((average x from g))", "sum ((average x from g))"),
    ("x in (5)", "x in (5)"),
    (
      "x ≠ 5 and y ≤ 3 and z ≥ 2 and w == 1 and v <> 0",
      "x != 5 and y <= 3 and z >= 2 and w = 1 and v != 0"
    ),
    ("ROUND(x，２)", "round(x, 2)"),
    ("“a” & ‘b’", "\"a\" & \"b\""),
    ("约300", "about 300"),
    ("no less than 5 million yuan", "at least 5 million yuan"),
    ("cumulative(sum x)", "running(sum x)"),
    ("15 percent", "15%"),
  ])
  func canonicalText(written: String, expected: String) {
    #expect(Self.statements(written).map(Printer.text) == [expected])
  }
}
