import Testing

/// `make demo` shows what it is said to: its keys, typed here, lead to stored screens.
@Suite(.enabled(if: Product.hasEditor, "a build without readline draws nothing"))
struct DemonstrationTests {
  @Test func itsScreensAreThese() throws {
    let place = try Workplace()
    for name in ["load.sum", "records.csv"] {
      try place.write(try #require(Checkout.contents(of: "Samples/miit/\(name)")), to: name)
    }
    let conversation = try Conversation([], in: place, columns: 90, rows: 28)
    try conversation.expectPrompt()
    let script = try #require(Checkout.contents(of: "Samples/demo/keys.txt"))
    var shown = 0
    for line in script.split(separator: "\n") {
      let rest = line.drop { $0 != " " }.dropFirst()
      if line.hasPrefix("type ") {
        try conversation.type(Self.keys(rest))
      } else if line.hasPrefix("show ") {
        try Pictures.expect("demo-\(rest)", of: conversation)
        shown += 1
      }
    }
    #expect(shown >= 10)
    try conversation.type("\u{4}")
    #expect(try conversation.end() == .exited(0))
  }

  private static let named = ["Enter": "\r", "Tab": "\t", "Right": "\u{1B}[C", "Up": "\u{1B}[A"]

  /// As a terminal sends them.
  private static func keys(_ text: Substring) -> String {
    String(text).replacing(/<(?<name>[A-Z][A-Za-z\-]*)>/) { match in
      let name = String(match.output.name)
      guard let letter = name.last?.asciiValue, name.hasPrefix("Ctrl-") else {
        return named[name] ?? "?"
      }
      return String(UnicodeScalar(letter - 64))
    }
  }
}
