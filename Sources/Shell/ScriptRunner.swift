import Sumwhere
import Syntax

/// Runs texts one after the other and stops at the first failure.
struct ScriptRunner {
  enum Work {
    case answer, check
    case dump(Invocation.Stage)
  }

  var session: Session
  let reporter: Reporter
  let work: Work
  /// Where answers go instead of standard output.
  let file: OutputFile?

  init(session: Session, reporter: Reporter, stage work: Work, file: OutputFile?) {
    self.session = session
    self.reporter = reporter
    self.work = work
    self.file = file
  }

  mutating func run(data: [String], questions: [Invocation.Question]) -> Int32 {
    do throws(Session.Failure) {
      switch work {
      case .answer: try answer(data, questions)
      case .check: return check(data, questions)
      case .dump(let stage): try dump(stage, data, questions)
      }
      return finish()
    } catch {
      file?.discard()
      return reporter.failed(error)
    }
  }

  private mutating func answer(
    _ data: [String], _ questions: [Invocation.Question]
  ) throws(Session.Failure) {
    session.settings.askedFields = AskedFields.names(in: questions.map(\.source))
    try load(data)
    for question in questions {
      let reporter = reporter
      // Where the last statement of each text ended.
      var ends: [String: UInt32] = [:]
      try session.run(
        question.source, folder: question.folder, isCancelled: Interrupts.isRaised
      ) { statement, source, outcome throws(Session.Failure) in
        let end = ends[source.name] ?? 0
        // A script included once more begins anew.
        reporter.show(
          statement.range, after: end > statement.range.start ? 0 : end, of: source)
        ends[source.name] = statement.range.end
        try reporter.give(outcome, names: source.names(in: statement.range))
      }
    }
  }

  private mutating func load(_ data: [String]) throws(Session.Failure) {
    for path in data {
      try reporter.give(session.load(path: path, isCancelled: Interrupts.isRaised))
    }
  }

  private mutating func check(_ data: [String], _ questions: [Invocation.Question]) -> Int32 {
    var code = ExitCode.answered
    do throws(Session.Failure) { try load(data) } catch { return reporter.failed(error) }
    for question in questions {
      for failure in session.check(question.source, folder: question.folder) {
        code = max(code, reporter.failed(failure))
      }
    }
    return code
  }

  private mutating func dump(
    _ stage: Invocation.Stage, _ data: [String], _ questions: [Invocation.Question]
  ) throws(Session.Failure) {
    if stage == .plan { try load(data) }
    for question in questions { try reporter.dump(stage, of: question, in: &session) }
  }

  /// A full disk or a closed output is told here at the latest.
  private func finish() -> Int32 {
    if let file, let input = session.readPaths.first(where: file.isAt) {
      file.discard()
      reporter.say("-o would write over \(input), which was read")
      return ExitCode.usage
    }
    do throws(Outlet.Failure) {
      if let file { try file.commit() } else { try reporter.finish() }
      return ExitCode.answered
    } catch {
      return reporter.failed(error)
    }
  }
}
