import Semantics
import Testing

struct PatternTests {
  @Test(arguments: [
    ("mobile|telecom", "China Mobile", true, true), ("mobile", "China Mobile", false, false),
    ("^China", "China Mobile", false, true), ("^Mobile", "China Mobile", false, false),
    ("Mobile$", "China Mobile", false, true), ("China$", "China Mobile", false, false),
    ("a.c", "xabcx", false, true), ("a.c", "a\nc", false, false), ("", "", false, true),
    ("^$", "", false, true), ("^$", "a", false, false), ("a{2,3}b", "aab", false, true),
    ("^a{2,3}b", "ab", false, false), ("^a{2,3}$", "aaaa", false, false),
    ("[^a-c]x", "dx", false, true), ("[^a-c]x", "bx", false, false), ("\\d+", "no 42", false, true),
    ("\\D", "42", false, false), ("\\bcat\\b", "a cat sat", false, true),
    ("\\bcat\\b", "concatenate", false, false), ("\\Bcat", "concatenate", false, true),
    ("路+", "村道路路", false, true), ("ÉCOLE", "école", true, true),
    ("(ab|cd)+e", "abcde", false, true),
    ("(?:ab)?c", "c", false, true), ("a{,2}", "a{,2}", false, true), ("[]]", "]", false, true),
    ("x*", "", false, true), ("(a*)*b", String(repeating: "a", count: 5_000), false, false),
    ("(a|aa)+$", String(repeating: "a", count: 5_000) + "b", false, false),
  ])
  func finds(_ pattern: String, _ text: String, _ ignoresCase: Bool, _ expected: Bool) throws {
    #expect(try Pattern(pattern, ignoresCase: ignoresCase).matches(text) == expected)
  }

  @Test(arguments: [
    "(", ")", "[a", "a{3,2}", "*a", "\\1", "(?=a)", "a\\", "[z-a]", "\\q", "(((a{1000}){1000}){9})",
    "^*", String(repeating: "(", count: 10_000),
  ])
  func refuses(_ pattern: String) {
    #expect(throws: PatternError.self) { try Pattern(pattern, ignoresCase: false) }
  }
}
