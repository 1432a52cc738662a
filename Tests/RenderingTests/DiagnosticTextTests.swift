import Records
import Rendering
import Syntax
import Testing

@Suite("Errors and notes as texts")
struct DiagnosticTextTests {
  /// A diagnostic at the first place of a word.
  private func diagnostic(
    _ message: String, at word: String, in text: String, notes: [String] = [],
    replacing: [String] = []
  ) -> Diagnostic {
    let bytes = Array(text.utf8)
    let wanted = Array(word.utf8)
    let start = bytes.indices.first { bytes[$0...].starts(with: wanted) } ?? 0
    let range = SourceRange(start, start + wanted.count)
    return Diagnostic(
      message, at: range, notes: notes,
      fixes: replacing.map { Diagnostic.Fix(range: range, replacement: $0) })
  }

  @Test("place, sentence, line, caret, notes and what could be pasted")
  func whole() {
    let text = "use grants\nsum funds by conty\ncount"
    let error = diagnostic(
      "no field \"conty\" in grants", at: "conty", in: text, notes: ["nearest: county"],
      replacing: ["county"])
    #expect(
      DiagnosticText.text(error, in: SourceText(name: "report.sum", text: text)) == """
        report.sum:2:14: error: no field "conty" in grants
        sum funds by conty
                     ^~~~~
        note: nearest: county
        try: sum funds by county

        """)
  }

  @Test("the caret stands below its word behind wide letters, tabs and combining marks")
  func caret() {
    for (before, margin) in [
      ("大宁 = ", "       "), ("\t", "\t"), ("a\t大\t", " \t  \t"), ("e\u{301} ", "  "), ("👍 ", "   "),
      ("", ""),
    ] {
      let text = before + "县x and more"
      let error = diagnostic("no", at: "县x", in: text)
      let lines = DiagnosticText.text(error, in: SourceText(name: "f", text: text))
        .split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines[1] == text)
      #expect(lines[2] == margin + "^~~", "\(before)")
    }
  }

  @Test("control characters of a question are shown, and the caret knows")
  func control() {
    let text = "a\u{1B}[31m\u{9B} wrong"
    let error = diagnostic("no \u{1B}[31m", at: "wrong", in: text)
    let printed = DiagnosticText.text(error, in: SourceText(name: "f\u{7}", text: text))
    #expect(!Hostile.isDangerous(printed, allowing: ["\n"]))
    #expect(printed.contains("a␛[31m<U+9B> wrong\n             ^~~~~\n"))
  }

  @Test("an end of the text, an empty range, a range over several lines")
  func edges() {
    let open = Diagnostic("the bracket is not closed", at: SourceRange(9, 9))
    #expect(
      DiagnosticText.text(open, in: SourceText(name: "f", text: "sum funds"))
        == "f:1:10: error: the bracket is not closed\nsum funds\n         ^\n")
    let long = Diagnostic("no", at: SourceRange(4, 20))
    #expect(
      DiagnosticText.text(long, in: SourceText(name: "f", text: "sum funds\n  by county"))
        .contains("sum funds\n    ^~~~~\n"))
    let beyond = Diagnostic("no", at: SourceRange(400, 500))
    #expect(
      DiagnosticText.text(beyond, in: SourceText(name: "f", text: "ab")).contains("ab\n  ^\n"))
    #expect(
      DiagnosticText.text(beyond, in: SourceText(name: "f", text: "")).contains("f:1:1: error"))
  }

  @Test("a very long line is shown near its place")
  func longLine() {
    let text = String(repeating: "a ", count: 5000) + "wrong" + String(repeating: " b", count: 5000)
    let error = diagnostic("no", at: "wrong", in: text)
    let lines = DiagnosticText.text(error, in: SourceText(name: "f", text: text))
      .split(separator: "\n")
    #expect(lines[1].count < 1000 && lines[1].hasPrefix("…") && lines[1].hasSuffix("…"))
    let caret = lines[2].prefix { $0 == " " }.count
    #expect(lines[1].dropFirst(caret).hasPrefix("wrong"))
  }

  @Test("every fix gives a whole statement")
  func fixes() {
    let text = "use grants; sum funds by conty\n  where year = 2010\ncount"
    let error = diagnostic("no", at: "conty", in: text, replacing: ["county", "country"])
    let start = "use grants; ".utf8.count
    let end = text.utf8.count - "\ncount".utf8.count
    let printed = DiagnosticText.text(
      error, in: SourceText(name: "f", text: text), statement: SourceRange(start, end))
    #expect(
      printed.hasSuffix(
        """
        try: sum funds by county
             where year = 2010
        try: sum funds by country
             where year = 2010

        """))
    let wrong = Diagnostic(
      "no", at: SourceRange(0, 1),
      fixes: [Diagnostic.Fix(range: SourceRange(500, 600), replacement: "x")])
    #expect(!DiagnosticText.text(wrong, in: SourceText(name: "f", text: "ab")).contains("try:"))
  }

  @Test("a data file's error has its own place")
  func reading() {
    let error = ReadingError(
      file: "records.csv", line: 17, column: 5, "\"abc\" is no number", notes: ["3 cells in all"])
    #expect(
      DiagnosticText.text(error)
        == "records.csv:17:5: error: \"abc\" is no number\nnote: 3 cells in all\n")
    #expect(
      DiagnosticText.text(ReadingError(file: "x\u{1B}.csv", "there is no such file"))
        == "x␛.csv: error: there is no such file\n")
  }

  private let notes = [
    Note(
      .shared, "1 record more names Daning together with Jialing, Nanbu and Yonghe: 2,000,000 yuan",
      count: 1, suggestion: "county has Daning"),
    Note(.missing, "3 of 14 records have no \u{1B}funds"),
  ]

  @Test("notes under an answer and beside one")
  func noteLines() {
    #expect(
      NoteLines.below(notes) == """
          1 record more names Daning together with Jialing, Nanbu and Yonghe: 2,000,000 yuan (county has Daning)
          3 of 14 records have no ␛funds

        """)
    #expect(
      NoteLines.beside([notes[1]]) == "note: 3 of 14 records have no ␛funds\n")
    let narrow = NoteLines.below(notes, options: .terminal(width: 60, height: 24))
    #expect(narrow.split(separator: "\n").allSatisfy { displayWidth(String($0)) <= 60 })
    #expect(narrow.hasPrefix("  1 record more names Daning together with Jialing, Nanbu\n    and "))
  }

  @Test("colours go around, never into, what is said")
  func colours() {
    let text = "sum conty"
    let error = diagnostic("no", at: "conty", in: text, notes: ["n"], replacing: ["county"])
    let source = SourceText(name: "f", text: text)
    let coloured = DiagnosticText.text(error, in: source, styling: .ansi)
    #expect(coloured.contains("\u{1B}[1;31merror:\u{1B}[0m no\n"))
    var plain = coloured
    for style in Style.allCases {
      let painted = Styling.ansi.paint("|", style).split(
        separator: "|", omittingEmptySubsequences: false)
      if painted[0].isEmpty { continue }
      plain = plain.split(separator: painted[0], omittingEmptySubsequences: false).joined()
    }
    plain = plain.split(separator: "\u{1B}[0m", omittingEmptySubsequences: false).joined()
    #expect(plain == DiagnosticText.text(error, in: source))
  }
}
