import Foundation
import Syntax
import TestSupport
import Testing

@Suite struct HostileInputTests {
  /// Parses, prints and reads again; the point is that it comes back.
  private static func exercise(_ bytes: [UInt8]) {
    let source = SourceText(name: "hostile", bytes: bytes)
    let script = Parser.parse(source)
    for diagnostic in script.diagnostics {
      #expect(!diagnostic.message.isEmpty)
      #expect(Int(diagnostic.range.end) <= bytes.count)
      for fix in diagnostic.fixes { #expect(Int(fix.range.end) <= bytes.count) }
    }
    for statement in script.statements {
      let printed = Printer.text(of: statement)
      let again = Parser.parse(SourceText(name: "printed", text: printed))
      #expect(
        again.statements.map(TreeText.text) == [TreeText.text(of: statement)],
        "\(String(decoding: bytes, as: UTF8.self))\n\(printed)\n\(again.diagnostics)")
    }
  }

  @Test(arguments: 0..<10)
  func randomBytes(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<1_000 {
      let bytes = (0..<generator.below(60)).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
      Self.exercise(bytes)
    }
  }

  @Test(arguments: 0..<10)
  func randomWords(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let words =
      Keywords.all + Keywords.functions + [
        "(", ")", "(", ")", ",", "..", "=", "!=", "<", "+", "-", "*", "/", "^", "&", ".", "$", ";",
        "\n", "\n\n", "# c\n", "59", "2.16", "1,000", "15%", "2010", "2010-05", "2010-13", "\"a\"",
        "'b", "`c`", "x", "y", "县", "四千", "亿", "/a/", "\u{feff}", "\u{0}", "!", "[", "1e6",
      ]
    for _ in 0..<1_000 {
      let text = (0..<generator.below(14)).map { _ in generator.pick(words) }
      Self.exercise(Array(text.joined(separator: generator.chance(oneIn: 9) ? "" : " ").utf8))
    }
  }

  @Test(arguments: 0..<10)
  func mutatedSentences(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<1_000 {
      var bytes = Array(generator.pick(Sentences.all).utf8)
      for _ in 0...generator.below(3) {
        let place = generator.below(bytes.count + 1)
        switch generator.below(4) {
        case 0: bytes.insert(UInt8(truncatingIfNeeded: generator.next()), at: place)
        case 1 where place < bytes.count: bytes.remove(at: place)
        case 2 where place < bytes.count: bytes[place] = UInt8(32 + generator.below(95))
        default:
          let other = Array(generator.pick(Sentences.all).utf8)
          bytes.insert(contentsOf: other.suffix(generator.below(other.count)), at: place)
        }
      }
      Self.exercise(bytes)
    }
  }

  @Test(arguments: [
    ("(", ")"), ("sum (", ")"), ("round(", ")"), ("-(", ")"), ("not (", ")"),
    ("1 + (", ")"), ("x in (", ")"), ("if a then b else (", ")"), ("(show from ", " limit 1)"),
    ("a or b and not c = d & e + f * -g ^ (", ")"), ("x between 1 and (", ")"),
  ])
  func deepBrackets(open: String, close: String) {
    for (depth, stack) in [(15, 512), (100, 8_192), (250, 512), (10_000, 512), (10_000, 8_192)] {
      let text =
        "show " + String(repeating: open, count: depth) + "x"
        + String(repeating: close, count: depth)
      Self.onStack(kilobytes: stack) {
        let script = Parser.parse(SourceText(name: "deep", text: text))
        #expect(script.statements.count + script.diagnostics.count == 1)
        if depth == 10_000 {
          #expect(script.diagnostics.first?.message.contains("nest") ?? false)
        } else if depth == 15 || stack > 512, !open.contains("^") {
          #expect(script.diagnostics.isEmpty, "\(depth) \(stack) \(script.diagnostics)")
        }
        for statement in script.statements {
          let printed = Printer.text(of: statement)
          #expect(TreeText.text(of: statement).utf8.count > 10)
          #expect(Parser.parse(SourceText(name: "printed", text: printed)).diagnostics.isEmpty)
        }
      }
    }
  }

  @Test(arguments: [" + x", " or x", " ^ x", " default x", " to yuan", " & x", " - -x"])
  func longChains(link: String) {
    for count in [200, 900, 100_000] {
      let text = "show x" + String(repeating: link, count: count)
      Self.onStack(kilobytes: 512) {
        let script = Parser.parse(SourceText(name: "long", text: text))
        #expect(script.statements.count + script.diagnostics.count == 1)
        if count == 100_000 { #expect(script.diagnostics.count == 1) }
        if count == 200, link != " ^ x" {
          #expect(script.diagnostics.isEmpty, "\(script.diagnostics)")
        }
        if count == 900, link != " ^ x" { #expect(script.diagnostics.isEmpty) }
        for statement in script.statements {
          let printed = Printer.text(of: statement)
          #expect(TreeText.text(of: statement).utf8.count > 10)
          #expect(Parser.parse(SourceText(name: "printed", text: printed)).diagnostics.isEmpty)
        }
      }
    }
  }

  @Test func twoHundredAndFiftyBracketsAreRead() {
    for (open, close) in [("(", ")"), ("(show from ", " limit 1)")] {
      let text =
        "show " + String(repeating: open, count: 250) + "x"
        + String(repeating: close, count: 250)
      Self.onStack(kilobytes: 8_192) {
        let script = Parser.parse(SourceText(name: "deep", text: text))
        #expect(script.diagnostics.isEmpty, "\(script.diagnostics)")
        for statement in script.statements {
          #expect(!Printer.text(of: statement).isEmpty && !TreeText.text(of: statement).isEmpty)
        }
      }
    }
  }

  @Test func chainsInsideBracketsShareTheBudget() {
    var text = "x"
    for _ in 0..<100 { text = "(" + text + String(repeating: " + x", count: 500) + ")" }
    Self.onStack(kilobytes: 8_192) { [text] in
      let script = Parser.parse(SourceText(name: "both", text: "show " + text))
      #expect(script.diagnostics.first?.message.contains("at most 1,000") ?? false)
    }
  }

  @Test(arguments: [
    "x", "1,", "(", ")", "'", "\"", "`", "9", "-", "/", "a ", "\\", "县", "1-", ",", ". ", "1.",
    "2010-05-", "\"a\" ", "$", "=", "超过", "万", "1万", "\n", "\n\n", "( \n", "select ", "<", "#",
    "a = b ", "a, ", "sum ", "not ", "- ", "if ", "x in (1,", "'a", "a\nsum ", "/x/ ",
    "matches /", "count ",
  ])
  func longLinesAreLinear(piece: String) {
    let size = ["x", "(", "a ", "sum "].contains(piece) ? 1_000_000 : 100_000
    let text = "show " + String(repeating: piece, count: size / piece.utf8.count)
    let start = ContinuousClock.now
    Self.onStack(kilobytes: 512) { _ = Parser.parse(SourceText(name: "wide", text: text)) }
    let spent = ContinuousClock.now - start
    #expect(spent < .seconds(20), "\(piece) took \(spent)")
  }

  /// Runs on a thread with so much stack; secondary threads have 512 KB at the least.
  static func onStack(kilobytes: Int, _ work: @escaping @Sendable () -> Void) {
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      work()
      done.signal()
    }
    thread.stackSize = kilobytes << 10
    thread.start()
    done.wait()
  }
}
