import Records
import Rendering
import Semantics
import Sumwhere
import Syntax

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// What is about the conversation and not about records
extension Repl {
  /// False where the conversation ends.
  mutating func obey(_ command: ConversationCommand) -> Bool {
    switch command {
    case .quit: return false
    case .all: reporter.giveAll()
    case .undo: undo()
    case .copy: reporter.copyAnswer()
    case .reload(let name): reload(name)
    case .saveSession(let path): saveSession(to: path)
    case .watch(let seconds, let statement): watch(every: seconds, statement)
    case .bars(let isOn): setBars(isOn)
    case .unclear(let sentence): reporter.tell(sentence)
    }
    return true
  }

  /// Takes back the last change; questions asked behind it are no longer part of the session.
  private mutating func undo() {
    guard let change = changes.popLast() else {
      reporter.tell("there is nothing to undo: nothing was loaded, named or set")
      return
    }
    switch change.before {
    case .session(let before, let logged):
      session = before
      log = logged
    case .bars(let wereDrawn): reporter.drawsBars = wereDrawn
    }
    reporter.tell("undone: \(change.text)")
  }

  private mutating func setBars(_ isOn: Bool) {
    guard reporter.drawsBars != isOn else { return }
    add(Change(text: "set bars \(isOn ? "on" : "off")", before: .bars(reporter.drawsBars)))
    reporter.drawsBars = isOn
  }

  // MARK: Files

  /// Says once what another program has written since it was read.
  mutating func tellChangedFiles() {
    let changed = files.changed(of: session.reloadable.flatMap(\.paths)).filter {
      !told.contains($0)
    }
    guard !changed.isEmpty else { return }
    told.formUnion(changed)
    let verb = changed.count == 1 ? "has" : "have"
    reporter.tell(
      "\(changed.joined(separator: ", ")) \(verb) changed since it was read; reload reads it again")
  }

  private mutating func reload(_ wanted: String?) {
    let loaded = session.reloadable
    var names = loaded.map(\.name)
    if let wanted {
      guard let name = Catalog.find(wanted, in: names) else {
        reporter.tell(
          names.isEmpty
            ? "no set of a file is loaded"
            : "no set of a file is named \(wanted); there is \(names.joined(separator: ", "))")
        return
      }
      names = [name]
    } else {
      let changed = Set(files.changed(of: loaded.flatMap(\.paths)))
      names = loaded.filter { $0.paths.contains { changed.contains($0) } }.map(\.name)
      if names.isEmpty {
        reporter.tell(
          loaded.isEmpty
            ? "no set of a file is loaded"
            : "no file has changed since it was read; reload \(loaded[0].name) reads it all the same"
        )
        return
      }
    }
    Interrupts.clear()
    for name in names { readAgain(name, isSaid: true) }
  }

  private mutating func readAgain(_ name: String, isSaid: Bool) {
    let before = session
    let paths = session.reloadable.first { $0.name == name }?.paths ?? []
    do throws(Session.Failure) {
      guard let outcome = try session.reload(name, isCancelled: Interrupts.isRaised) else { return }
      files.see(paths, again: paths)
      told.subtract(paths)
      let logged = log
      log.forgetAnswers()
      if isSaid {
        remember(change: "reload \(name)", before: before, logged)
        try reporter.give(outcome)
      }
    } catch {
      _ = reporter.failed(error)
    }
  }

  /// Asks again and again, of the files as they are then, until Ctrl-C.
  private mutating func watch(every seconds: Int, _ statement: String) {
    let source = SourceText(name: "<watch>", text: statement)
    let parsed = Parser.parse(source)
    if parsed.diagnostics.isEmpty, parsed.statements.contains(where: { !$0.isQuestion }) {
      reporter.tell("watch asks a question again and again; this changes something")
      return
    }
    Interrupts.clear()
    while !Interrupts.isRaised() {
      let changed = Set(files.changed(of: session.reloadable.flatMap(\.paths)))
      for set in session.reloadable where set.paths.contains(where: { changed.contains($0) }) {
        readAgain(set.name, isSaid: false)
      }
      reporter.beginWatch(every: seconds)
      do throws(Session.Failure) {
        try session.run(source, isCancelled: Interrupts.isRaised) {
          statement, source, outcome throws(Session.Failure) in
          try reporter.give(outcome, names: source.names(in: statement.range))
        }
      } catch .cancelled {
        break
      } catch {
        _ = reporter.failed(error)
        return
      }
      reporter.output.flush()
      let end = ContinuousClock.now + .seconds(seconds)
      while ContinuousClock.now < end, !Interrupts.isRaised() { usleep(50_000) }
    }
    Interrupts.clear()
    reporter.output.write("\n")
    reporter.output.flush()
  }

  // MARK: Saving

  private func saveSession(to path: String) {
    guard !log.isEmpty else {
      reporter.tell("there is nothing to save yet: nothing was loaded or asked")
      return
    }
    if log.readsPipe {
      reporter.tell("a pipe was read, which no script can read again, so nothing is saved")
      return
    }
    if let earlier = try? WholeFile.bytes(of: path),
      !earlier.starts(with: Array(SessionLog.firstLine.utf8))
    {
      reporter.tell("\(path) is there and is no saved session; choose another name")
      return
    }
    let folder = SourceFile.folder(of: path)
    let text = log.script(movedFrom: folder.isEmpty ? nil : Folder.current ?? "")
    do throws(ReplacedFile.Failure) {
      let file = try ReplacedFile(path)
      do throws(ReplacedFile.Failure) {
        try file.write(Array(text.utf8))
        try file.close()
        try file.commit()
      } catch {
        file.discard()
        throw error
      }
      reporter.tell("wrote \(path); sumwhere --verify \(path) asks it again")
    } catch {
      reporter.tell("\(path) could not be written: \(error.reason)")
    }
  }
}

extension Statement {
  /// Whether it only asks.
  fileprivate var isQuestion: Bool {
    switch kind {
    case .query, .why, .explain, .describe, .about, .expect: true
    case .continuation, .load, .use, .letExpression, .letQuery, .parameter, .include, .store, .unit,
      .help:
      false
    }
  }
}
