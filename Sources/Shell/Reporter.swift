import Records
import Rendering
import Sumwhere
import Syntax

/// Gives outcomes to standard output, and what must be said beside them to its place: under the
/// answer in a conversation or where questions are printed too, on standard error otherwise.
final class Reporter {
  let output: Outlet
  let errors: Outlet
  let format: OutputFormat
  let isQuiet: Bool
  let isInteractive: Bool
  /// Whether questions are printed, and what is said beside an answer stands under it.
  let echoes: Bool
  let styling: Styling
  let errorStyling: Styling
  /// `set bars off`
  var drawsBars = true
  private var hasAnswered = false
  var hasEchoed = false
  /// The last answer and the names in its question, for `all`.
  private var last: (outcome: Session.Outcome, names: [String])?

  init(
    output: Outlet, errors: Outlet, format: OutputFormat, color: ColorChoice, isQuiet: Bool,
    isInteractive: Bool = false, echoes: Bool = false
  ) {
    self.output = output
    self.errors = errors
    self.format = format
    self.isQuiet = isQuiet
    self.isInteractive = isInteractive
    self.echoes = echoes
    styling = color.isOn(for: output.descriptor) ? .ansi : .plain
    errorStyling = color.isOn(for: errors.descriptor) ? .ansi : .plain
  }

  /// Throws: `cancelled` where the answer could not be written; `failed` knows why.
  ///
  /// - Shape: `names` are those in the question; their columns are the last to leave a table.
  func give(
    _ outcome: Session.Outcome, names: [String] = []
  ) throws(Session.Failure) {
    let notes = OutcomeText.notes(of: outcome)
    echo(notes)
    if let form = format.form, let records = OutcomeText.records(of: outcome) {
      separate()
      try write(records, OutcomeText.totals(of: outcome), as: form)
    } else {
      let body = OutcomeText.body(of: outcome, options: options(naming: names))
      if !body.isEmpty { separate() }
      output.write(body)
    }
    note(notes)
    if case .answer = outcome { last = (outcome, names) }
    output.flush()
    if output.failure != nil { throw .cancelled }
    // What was cut short must not look as if all went well.
    if !isInteractive, Interrupts.isRaised() { throw .cancelled }
  }

  var lastOutcome: Session.Outcome? { last?.outcome }

  /// The last answer again, with all of its rows.
  func giveAll() {
    guard let last else {
      output.write("nothing was answered yet\n")
      output.flush()
      return
    }
    var whole = options(naming: last.names)
    whole.height = nil
    output.write(OutcomeText.body(of: last.outcome, options: whole))
    output.flush()
  }

  /// Says why a statement came to nothing, and gives the exit code for it.
  func failed(_ failure: Session.Failure) -> Int32 {
    if let failure = output.failure { return failed(failure) }
    output.flush()
    defer { errors.flush() }
    switch failure {
    case .statement, .reading, .expectation:
      errors.write(OutcomeText.text(of: failure, styling: errorStyling))
    case .cancelled: break
    }
    return failure.exitCode
  }

  func failed(_ failure: Outlet.Failure) -> Int32 {
    say(failure.sentence)
    return ExitCode.statementFailed
  }

  func finish() throws(Outlet.Failure) {
    output.close()
    if let failure = output.failure { throw failure }
  }

  /// One line about the program itself, never about a question.
  func say(_ sentence: String) {
    output.flush()
    errors.write("sumwhere: \(printable(sentence))\n")
    errors.flush()
  }
}

// Answers and what stands beside them
extension Reporter {
  /// A terminal is shown nothing that would move its cursor; a file or a pipe gets the data as it
  /// is.
  private func write(
    _ records: RecordSet, _ totals: Totals?, as form: WritingForm
  ) throws(Session.Failure) {
    var text: [UInt8] = []
    let isTerminal = output.isTerminal
    let said = try Writer.write(records, totals: totals, as: form) {
      bytes throws(Session.Failure) in
      if Interrupts.isRaised() { throw .cancelled }
      if isTerminal { text += bytes } else { output.write(bytes: bytes) }
    }
    if isTerminal { output.write(printableLines(String(decoding: text, as: UTF8.self))) }
    note(said)
  }

  private var notesStandBelow: Bool { isInteractive || echoes }

  /// Fitted to a terminal, full elsewhere.
  private func options(naming names: [String] = []) -> TextOptions {
    guard let size = Terminal.size(of: output.descriptor) else {
      return TextOptions(styling: styling)
    }
    var options = TextOptions(
      width: size.columns, height: isInteractive ? size.rows : nil, styling: styling,
      named: names, allRows: isInteractive ? "all" : nil)
    options.drawsBars = isInteractive && drawsBars && !Terminal.isDumb
    options.saysLargeFigures = true
    return options
  }

  /// An empty line between two answers of a script; in a conversation the prompt parts them.
  private func separate() {
    if hasAnswered, !notesStandBelow { output.write("\n") }
    hasAnswered = true
  }

  /// How a sentence was read comes before its answer.
  private func echo(_ notes: [Note]) {
    guard !isQuiet else { return }
    let echoes = notes.filter { $0.kind == .echo }
    guard !echoes.isEmpty else { return }
    output.flush()
    for echo in echoes {
      (notesStandBelow ? output : errors).write(printable(echo.text) + "\n")
    }
    errors.flush()
  }

  private func note(_ notes: [Note]) {
    let notes = notes.filter { $0.kind != .echo }
    guard !isQuiet, !notes.isEmpty else { return }
    if notesStandBelow {
      output.write(NoteLines.below(notes, options: options()))
    } else {
      output.flush()
      errors.write(NoteLines.beside(notes, styling: errorStyling))
      errors.flush()
    }
  }
}
