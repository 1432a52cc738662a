import Engine
package import Records
package import Rendering
import Semantics

/// What a statement did and why it did not, as people read it; the program and the tests of the
/// transcripts print through this one door.
package enum OutcomeText {
  /// The answer with its notes below it.
  package static func text(
    of outcome: Session.Outcome, options: TextOptions = .full
  ) -> String {
    body(of: outcome, options: options) + NoteLines.below(notes(of: outcome), options: options)
  }

  /// What is answered, without its notes; empty where a statement only changes the session.
  package static func body(
    of outcome: Session.Outcome, options: TextOptions = .full
  ) -> String {
    switch outcome {
    case .answer(let answer) where !answer.charts.isEmpty:
      return answer.charts.map {
        ChartText.text(of: $0, answer.records, totals: answer.totals, options: options)
      }.joined(separator: "\n")
    case .answer(let answer):
      switch answer.form {
      case .table:
        var options = options
        if options.drawsBars { options.barColumn = answer.barColumn }
        return TableText.text(answer.records, totals: answer.totals, options: options)
      case .value:
        guard let field = answer.records.fields.first, answer.records.count > 0 else {
          return SingleValueText.text(value: .missing, type: .text, reason: answer.reason) + "\n"
        }
        let value = field.column.value(at: 0)
        let text = SingleValueText.text(value: value, type: field.type, reason: answer.reason)
        return text + "\n" + inWords(value, field.type, options)
      }
    case .plan(let plan): return PlanText.text(of: plan) + "\n"
    case .explained(let plan, let profile):
      return PlanText.text(of: plan, profile: profile) + "\n"
    case .text(let text): return text.hasSuffix("\n") ? text : text + "\n"
    case .loaded, .done: return ""
    }
  }

  private static func inWords(
    _ value: Value, _ type: ValueType, _ options: TextOptions
  ) -> String {
    guard options.saysLargeFigures, let words = SingleValueText.words(value: value, type: type)
    else { return "" }
    return options.styling.paint("  " + words, .dimmed) + "\n"
  }

  /// The answer as records, for what is written where no person reads it.
  package static func records(of outcome: Session.Outcome) -> RecordSet? {
    if case .answer(let answer) = outcome { answer.records } else { nil }
  }

  /// What stands beside those records for a reader.
  package static func totals(of outcome: Session.Outcome) -> Totals? {
    if case .answer(let answer) = outcome { answer.totals } else { nil }
  }

  package static func notes(of outcome: Session.Outcome) -> [Note] {
    switch outcome {
    case .answer(let answer): answer.notes
    case .loaded(_, let notes), .done(let notes): notes
    case .plan, .explained, .text: []
    }
  }

  /// Why a statement came to nothing, with its place and what could be pasted instead.
  package static func text(of failure: Session.Failure, styling: Styling = .plain) -> String {
    switch failure {
    case .statement(let diagnostic, let source, let statement),
      .expectation(let diagnostic, let source, let statement):
      DiagnosticText.text(diagnostic, in: source, statement: statement, styling: styling)
    case .reading(let error): DiagnosticText.text(error, styling: styling)
    case .cancelled: "cancelled\n"
    }
  }
}
