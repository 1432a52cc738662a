import Rendering
import TestSupport
import Testing

@Suite("How many columns a text takes")
struct WidthTests {
  @Test("letters take what Unicode's tables say")
  func sample() throws {
    for (code, width) in WidthSample.widths {
      let scalar = try #require(Unicode.Scalar(code))
      #expect(displayWidth(String(Character(scalar))) == width, "U+\(String(code, radix: 16))")
    }
    #expect(WidthSample.widths.count > 300)
  }

  @Test(
    "texts",
    arguments: [
      ("", 0), ("Daning", 6), ("大宁", 4), ("大宁 County", 11), ("é", 1), ("e\u{301}", 1),
      ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("ｆｕｌｌ", 8), ("ﾊﾝｶｸ", 4), ("①", 1), ("…", 1),
      ("─", 1), ("👍", 2), ("👍🏽", 2), ("👨‍👩‍👧‍👦", 2), ("🇨🇳", 2), ("❤️", 2), ("❤", 1), ("☎️", 2),
      ("1️⃣", 2), ("a\u{200B}b", 2), ("a\u{AD}b", 3), ("\u{600}", 1), ("नमस्ते", 3), ("ก็", 1),
      ("\u{1B}", 0), ("𠀀", 2), ("\u{17000}", 2), ("\u{1B170}", 2), ("\u{4DC0}", 2),
    ])
  func texts(_ text: String, width: Int) {
    #expect(displayWidth(text) == width)
  }

  @Test("the width of a joined text is the sum of its parts, where no letters join")
  func additive() {
    var random = SeededGenerator(seed: 11)
    let letters = ["a", "é", "大", "한", "👍", "🇨🇳", " ", "…", "ﾊ", "①"]
    for _ in 0..<200 {
      let parts = (0..<random.below(12)).map { _ in random.pick(letters) }
      let separated = parts.joined(separator: "|")
      let sum = parts.reduce(max(0, parts.count - 1)) { $0 + displayWidth($1) }
      #expect(displayWidth(separated) == sum)
    }
  }
}
