import Rendering
import Sumwhere
import Syntax

/// What `--help` says of the parameters of the scripts beside it.
enum ParameterHelp {
  /// Empty where help was not asked for, or no script that can be read declares one.
  static func text(for arguments: [String]) -> String {
    let asked: Set<String> = ["--help", "-h"]
    guard arguments.contains(where: asked.contains),
      let options = try? Options(parsing: arguments.filter { !asked.contains($0) }),
      let invocation = try? Invocation(options)
    else { return "" }
    var text = ""
    for path in invocation.scripts {
      guard let source = try? SourceFile.read(path) else { continue }
      let lines = lines(of: Script(source, folder: SourceFile.folder(of: path)))
      guard !lines.isEmpty else { continue }
      text += "\nPARAMETERS OF \(printable(path)):\n" + lines.joined()
    }
    return text
  }

  private static func lines(of script: Script) -> [String] {
    var rows: [(form: String, rest: String)] = []
    for case .statement(let statement, _, _) in script.items {
      guard case .parameter(let name, let value, let help) = statement.kind else { continue }
      let known = "\(kind(of: value)), \(Printer.text(of: value)) without it"
      rows.append(
        ("--param \(name.text)=…", help.map { "\(printable($0)) (\(known))" } ?? known))
    }
    let width = rows.map(\.form.count).max() ?? 0
    return rows.map { row in
      "  \(row.form)\(String(repeating: " ", count: width - row.form.count))  \(row.rest)\n"
    }
  }

  private static func kind(of value: Expr) -> String {
    switch value.kind {
    case .number(let literal): literal.isFourDigits ? "a year" : "a number"
    case .period: "a date"
    case .list: "a list"
    case .name(let name, _):
      ["yes", "no", "true", "false"].contains(name.text.lowercased()) ? "yes or no" : "a text"
    case .text: "a text"
    case .prefix(.minus, _): "a number"
    default: "a value"
    }
  }
}
