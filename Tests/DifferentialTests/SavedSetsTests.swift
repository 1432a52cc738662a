import Foundation
import Records
import Sumwhere
import TestSupport
import Testing

/// Random sentences asked of sets as they were loaded, and of the same sets saved and loaded again.
@Suite struct SavedSetsTests {
  @Test func bothAnswerAlike() throws {
    let database = try Database()
    var answered = 0
    for index in 0..<20 {
      var random = SeededGenerator(seed: 77 << 32 | UInt64(index))
      let world = World.made(&random)
      try world.fill(database)
      let folder = FileManager.default.temporaryDirectory
        .appending(path: "sumwhere-\(UUID().uuidString)", directoryHint: .isDirectory)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      var plain = Session()
      _ = try plain.ask(try world.save(to: folder))
      var saved = plain
      for set in world.sets {
        let path = "\(folder.path())\(set.name).records"
        _ = try saved.ask("save \(set.name) to \"\(path)\"; load \"\(path)\" as \(set.name)")
      }
      _ = try saved.ask("use \(world.sets[0].name)")
      var maker = QuestionMaker(random, world, database)
      for _ in 0..<40 {
        var question = try maker.question()
        try question.resolve(in: database)
        let expected = Self.reply(to: question.text, from: &plain)
        #expect(Self.reply(to: question.text, from: &saved) == expected, "\(question.text)")
        let why = Self.reply(to: "why", from: &plain)
        #expect(Self.reply(to: "why", from: &saved) == why, "why \(question.text)")
        answered += expected.hasPrefix("answered") ? 1 : 0
      }
    }
    #expect(answered > 500)
  }

  private static func reply(to text: String, from session: inout Session) -> String {
    do {
      let replies = try session.ask(text)
      return "answered: " + replies.map { "\($0.text)\($0.notes)" }.joined()
    } catch {
      return error.text
    }
  }
}
