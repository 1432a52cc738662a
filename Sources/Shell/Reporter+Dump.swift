import Rendering
import Sumwhere
import Syntax

/// What `--dump` prints: the stages of a statement's way, none of them run.
extension Reporter {
  func dump(
    _ stage: Invocation.Stage, of question: Invocation.Question, in session: inout Session
  ) throws(Session.Failure) {
    switch stage {
    case .tokens: write(TokenText.text(of: question.source))
    case .tree:
      let parsed = Parser.parse(question.source)
      if let diagnostic = parsed.diagnostics.first {
        throw .statement(
          diagnostic, question.source, statement: parsed.statementRange(of: diagnostic))
      }
      for statement in parsed.statements { write(TreeText.text(of: statement)) }
    case .plan:
      session.settings.stopsAtPlans = true
      try session.run(
        question.source, folder: question.folder, isCancelled: Interrupts.isRaised
      ) { _, _, outcome throws(Session.Failure) in try give(outcome) }
    }
    output.flush()
    if output.failure != nil { throw .cancelled }
  }

  /// A question may hold what would move a terminal's cursor.
  private func write(_ text: String) {
    output.write(output.isTerminal ? printableLines(text) : text)
  }
}
