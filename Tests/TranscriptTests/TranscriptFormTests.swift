import Testing

@Suite struct TranscriptFormTests {
  static let text = [
    "# sample: none", "# file: tiny.csv", "| a,b", "| 1,\\u{e9}", "", "> sum a", "> 59 yuan",
    "  a note",
    "", "  behind a gap", "", "# more", "> count", "… where a = 1", "…", "1 record", "",
  ]

  @Test func entriesEndAtTheBlankLineBeforeTheNext() {
    let transcript = Transcript(lines: Self.text)
    #expect(
      transcript.entries == [
        Transcript.Entry(
          statement: ["sum a"], expected: ["> 59 yuan", "  a note", "", "  behind a gap"], line: 6),
        Transcript.Entry(
          statement: ["count", "where a = 1", ""], expected: ["1 record"], line: 13),
      ])
    #expect(transcript.settings(named: "sample") == ["none"])
    #expect(transcript.files.map(\.name) == ["tiny.csv"])
    #expect(transcript.files.map(\.text) == ["a,b\n1,é\n"])
  }

  @Test func printingWhatIsExpectedWritesTheFileAsItIs() {
    let transcript = Transcript(lines: Self.text)
    #expect(transcript.lines(printing: transcript.entries.map(\.expected)) == Self.text)
  }

  @Test func outputOfAnotherLengthKeepsTheRest() {
    let transcript = Transcript(lines: Self.text)
    #expect(
      transcript.lines(printing: [["none"], []])
        == [
          "# sample: none", "# file: tiny.csv", "| a,b", "| 1,\\u{e9}", "", "> sum a", "none", "",
          "# more", "> count", "… where a = 1", "…", "",
        ])
  }
}
