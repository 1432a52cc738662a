import Foundation
import Records
import Semantics
import Syntax
import Testing

@testable import Sumwhere

/// Every transcript prints the same where each loaded set was saved as records and loaded again:
/// answers, notes, what `why` shows, and errors.
@Suite struct SavedTranscriptTests {
  @Test(arguments: TranscriptTests.paths.filter { !$0.hasSuffix("steps/records.txt") })
  func savedSetsAnswerAlike(path: String) throws {
    let transcript = try Transcript(lines: Repository.lines(path))
    let plain = try TranscriptRun(of: transcript, at: path)
    let saved = try TranscriptRun(of: transcript, at: path) { try $0.saveAndLoadAll() }
    for (entry, (plain, saved)) in zip(transcript.entries, zip(plain.outputs, saved.outputs))
    where plain != saved {
      Issue.record(
        """
        \(path):\(entry.line): > \(entry.text)
        as loaded:
        \(plain.joined(separator: "\n"))
        as saved and loaded:
        \(saved.joined(separator: "\n"))
        """)
    }
  }
}

extension Session {
  /// Puts in the place of each set what is loaded of it once it is saved.
  mutating func saveAndLoadAll() throws {
    for name in catalog.setNames {
      guard let set = catalog.sets[name] else { continue }
      if set.fields.isEmpty { continue }
      let path = FileManager.default.temporaryDirectory
        .appending(path: "\(UUID().uuidString).records").path()
      defer { try? FileManager.default.removeItem(atPath: path) }
      var bytes: [UInt8] = []
      _ = Writer.write(set, as: .records, knowing: catalog.units) { bytes += $0 }
      try Data(bytes).write(to: URL(filePath: path))
      var request = LoadRequest(paths: [path], name: name)
      request.largestWholeFile = 0
      let outcome = try Reader.load(request, units: catalog.units, isCancelled: { false })
      change {
        $0.sets[name] = outcome.set
        $0.units = outcome.units
      }
    }
  }
}
