import Syntax

/// The parameters that scripts declare, those of the scripts they include among them.
struct DeclaredParameters {
  private(set) var names: [String] = []
  private var seen: Set<String> = []

  mutating func read(_ question: Invocation.Question) {
    for statement in Parser.parse(question.source).statements {
      switch statement.kind {
      case .parameter(let name, _, help: _):
        names.append(name.text)
      case .include(let path):
        let file =
          path.hasPrefix("/") || question.folder.isEmpty
          ? path : "\(question.folder)/\(path)"
        // A file that cannot be read, or includes itself, is the session's to report.
        guard seen.insert(file).inserted, let source = try? SourceFile.read(file) else { continue }
        read(Invocation.Question(source: source, folder: SourceFile.folder(of: file)))
      case .query, .continuation, .load, .use, .letExpression, .letQuery, .unit, .expect,
        .describe, .why, .explain, .help:
        break
      }
    }
  }
}
