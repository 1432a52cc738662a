import Foundation
import Sumwhere
import Testing

/// Every transcript prints what stands in it. `UPDATE_GOLDEN=1` writes the files anew.
@Suite struct TranscriptTests {
  static let folder = "Tests/Transcripts"
  static let paths = Repository.files(below: folder)

  @Test(arguments: paths)
  func transcriptPrintsWhatItSays(path: String) throws {
    let lines = try Repository.lines(path)
    let transcript = Transcript(lines: lines)
    let run = try TranscriptRun(of: transcript, at: path)
    let printed = transcript.lines(printing: run.outputs)
    #expect(
      Transcript(lines: printed).entries.map(\.expected) == run.outputs,
      "\(path): an output looks like an entry of its own")
    if Repository.updatesGoldens {
      if printed != lines { try Repository.write(printed, to: path) }
      return
    }
    for (entry, output) in zip(transcript.entries, run.outputs) where entry.expected != output {
      Issue.record(
        """
        \(path):\(entry.line): > \(entry.text)
        expected:
        \(entry.expected.joined(separator: "\n"))
        printed:
        \(output.joined(separator: "\n"))
        """)
    }
  }

  @Test(arguments: paths)
  func everyErrorIsASentenceAndEachFixMendsItsStatement(path: String) throws {
    let run = try TranscriptRun(of: Transcript(lines: Repository.lines(path)), at: path)
    for complaint in run.complaints { Issue.record("\(complaint)") }
  }

  @Test(arguments: paths.filter { $0.hasPrefix("\(folder)/errors/") })
  func everyEntryOfTheErrorsIsOne(path: String) throws {
    let transcript = try Transcript(lines: Repository.lines(path))
    let run = try TranscriptRun(of: transcript, at: path)
    for (entry, failure) in zip(transcript.entries, run.failures) where failure == nil {
      Issue.record("\(path):\(entry.line): > \(entry.text)\nis answered")
    }
  }

  @Test func errorsAreShownAtLength() throws {
    let entries = try Self.paths.filter { $0.hasPrefix("\(Self.folder)/errors/") }
      .flatMap { try Transcript(lines: Repository.lines($0)).entries }
    #expect(entries.count >= 40)
  }

  @Test(arguments: paths)
  func everyFileIsOfUse(path: String) throws {
    #expect(path.hasSuffix(".txt"), "\(path) is no transcript")
    let transcript = try Transcript(lines: Repository.lines(path))
    #expect(!transcript.entries.isEmpty, "\(path) asks nothing")
    let sample = try #require(
      transcript.settings(named: "sample").first, "\(path) names no sample")
    let loads = Repository.url("Samples/\(sample)/load.sum").path()
    #expect(sample == "none" || FileManager.default.fileExists(atPath: loads))
    let statements = (transcript.entries.map(\.text) + transcript.files.map(\.text))
      .joined(separator: "\n")
    for file in transcript.files {
      #expect(statements.contains(file.name), "\(path) does not use \(file.name)")
    }
  }
}
