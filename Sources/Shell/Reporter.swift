import Rendering
import Sumwhere
import Syntax

/// Gives outcomes to standard output, and what must be said beside them to its place: under the
/// answer in a conversation, on standard error otherwise.
final class Reporter {
  let output: Outlet
  let errors: Outlet
  let format: OutputFormat
  let isQuiet: Bool
  let isInteractive: Bool
  let usesColor: Bool
  let usesColorForErrors: Bool
  private var hasAnswered = false

  init(
    output: Outlet, errors: Outlet, format: OutputFormat, color: ColorChoice, isQuiet: Bool,
    isInteractive: Bool = false
  ) {
    self.output = output
    self.errors = errors
    self.format = format
    self.isQuiet = isQuiet
    self.isInteractive = isInteractive
    usesColor = color.isOn(for: output.descriptor)
    usesColorForErrors = color.isOn(for: errors.descriptor)
  }

  /// Throws: `cancelled` where the answer could not be written; `failed` knows why.
  func give(_ outcome: Session.Outcome) throws(Session.Failure) {
    output.flush()
    if output.failure != nil { throw .cancelled }
  }

  /// Says why a statement came to nothing, and gives the exit code for it.
  func failed(_ failure: Session.Failure) -> Int32 {
    if let failure = output.failure { return failed(failure) }
    output.flush()
    switch failure {
    case .statement: return ExitCode.statementFailed
    case .reading: return ExitCode.unreadableData
    case .expectation: return ExitCode.expectationFailed
    case .cancelled: return ExitCode.interrupted
    }
  }

  func failed(_ failure: Outlet.Failure) -> Int32 {
    say(failure.sentence)
    return ExitCode.statementFailed
  }

  func cancelled(after time: Duration) {
    let tenths = Int(time / .milliseconds(100))
    say("cancelled after \(tenths / 10).\(tenths % 10) s")
  }

  func dump(
    _ stage: Invocation.Stage, of question: Invocation.Question, in session: inout Session
  ) throws(Session.Failure) {
  }

  func finish() throws(Outlet.Failure) {
    output.close()
    if let failure = output.failure { throw failure }
  }

  /// One line about the program itself, never about a question.
  func say(_ sentence: String) {
    output.flush()
    errors.write("sumwhere: \(sentence)\n")
    errors.flush()
  }
}
