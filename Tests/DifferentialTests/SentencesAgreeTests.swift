import Foundation
import TestSupport
import Testing

/// Random sentences answered by the engine, by the reference interpreter and by SQLite.
///
/// A long run: `SUMWHERE_DIFFERENTIAL_ROUNDS=1000000 swift test -c release …`; another seed:
/// `SUMWHERE_DIFFERENTIAL_SEED=7`.
@Suite struct SentencesAgreeTests {
  private static let parts = 4
  private static let sentencesInWorld = 100

  private static func setting(_ name: String, default usual: Int) -> Int {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? usual
  }

  private static let rounds = setting("SUMWHERE_DIFFERENTIAL_ROUNDS", default: 20_000)
  private static let seed = setting("SUMWHERE_DIFFERENTIAL_SEED", default: 1)

  /// Every sentence before it is asked, where `SUMWHERE_DIFFERENTIAL_LOG` names a file.
  private static let log: FileHandle? = {
    guard let path = ProcessInfo.processInfo.environment["SUMWHERE_DIFFERENTIAL_LOG"] else {
      return nil
    }
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    return FileHandle(forWritingAtPath: path)
  }()

  @Test(arguments: 0..<parts)
  func threeAnswersAreOne(part: Int) throws {
    let worlds = max(1, Self.rounds / Self.parts / Self.sentencesInWorld)
    let database = try Database()
    var counts: [String: Int] = [:]
    for index in 0..<worlds {
      let seed = UInt64(Self.seed) << 40 | UInt64(part) << 32 | UInt64(index)
      var random = SeededGenerator(seed: seed)
      let trial = try Trial(World.made(&random), in: database)
      var maker = QuestionMaker(random, trial.world, database)
      for _ in 0..<Self.sentencesInWorld {
        let question = try maker.question()
        // Where a run ends by a trap, the last line of the file says of what.
        if let log = Self.log {
          try log.write(contentsOf: Data("\(seed): \(question.text)\n".utf8))
        }
        let outcome = trial.outcome(of: question)
        if outcome == .agreed { continue }
        counts["\(outcome)".prefix { $0 != "(" }.description, default: 0] += 1
        if counts["\(outcome)".prefix { $0 != "(" }.description, default: 0] <= 3 {
          let small = try Shrinker.shrunk(question, trial.world, outcome, in: database)
          Issue.record("seed \(seed): \(small)")
        }
        try trial.world.fill(database)
      }
    }
    #expect(counts.isEmpty, "seed \(Self.seed), \(Self.rounds) sentences")
    print(
      "differential: seed \(Self.seed), part \(part), \(worlds * Self.sentencesInWorld) sentences")
  }
}
