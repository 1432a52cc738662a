import Testing

/// A file that would take the terminal over: what a person sees of it, and what the terminal is sent.
@Suite(.enabled(if: Product.hasEditor, "a build without readline draws nothing"), .serialized)
struct HostileScreenTests {
  let place: Workplace

  init() throws {
    place = try Workplace(["hostile.csv": Self.file])
  }

  /// Sequences that the program never sends of its own accord.
  private static let attacks = [
    "\u{1B}[45m", "\u{1B}]0;owned\u{7}", "\u{1B}]52;c;cm0gLXJm\u{1B}\\", "\u{1B}[77A", "\u{1B}[2J",
    "\u{1B}c", "\u{1B}P1$q\u{1B}\\", "\u{9B}45m", "\u{9D}0;owned\u{9C}", "\u{202E}evil\u{202C}",
    "\u{2067}x\u{2069}", "back\u{8}\u{8}\u{8}\u{8}over", "bell\u{7}", "del\u{7F}",
    "line\u{2028}separator", "over\rwritten", "two\nlines", "a\tb", "shift\u{E}out",
  ]

  private static let strange = [
    "👨‍👩‍👧‍👦 family", "👩🏽‍🚀 astronaut", "🇨🇳🇫🇷 flags", "❤️ heart", "e\u{301}\u{323} marks", "大宁县和永和县",
    "ﾊﾝｶｸ", "한국", "क्षि नमस्ते", "\u{FEFF}mark", "soft\u{AD}hyphen", "zero\u{200B}width",
    "│ bars ─┼─", String(repeating: "long ", count: 2_000),
    String(repeating: "大", count: 10_000), "z" + String(repeating: "\u{301}", count: 12),
  ]

  private static let file: String = {
    var text = "na\u{1B}[45mme,n,\u{202E}kind\n"
    for (index, cell) in (attacks + strange).enumerated() {
      let kind = index < attacks.count ? "attack" : "strange"
      text += "\"\(cell)\",\(index + 1),\(kind)\n"
    }
    return text
  }()

  private func converse(columns: Int = 80, rows: Int = 50) throws -> Conversation {
    let conversation = try Conversation(
      ["hostile.csv"], in: place, columns: columns, rows: rows, environment: ["NO_COLOR": "1"])
    try conversation.expectPrompt()
    return conversation
  }

  /// Nothing was sent but text and the few sequences that an entry is drawn with.
  private func expectNothingRaw(of conversation: Conversation) {
    let sent = String(decoding: conversation.received, as: UTF8.self)
    let left = sent.replacing(/\u{1B}\[(\?[0-9]+[hl]|[0-9]*[ABCGJK])/, with: "")
    for scalar in left.unicodeScalars {
      switch scalar.value {
      case 0x0A, 0x0D: continue
      case 0x00..<0x20, 0x7F..<0xA0, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069:
        Issue.record("U+\(String(scalar.value, radix: 16)) was sent")
      default: continue
      }
    }
    #expect(!sent.contains("\u{1B}[77A"))
  }

  @Test func aTableOfItStandsStraight() throws {
    let conversation = try converse()
    try conversation.ask("show *")
    try conversation.type("\u{C}")
    conversation.settle()
    conversation.forgetReceived()
    try conversation.ask("all")
    try Pictures.expect("hostile", of: conversation, "each cell in a row, figures in a column")
    expectNothingRaw(of: conversation)
    let screen = conversation.screen
    let figures = screen.lines.filter { $0.hasSuffix("attack") || $0.hasSuffix("strange") }
    #expect(figures.count == Self.attacks.count + Self.strange.count)
  }

  @Test func aNarrowTerminalIsNotOverrun() throws {
    let conversation = try converse(columns: 32)
    try conversation.ask("show * where n in (1, 2, 8, 10, 17, 21, 23, 34, 35, 36)")
    try Pictures.expect("hostile-narrow", of: conversation, "cells are cut, figures are not")
    expectNothingRaw(of: conversation)
  }

  @Test func itsValuesAreOfferedAsTheyWouldBeWritten() throws {
    let conversation = try converse()
    try conversation.type("count where \t")
    try conversation.expect("fields") { $0.text.contains("n") }
    try conversation.type("\u{7}n = 1 or \t\t\r= \t")
    try Pictures.expect("hostile-menu", of: conversation, "values, escaped where they must be")
    try conversation.type("\t\t\t\r")
    try Pictures.expect("hostile-taken", of: conversation, "one was taken into the entry")
    expectNothingRaw(of: conversation)
  }

  @Test func aZeroByteAndAHostileNameAreRefusedHarmlessly() throws {
    try place.write("a,b\n1,x\u{0}y\n", to: "z\u{1B}[45mero\u{202E}.csv")
    let conversation = try converse(rows: 24)
    try conversation.ask("load \"z\\u{1b}[45mero\\u{202e}.csv\"")
    try conversation.type("load \"z\t")
    try Pictures.expect("hostile-file", of: conversation, "the file is refused, its name escaped")
    expectNothingRaw(of: conversation)
  }

  @Test func whatIsSaidOfItIsHarmless() throws {
    let conversation = try converse(rows: 24)
    try conversation.type("\u{1B}[200~count where kind = \"a\u{1B}[45mb\u{202E}c\"\u{1B}[201~ and")
    try conversation.expect("the entry") { $0.text.contains("count where kind") }
    conversation.settle()
    try conversation.type("\u{8}\u{8}\u{8}\u{8}\r")
    try conversation.expectPrompt()
    try conversation.ask("count where \"na\\u{1b}[45mme\" = \"\\u{1b}[45m\"")
    try conversation.ask("describe")
    try Pictures.expect("hostile-said", of: conversation, "errors, answers and descriptions")
    expectNothingRaw(of: conversation)
  }
}
