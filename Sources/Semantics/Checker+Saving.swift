import Records
package import Syntax

extension Checker {
  static func saves(_ paths: [Load.Path]) throws(Diagnostic) -> [Plan.Save] {
    var saves: [Plan.Save] = []
    for path in paths {
      guard let form = WritingForm(fileName: path.text) else { throw unknownEnding(path) }
      if saves.contains(where: { $0.path == path.text }) {
        throw Diagnostic("the answer is saved to \(path.text) twice", at: path.range)
      }
      saves.append(Plan.Save(path: path.text, form: form, range: path.range))
    }
    return saves
  }

  /// The set that `save grants to "grants.csv"` writes, and where.
  package static func stored(
    _ name: Name, _ path: Load.Path, in catalog: Catalog
  ) throws(Diagnostic) -> (source: Plan.Source, save: Plan.Save) {
    var checker = Checker(catalog: catalog)
    let source = try checker.open(Source(kind: .set(name), range: name.range)).source
    guard let form = WritingForm(fileName: path.text) else { throw unknownEnding(path) }
    return (source, Plan.Save(path: path.text, form: form, range: path.range))
  }

  private static func unknownEnding(_ path: Load.Path) -> Diagnostic {
    let name = path.text.split(separator: "/").last.map(String.init) ?? ""
    let dot = name.lastIndex(of: ".").flatMap { $0 == name.startIndex ? nil : $0 }
    let stem = dot.map { path.text.dropLast(name[$0...].count) } ?? path.text[...]
    let message =
      dot.map { "nothing is written as \(name[$0...])" }
      ?? "the name \(path.text) does not say how to write it"
    return Diagnostic(
      "\(message); the name ends in .csv, .tsv, .json, .jsonl, .md or"
        + " .records", at: path.range,
      fixes: name.isEmpty
        ? [] : [.init(range: path.range, replacement: Printer.quoted("\(stem).csv"))])
  }

  /// `save` where its answer is not the statement's.
  static func misplacedSave(_ step: Step) -> Diagnostic {
    Diagnostic(
      "save writes what a statement answers, so it stands at its end", at: step.range,
      notes: ["a statement that begins with then goes on with the answer"])
  }
}
