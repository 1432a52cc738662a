import Foundation
import Records
import Sumwhere
import Syntax

/// What the entries of a transcript print, one session for all of them.
struct TranscriptRun {
  /// What is printed, entry by entry.
  private(set) var outputs: [[String]] = []
  /// How an entry came to nothing, where it did.
  private(set) var failures: [Session.Failure?] = []
  /// What is wrong with a diagnostic or one of its fixes.
  private(set) var complaints: [String] = []

  private var session = TranscriptRun.made
  private let folder: String

  /// What explain measures takes no time here, so that it prints the same every time.
  private static var made: Session {
    var session = Session()
    session.settings.clock = { 0 }
    return session
  }

  /// Loads the sample that the transcript names and runs its entries; `between` may change the
  /// session before each of them.
  init(
    of transcript: Transcript, at path: String,
    between: (inout Session) throws -> Void = { _ in }
  ) throws {
    let sample = transcript.settings(named: "sample").first ?? "miit"
    let files = transcript.files
    if files.isEmpty {
      folder = Repository.url("Samples/\(sample)").path()
    } else {
      let place = FileManager.default.temporaryDirectory
        .appending(path: "sumwhere-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      for file in files {
        try file.text.write(
          to: place.appending(path: file.name), atomically: true, encoding: .utf8)
      }
      folder = place.path()
    }
    defer { if !files.isEmpty { try? FileManager.default.removeItem(atPath: folder) } }

    if sample != "none" {
      let load = try Repository.text("Samples/\(sample)/load.sum")
      try session.run(
        SourceText(name: "load.sum", text: load),
        in: Repository.url("Samples/\(sample)").path())
    }
    for entry in transcript.entries {
      try between(&session)
      run(entry, at: path)
    }
  }

  private mutating func run(_ entry: Transcript.Entry, at path: String) {
    let before = session
    let source = SourceText(name: "input", text: entry.text)
    var printed = ""
    var failure: Session.Failure?
    do {
      try session.run(source, in: folder) { _, outcome in
        printed += OutcomeText.text(of: outcome)
      }
    } catch {
      failure = error
      printed += OutcomeText.text(of: error)
    }
    // Files are named as the statements name them, wherever they stand on this machine.
    let local = printed.replacing("\(folder)/ ", with: "the folder ")
      .replacing("\(folder)/", with: "")
    var lines = local.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.last?.isEmpty == true { lines.removeLast() }
    outputs.append(lines)
    failures.append(failure)
    if let failure { judge(failure, of: source, before: before, at: "\(path):\(entry.line)") }
  }
}

extension TranscriptRun {
  private mutating func judge(
    _ failure: Session.Failure, of source: SourceText, before: Session, at place: String
  ) {
    switch failure {
    case .statement(let diagnostic, let text, _):
      judgeTone(of: [diagnostic.message] + diagnostic.notes, at: place)
      if Int(diagnostic.range.end) > text.bytes.count {
        complaints.append("\(place): the caret stands behind the text")
      }
      // What is wrong in an included script is mended there.
      for fix in diagnostic.fixes where text.name == source.name {
        judge(fix, of: source, before: before, at: place)
      }
    case .expectation(let diagnostic, _, _):
      judgeTone(of: [diagnostic.message] + diagnostic.notes, at: place)
    case .reading(let error): judgeTone(of: [error.message] + error.notes, at: place)
    case .cancelled: complaints.append("\(place): nobody cancelled it")
    }
  }

  /// A fix alone must mend its statement.
  private mutating func judge(
    _ fix: Diagnostic.Fix, of source: SourceText, before: Session, at place: String
  ) {
    let start = Int(fix.range.start)
    let end = Int(fix.range.end)
    guard start <= end, end <= source.bytes.count else {
      complaints.append("\(place): a fix stands behind the text")
      return
    }
    let mended = source.bytes[..<start] + Array(fix.replacement.utf8) + source.bytes[end...]
    var session = before
    let text = SourceText(name: "mended", bytes: Array(mended))
    do {
      try session.run(text, in: folder)
    } catch {
      complaints.append(
        "\(place): the fix gives `\(String(decoding: mended, as: UTF8.self))`, which fails: "
          + OutcomeText.text(of: error))
    }
  }

  /// The house's tone: lower case, no full stop, nobody is addressed, no jargon.
  private mutating func judgeTone(of sentences: [String], at place: String) {
    for sentence in sentences {
      let words = sentence.lowercased().split { !$0.isLetter && $0 != "'" }
      for word in ["you", "your", "invalid", "unexpected", "token", "illegal", "please", "sorry"]
      where words.contains(where: { $0 == word }) {
        complaints.append("\(place): \"\(word)\" in: \(sentence)")
      }
      if sentence.hasSuffix(".") {
        complaints.append("\(place): a full stop ends: \(sentence)")
      }
    }
  }
}
