import Foundation
import Records
import Sumwhere
import Syntax
import TestSupport
import Testing

/// Random bytes and mutated sentences and files through the whole of a session: each comes to an
/// outcome or to a sentence, and no line of a file is lost.
///
/// `SUMWHERE_HOSTILE_ROUNDS` sets how many of each there are.
@Suite struct HostileSessionTests {
  private static let rounds = Rounds.count(default: 1_500)
  private static let parts = 4

  /// Every statement that a transcript asks, with its own line ends.
  private static let statements: [String] = {
    Repository.files(below: "Tests/Transcripts").flatMap { path -> [String] in
      guard let lines = try? Repository.lines(path) else { return [] }
      return Transcript(lines: lines).entries.map(\.text)
    }.filter { !$0.contains("load ") && !$0.contains("use ") && !$0.contains("save ") }
  }()

  private static func loaded() throws -> Session {
    var session = Session()
    let load = try Repository.text("Samples/miit/load.sum")
    try session.run(
      SourceText(name: "load.sum", text: load), in: Repository.url("Samples/miit").path())
    return session
  }

  private static func mutate(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
    for _ in 0...generator.below(4) {
      let place = generator.below(bytes.count + 1)
      switch generator.below(5) {
      case 0: bytes.insert(UInt8(truncatingIfNeeded: generator.next()), at: place)
      case 1 where place < bytes.count: bytes.remove(at: place)
      case 2 where place < bytes.count: bytes[place] = UInt8(32 + generator.below(95))
      case 3:
        let other = Array(generator.pick(statements).utf8)
        let start = generator.below(other.count)
        let end = min(other.count, start + 1 + generator.below(12))
        bytes.insert(contentsOf: other[start..<end], at: place)
      default:
        let end = min(bytes.count, place + 1 + generator.below(6))
        bytes.removeSubrange(place..<max(place, end))
      }
    }
  }

  /// A session is a value, so every text meets the same one.
  private static func exercise(_ bytes: [UInt8], in session: Session) {
    var session = session
    do throws(Session.Failure) {
      try session.run(SourceText(name: "hostile", bytes: bytes), in: "/nowhere") { _, outcome in
        _ = OutcomeText.text(of: outcome)
      }
    } catch {
      #expect(!OutcomeText.text(of: error).isEmpty, "\(bytes)")
    }
  }

  @Test(arguments: 0..<parts)
  func randomBytes(part: Int) throws {
    let session = try Self.loaded()
    var generator = SeededGenerator(seed: UInt64(part))
    for _ in 0..<Self.rounds / Self.parts {
      let bytes = (0..<generator.below(80)).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
      Self.exercise(bytes, in: session)
    }
  }

  @Test(arguments: 0..<parts)
  func mutatedStatements(part: Int) throws {
    let session = try Self.loaded()
    var generator = SeededGenerator(seed: UInt64(100 + part))
    for _ in 0..<Self.rounds / Self.parts {
      var bytes = Array(generator.pick(Self.statements).utf8)
      Self.mutate(&bytes, &generator)
      Self.exercise(bytes, in: session)
    }
  }

  @Test(arguments: 0..<parts)
  func mutatedFiles(part: Int) throws {
    var generator = SeededGenerator(seed: UInt64(200 + part))
    let sample = Array(try Repository.text("Samples/miit/records.csv").utf8)
    let lines = sample.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let path = FileManager.default.temporaryDirectory.appending(
      path: "sumwhere-hostile-\(part)-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: path) }
    for _ in 0..<Self.rounds / Self.parts {
      let start = generator.below(lines.count - 6)
      var bytes = Array(lines[0]) + [UInt8(ascii: "\n")]
      for line in lines[start..<start + generator.below(6)] { bytes += line + [UInt8(ascii: "\n")] }
      Self.mutate(&bytes, &generator)
      try Data(bytes).write(to: path)
      var session = Session()
      do throws(Session.Failure) {
        let outcome = try session.load(path: path.path(), isCancelled: { false })
        _ = OutcomeText.text(of: outcome)
        for question in ["count", "describe", "sum every funds by county"] {
          Self.exercise(Array(question.utf8), in: session)
        }
      } catch {
        #expect(!OutcomeText.text(of: error).isEmpty)
      }
    }
  }
}
