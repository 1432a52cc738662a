import Foundation
import Syntax
import TestSupport
import Testing

@Suite struct GrammarTests {
  private static let sources: [String] = {
    let folder = Grammar.folder.appending(path: "Sources/Syntax")
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasPrefix("Parser") }.sorted().compactMap {
      try? String(contentsOf: folder.appending(path: $0), encoding: .utf8)
    }
  }()

  /// The productions that stand over functions, by their names, and the functions under them.
  private static let documented: [String: (text: String, function: String)] = {
    var found: [String: (text: String, function: String)] = [:]
    for source in sources {
      var comment = ""
      for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
        let line = line.trimmingCharacters(in: .whitespaces)
        if line.hasPrefix("///") {
          comment += line.dropFirst(3) + " "
          continue
        }
        if let start = line.range(of: "func ")?.upperBound {
          let function = String(line[start...].prefix { $0.isLetter })
          for (name, text) in Grammar(comment).texts { found[name] = (text, function) }
        }
        comment = ""
      }
    }
    return found
  }()

  @Test func everyProductionIsAFunctionOfTheParser() {
    let grammar = Grammar.shared
    #expect(grammar.names.count > 80)
    for name in grammar.names where !grammar.lexical.contains(name) {
      let documented = Self.documented[name]
      #expect(documented?.text == grammar.texts[name], "\(name)")
      let function = name.prefix(1).uppercased() + name.dropFirst()
      let expected =
        documented?.function == "parseInfix"
        ? ["parseInfix"]
        : name == "script"
          ? ["parse"] : ["parse\(function)", "parse\(function)s", "eat\(function)"]
      #expect(expected.contains(documented?.function ?? ""), "\(name)")
    }
    for name in Self.documented.keys { #expect(grammar.rules[name] != nil, "\(name)") }
  }

  @Test func everyReferenceHasItsProduction() {
    func check(_ rule: Grammar.Rule) {
      switch rule {
      case .sequence(let rules), .choice(let rules): rules.forEach(check)
      case .optional(let rule), .repeated(let rule): check(rule)
      case .reference(let name): #expect(Grammar.shared.rules[name] != nil, "\(name)")
      case .terminal, .special: break
      }
    }
    Grammar.shared.rules.values.forEach(check)
  }

  @Test func theKeywordsAgree() {
    let ours = Set(Keywords.all).subtracting(Keywords.spoken)
    #expect(Grammar.shared.keywords == ours)
    #expect(Set(Keywords.reserved).isSubset(of: Keywords.all))
    for words in [
      Keywords.clauseWords, Keywords.stepWords, Keywords.statementWords, Keywords.aggregates,
      Keywords.withWords, Keywords.scaleWords, Keywords.loadOptions,
    ] {
      #expect(!words.isEmpty && Set(words).isSubset(of: Keywords.all))
    }
  }

  @Test(arguments: 0..<20)
  func randomSentencesReadAndRoundTrip(seed: UInt64) {
    var maker = SentenceMaker(Grammar.shared, seed: seed)
    var count = 0
    for _ in 0..<100 {
      let sentence = maker.sentence()
      guard sentence.utf8.count < 4_000 else { continue }
      let script = Parser.parse(SourceText(name: "random", text: sentence))
      if let diagnostic = script.diagnostics.first {
        // What the grammar says in words: sentences that read in two ways are refused.
        let isKnown =
          diagnostic.message.contains("in two ways")
          || diagnostic.message.contains("the power of a unit")
          || diagnostic.message.contains("count is of records")
          || diagnostic.message.contains("directly after the word of an aggregate")
        #expect(isKnown, "\(sentence)\n\(diagnostic)")
        continue
      }
      count += 1
      #expect(script.statements.count == 1, "\(sentence)")
      guard let statement = script.statements.first else { continue }
      let printed = Printer.text(of: statement)
      let again = Parser.parse(SourceText(name: "printed", text: printed))
      #expect(again.diagnostics.isEmpty, "\(sentence)\n\(printed)\n\(again.diagnostics)")
      #expect(
        again.statements.map(TreeText.text) == [TreeText.text(of: statement)],
        "\(sentence)\n\(printed)")
    }
    #expect(count > 80, "seed \(seed)")
  }
}
