import Records
import Rendering
import Sumwhere
import Syntax

/// What worked in a conversation, in its order, for a script that asks it all again.
struct SessionLog {
  fileprivate struct Entry {
    /// The statement, with absolute paths where `folder` is not the one it was asked in.
    var statement: Statement
    var source: SourceText
    var answer: [String]
  }

  private var entries: [Entry] = []
  /// Whether records came from a pipe, which no script can read again.
  private(set) var readsPipe = false

  mutating func add(_ statement: Statement, _ source: SourceText, _ outcome: Session.Outcome) {
    if case .load(let load) = statement.kind, load.paths.contains(where: { $0.text == "-" }) {
      readsPipe = true
    }
    switch statement.kind {
    // They are for the moment.
    case .help, .describe, .about, .explain, .why: return
    case .query, .continuation, .load, .use, .letExpression, .letQuery, .parameter, .include,
      .store, .unit, .expect:
      entries.append(
        Entry(statement: statement, source: source, answer: AnswerLines.lines(of: outcome)))
    }
  }

  /// A file that was named on the command line.
  mutating func add(load path: String) {
    let source = SourceText(name: "", text: "load \(Printer.quoted(path))")
    if path == "-" { readsPipe = true }
    guard let statement = Parser.parse(source).statements.first else { return }
    entries.append(Entry(statement: statement, source: source, answer: []))
  }

  /// Forgets what was answered of files that are other ones now.
  mutating func forgetAnswers() { entries.removeAll { !$0.changesSession } }

  static let firstLine = "# A session of Sumwhere."

  /// The script: each statement with its answer in comments below it.
  ///
  /// - Shape: `current` is the folder that paths were written from, where the script is in another
  func script(movedFrom current: String?) -> String {
    var text =
      SessionLog.firstLine + " sumwhere --verify asks it again and says what changed.\n"
    for (index, entry) in entries.enumerated() where !isRepeated(index) {
      text += "\n" + written(entry, movedFrom: current) + "\n"
      for line in entry.answer { text += AnswerLines.mark + line + "\n" }
    }
    return text
  }

  var isEmpty: Bool { entries.isEmpty }

  /// A question that is asked again later in the same words, and that nothing continues.
  private func isRepeated(_ index: Int) -> Bool {
    guard case .query = entries[index].statement.kind else { return false }
    let rest = entries[(index + 1)...]
    if let next = rest.first, case .continuation = next.statement.kind { return false }
    let text = Self.text(of: entries[index])
    for entry in rest {
      if entry.changesSession { return false }
      if Self.text(of: entry) == text { return true }
    }
    return false
  }

  private static func text(of entry: Entry) -> String { entry.source[entry.statement.range] }

  private func written(_ entry: Entry, movedFrom current: String?) -> String {
    guard let current else { return Self.text(of: entry) }
    let paths: [Load.Path] =
      switch entry.statement.kind {
      case .load(let load): load.paths
      case .include(let path), .store(_, let path): [path]
      case .query(let query): query.continuations.flatMap(\.paths)
      case .continuation(let continuations): continuations.flatMap(\.paths)
      case .use, .letExpression, .letQuery, .parameter, .unit, .expect,
        .describe, .about, .why, .explain, .help:
        []
      }
    var written = ""
    var start = entry.statement.range.start
    for path in paths where !path.text.hasPrefix("/") && path.text != "-" {
      written += entry.source[SourceRange(start: start, end: path.range.start)]
      written += Printer.quoted(Script.path(path.text, from: current))
      start = path.range.end
    }
    return written + entry.source[SourceRange(start: start, end: entry.statement.range.end)]
  }
}

extension Continuation {
  /// The files that it writes.
  fileprivate var paths: [Load.Path] {
    guard case .step(let step) = self else { return [] }
    switch step.kind {
    case .save(let path): return [path]
    case .chart(_, let path): return path.map { [$0] } ?? []
    case .clauses, .add, .keep, .drop, .rename, .unpivot, .append, .compare: return []
    }
  }
}

extension SessionLog.Entry {
  fileprivate var changesSession: Bool { statement.changesSession }
}

extension Statement {
  /// Whether it changes what later statements mean.
  var changesSession: Bool {
    switch kind {
    case .load, .use, .letExpression, .letQuery, .parameter, .include, .unit: true
    case .query, .continuation, .store, .expect, .describe, .about, .why, .explain, .help:
      false
    }
  }
}

/// An answer as comments of a script.
enum AnswerLines {
  static let mark = "#= "
  /// A longer answer is told by its beginning and a sum of all of it.
  private static let most = 60
  private static let fewer = 20
  /// Rows that are laid out in no time; of an answer with more only their number is told, for
  /// nobody waits at a prompt until a million rows are laid out.
  private static let mostRows = 1_000

  static func lines(of outcome: Session.Outcome) -> [String] {
    if let count = OutcomeText.records(of: outcome)?.count, count > mostRows {
      return ["\(count) rows"]
    }
    // Where something was written is no part of what was answered.
    let notes = OutcomeText.notes(of: outcome).filter { $0.kind != .saved }
    let text = OutcomeText.body(of: outcome) + NoteLines.below(notes, options: .full)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }
    while lines.last == "" { lines.removeLast() }
    guard lines.count > most else { return lines }
    // FNV-1a, 64 bits.
    var sum: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let rest = lines.count - fewer
    return lines.prefix(fewer) + ["… and \(rest) lines more, checksum \(String(sum, radix: 16))"]
  }
}
