import Sumwhere
import Syntax

/// The parameters that scripts declare, those of the scripts they include among them.
struct DeclaredParameters {
  private(set) var names: [String] = []

  mutating func read(_ question: Invocation.Question) {
    // What cannot be read is the session's to report.
    for case .statement(let statement, _, _) in Script(
      question.source, folder: question.folder
    ).items {
      if case .parameter(let name, _, help: _) = statement.kind, !names.contains(name.text) {
        names.append(name.text)
      }
    }
  }
}
