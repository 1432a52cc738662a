import Rendering
import TestSupport
import Testing

@Suite("Texts from data before a terminal")
struct PrintableTests {
  @Test(
    "control characters become signs",
    arguments: [
      ("plain", "plain"), ("大宁", "大宁"), ("\u{1B}[31mred", "␛[31mred"), ("a\tb", "a␉b"),
      ("a\r\nb", "a␍␊b"), ("\u{0}", "␀"), ("\u{7F}", "␡"), ("\u{9B}31m", "<U+9B>31m"),
      ("\u{85}", "<U+85>"), ("\u{80}\u{9F}", "<U+80><U+9F>"), ("\u{202E}abc", "<U+202E>abc"),
      ("\u{2066}\u{2069}", "<U+2066><U+2069>"), ("\u{200E}\u{200F}", "<U+200E><U+200F>"),
      ("\u{2028}\u{2029}", "<U+2028><U+2029>"), ("\u{61C}", "<U+61C>"),
      ("\u{1B}]0;title\u{7}", "␛]0;title␇"), ("👨‍👩‍👧", "👨‍👩‍👧"), ("a\u{200B}b", "a\u{200B}b"),
      ("e\u{301}", "e\u{301}"), ("", ""),
    ])
  func signs(_ text: String, shown: String) {
    #expect(printable(text) == shown)
  }

  @Test("no text lets a control character through, and a second time changes nothing")
  func random() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<500 {
      var scalars = String.UnicodeScalarView()
      for _ in 0..<random.below(40) {
        let bound = random.pick([0x20, 0xA0, 0x3000, 0x110000])
        if let scalar = Unicode.Scalar(UInt32(random.below(bound))) { scalars.append(scalar) }
      }
      let shown = printable(String(scalars))
      #expect(!Hostile.isDangerous(shown))
      #expect(printable(shown) == shown)
    }
  }
}

/// What must never reach a terminal from data.
enum Hostile {
  static func isDangerous(_ text: String, allowing allowed: Set<Unicode.Scalar> = []) -> Bool {
    text.unicodeScalars.contains { scalar in
      guard !allowed.contains(scalar) else { return false }
      switch scalar.value {
      case 0x00...0x1F, 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x2028...0x2029, 0x202A...0x202E,
        0x2066...0x2069:
        return true
      default: return false
      }
    }
  }

  static let cells = [
    "\u{1B}[31mred\u{1B}[0m", "\u{1B}]0;owned\u{7}", "\u{9B}31m", "a\rb", "a\nb", "a\tb", "\u{0}",
    "\u{202E}evil\u{202C}", "\u{2067}x\u{2069}", "👨‍👩‍👧‍👦 family", "🇨🇳🇫🇷", "大宁县和永和县", "e\u{301}\u{301}",
    String(repeating: "long ", count: 2000), String(repeating: "大", count: 10_000),
    "a" + String(repeating: "\u{301}", count: 5000), "\u{301}", "\u{200D}", "", " ", "missing",
    "\u{7F}\u{80}\u{9F}", "\u{2028}\u{2029}", "क्षि नमस्ते", "a\u{AD}b", "\u{FEFF}bom", "│─┼",
  ]
}
