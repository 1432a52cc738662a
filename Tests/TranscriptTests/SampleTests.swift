import Foundation
import Sumwhere
import Syntax
import Testing

/// Every saved question of the samples is answered.
@Suite struct SampleTests {
  static let scripts = Repository.files(below: "Samples").filter { $0.hasSuffix(".sum") }

  /// Runs a script's text as if it stood at `path`.
  private static func answers(
    to text: String, at path: String, isScript: Bool, parameters: [String: String] = [:]
  ) throws -> [String] {
    var session = Session()
    session.settings.isScript = isScript
    session.settings.parameters = parameters
    var printed: [String] = []
    let folder = Repository.url(path).deletingLastPathComponent().path()
    try session.run(SourceText(name: path, text: text), in: folder) { statement, outcome in
      // What a load says depends on the fields it was asked for.
      if case .load = statement.kind { return }
      printed.append(OutcomeText.text(of: outcome))
    }
    return printed
  }

  @Test func thereAreScripts() { #expect(Self.scripts.count >= 9) }

  @Test(arguments: scripts)
  func scriptRunsAndAnswersAsTheInteractiveSessionDoes(path: String) throws {
    let text = try Repository.text(path)
    let answers = try Self.answers(to: text, at: path, isScript: true)
    #expect(try Self.answers(to: text, at: path, isScript: false) == answers)
    if !path.hasSuffix("/load.sum") { #expect(!answers.isEmpty) }
  }

  @Test(arguments: scripts)
  func scriptBeginsWithTheLoadOfItsFolder(path: String) throws {
    func load(of path: String) throws -> [String] {
      let lines = try Repository.lines(path)
      return Array(lines.drop { !$0.hasPrefix("load ") }.prefix { !$0.hasPrefix(")") })
    }
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    #expect(try load(of: path) == load(of: "\(folder)/load.sum"))
    #expect(try !load(of: path).isEmpty)
  }

  @Test func everyCheckCanFail() throws {
    let path = "Samples/miit/checks.sum"
    let lines = try Repository.lines(path)
    let checks = lines.indices.filter { lines[$0].hasPrefix("expect ") }
    #expect(checks.count >= 20)
    for index in checks {
      // The complement of a check that holds must not hold.
      let end = lines[(index + 1)...].firstIndex { !$0.hasPrefix("  ") } ?? lines.endIndex
      let condition = lines[index..<end].joined(separator: " ").dropFirst("expect ".count)
      let head = lines[..<(lines.firstIndex { $0.hasPrefix(")") } ?? 0)] + [")"]
      let text = (head + ["expect not (\(condition))"]).joined(separator: "\n")
      do {
        _ = try Self.answers(to: text, at: path, isScript: true)
        Issue.record("\(path):\(index + 1) holds with its complement")
      } catch Session.Failure.expectation {
        continue
      }
    }
  }

  @Test func parametersAreReadAsTheTypeOfTheirDefault() throws {
    let path = "Samples/register/report.sum"
    let text = try Repository.text(path)
    let answers = try Self.answers(
      to: text, at: path, isScript: true, parameters: ["county": "Harrow Hill", "since": "2008"])
    #expect(try answers != Self.answers(to: text, at: path, isScript: true))
    #expect(throws: Session.Failure.self) {
      try Self.answers(
        to: text, at: path, isScript: true, parameters: ["since": "2008 or year < 2008"])
    }
  }
}
