import Foundation
import Sumwhere
import Testing

/// The library as another program uses it.
@Suite struct AskingTests {
  @Test func answersComeWithTheirNotes() throws {
    var session = Session()
    let load = try Repository.text("Samples/miit/load.sum")
    let replies = try session.ask(
      load + "\n\nsum cadres", relativeTo: Repository.url("Samples/miit").path())
    let last = try #require(replies.last)
    #expect(last.text == "69 people\n")
    #expect(last.json == "[\n{\"sum_cadres\":69}\n]\n")
    #expect(last.notes.first { $0.kind == "parts" }?.count == 7)
  }

  @Test(arguments: [("sum fund", 1), ("load \"nothing.csv\"", 3), ("expect 1 = 2", 1)])
  func refusalsSayWhy(_ text: String, _ exitCode: Int32) {
    var session = Session()
    #expect {
      try session.ask(text)
    } throws: { error in
      guard let refusal = error as? Session.Refusal else { return false }
      return refusal.exitCode == exitCode && refusal.text.contains("error: ")
    }
  }

  @Test func aFailureKeepsWhatRanBefore() throws {
    var session = Session()
    let folder = Repository.url("Samples/register").path()
    #expect(throws: Session.Refusal.self) {
      try session.ask("load \"projects.csv\"\n\nsum nothing", relativeTo: folder)
    }
    #expect(try session.ask("count").first?.text == "2,000\n")
  }
}
