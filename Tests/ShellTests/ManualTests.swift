import Testing

@testable import Shell

/// What the program tells of itself: its help, its manual page and its licence.
@Suite struct ManualTests {
  /// Options as the help has them: their names, and what is said of each.
  private static func options(of help: String) -> [(names: [String], text: String)] {
    var options: [(names: [String], text: String)] = []
    let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
    for line in lines.drop(while: { $0 != "OPTIONS:" }).dropFirst() where !line.isEmpty {
      var text = line[...]
      if line.hasPrefix("  -") {
        // A name is followed by what it takes, and what is said of it stands behind two spaces.
        let head = line.dropFirst(2).split(separator: "  ")[0].prefix { $0 != "<" }
        options.append((head.split(separator: ", ").map { $0.filter { $0 != " " } }, ""))
        let isOfItsOwn = line.dropFirst(2).firstRange(of: "  ") == nil
        text = isOfItsOwn ? "" : line.dropFirst(26)
      }
      let words = text.split(separator: " ")
      options[options.count - 1].text += words.map { $0 + " " }.joined()
    }
    return options
  }

  private static let page = Checkout.contents(of: "Manual/sumwhere.1") ?? ""

  @Test func theManualNamesEveryOptionAsTheHelpDoes() throws {
    let help = try ScriptRun(["--help"], in: Workplace()).output
    let options = Self.options(of: help)
    #expect(options.count >= 12)
    let lines = Self.page.split(separator: "\n").map(String.init)
    let heads = options.map { ".It Fl " + $0.names.map { $0.dropFirst() }.joined(separator: " , ") }
    let found = lines.filter { $0.hasPrefix(".It Fl ") }
    #expect(found.map { $0.prefix { $0 != "A" }.trimmed } == heads, "make manual")
    for (option, head) in zip(options, heads) {
      let place = try #require(lines.firstIndex { $0 == head || $0.hasPrefix(head + " Ar ") })
      // The value that holds without the option stands in the help alone.
      #expect(option.text.trimmed.hasPrefix(lines[place + 1]), "make manual")
    }
  }

  @Test func theManualHasTheExamplesTheCodesAndTheEnvironment() throws {
    let lines = Set(Self.page.split(separator: "\n"))
    let help = try ScriptRun(["--help"], in: Workplace()).output
    let indented = help.split(separator: "\n").prefix { $0 != "USAGE:" && !$0.hasPrefix("USAGE") }
      .filter { $0.hasPrefix("  ") }
    #expect(indented.count > 8)
    for line in indented { #expect(lines.contains(line), "make manual") }
  }

  @Test func theVersionSaysWhoseItIsAndThatThereIsNoWarranty() throws {
    let run = try ScriptRun(["--version"], in: Workplace())
    #expect(run.ending == .exited(0))
    let lines = run.output.split(separator: "\n")
    #expect(lines[0].hasPrefix("sumwhere \(Command.number), with"))
    #expect(lines[1].hasPrefix("Copyright (C) 2026 the Sumwhere authors"))
    #expect(lines[2].hasPrefix(Product.hasEditor ? "License GPLv3+: " : "License Apache 2.0 "))
    #expect(lines.last == "There is NO WARRANTY, to the extent permitted by law.")
  }
}

extension StringProtocol {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
