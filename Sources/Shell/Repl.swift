import Sumwhere
import Syntax

/// The conversation: reads an entry, has it answered, and goes on whatever came of it.
@MainActor
struct Repl {
  var session: Session
  let reporter: Reporter
  private let reader: any LineReader
  private var history = History(path: nil)
  private var entryCount = 0
  /// For `undo`, the last one last.
  var changes: [Change] = []
  /// What worked, for `save session`.
  var log = SessionLog()
  var files = ReadFiles()
  /// The changed files that were spoken of.
  var told: Set<String> = []

  init(session: Session, reporter: Reporter) {
    self.session = session
    self.reporter = reporter
    #if READLINE
      if Terminal.isDumb {
        reader = PlainReader(output: reporter.output, glance: Glance())
      } else {
        LineEditor.shared.styling = reporter.lineStyling
        reader = LineEditor.shared
      }
    #else
      reader = PlainReader(output: reporter.output, glance: Glance())
    #endif
  }

  /// Converses until the end of input.
  mutating func run(data: [String]) -> Int32 {
    do throws(Session.Failure) {
      for path in data { try load(path) }
    } catch {
      let code = reporter.failed(error)
      return code == ExitCode.interrupted ? Interrupts.endBySignal() : code
    }
    if data.contains("-"), !StandardStreams.takeKeyboard() {
      reporter.say("standard input was data, and there is no keyboard to ask from; ask with -c")
      return ExitCode.usage
    }
    openHistory(data)
    if data.isEmpty { reporter.greet() }
    while let entry = readEntry() {
      let words = entry.split { $0.isWhitespace || $0 == ";" }
      if words.isEmpty { continue }
      let command = ConversationCommand(entry)
      if command != .quit { remember(entry) }
      if let command {
        guard obey(command) else { break }
      } else {
        answer(entry)
      }
      if words == ["help"] { reporter.explainKeys() }
      guard reporter.output.failure == nil else { return ExitCode.statementFailed }
    }
    return ExitCode.answered
  }

  private mutating func load(_ path: String) throws(Session.Failure) {
    let before = session
    try reporter.give(session.load(path: path, isCancelled: Interrupts.isRaised))
    remember(change: "load \(Printer.quoted(path))", before: before)
    log.add(load: path)
    files.see(session.readPaths)
  }

  private static let mostChanges = 20

  /// What one entry changed, and what was before.
  struct Change {
    enum Before {
      case session(Session, SessionLog)
      case bars(Bool)
    }

    var text: String
    var before: Before
  }

  /// The oldest is forgotten, with the records that only it still holds.
  mutating func add(_ change: Change) {
    if changes.count == Self.mostChanges { changes.removeFirst() }
    changes.append(change)
  }

  mutating func remember(change text: String, before: Session, _ logged: SessionLog? = nil) {
    add(Change(text: text, before: .session(before, logged ?? log)))
  }

  private mutating func answer(_ entry: String) {
    entryCount += 1
    let source = SourceText(name: "<input \(entryCount)>", text: entry)
    let start = ContinuousClock.now
    let before = session
    let logged = log
    var changed: [String] = []
    // What worked stays, also where a later statement of the entry does not.
    defer {
      files.see(session.readPaths)
      if !changed.isEmpty {
        remember(change: changed.joined(separator: "; "), before: before, logged)
      }
    }
    do throws(Session.Failure) {
      var log = log
      defer { self.log = log }
      try session.run(source, isCancelled: Interrupts.isRaised) {
        statement, source, outcome throws(Session.Failure) in
        if source.name == "<input \(entryCount)>" { log.add(statement, source, outcome) }
        if statement.changesSession { changed.append(Printer.text(of: statement)) }
        try reporter.give(outcome, names: source.names(in: statement.range))
      }
    } catch .cancelled {
      reporter.cancelled(after: ContinuousClock.now - start)
    } catch {
      _ = reporter.failed(error)
    }
    reporter.output.flush()
  }

  /// One or more lines, until they are complete; `nil` at the end of input.
  private mutating func readEntry() -> String? {
    reader.glance.see(session)
    rememberOthers()
    tellChangedFiles()
    while true {
      switch reader.readEntry() {
      case .text(let entry): return entry
      case .interrupted: continue
      case .end:
        reporter.output.write("\n")
        reporter.output.flush()
        return nil
      }
    }
  }

  private mutating func openHistory(_ data: [String]) {
    history = .ofProject(data: data)
    do throws(Outlet.Failure) {
      reader.remember(others: try history.load())
    } catch {
      giveUpHistory(error)
    }
  }

  /// What other sessions of the project asked meanwhile.
  private mutating func rememberOthers() {
    do throws(Outlet.Failure) {
      let others = try history.news()
      if !others.isEmpty { reader.remember(others: others) }
    } catch {
      giveUpHistory(error)
    }
  }

  /// A leading space keeps an entry out.
  private mutating func remember(_ entry: String) {
    guard entry.first != " " else { return }
    let entry = entry.trimmingSuffix(while: \.isWhitespace)
    reader.remember(entry)
    do throws(Outlet.Failure) { try history.append(entry) } catch { giveUpHistory(error) }
  }

  /// Says once why, and goes on without.
  private mutating func giveUpHistory(_ failure: Outlet.Failure) {
    history = History(path: nil)
    reporter.say(failure.sentence)
  }
}
