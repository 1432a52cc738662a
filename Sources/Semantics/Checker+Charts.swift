import Records
import Syntax

extension Checker {
  static func chart(_ step: Step, of plan: Plan) throws(Diagnostic) -> Chart {
    guard case .chart(let word, let file) = step.kind else { throw misplacedChart(step) }
    let wanted = try word.map { name throws(Diagnostic) in try form(name) }
    let fields = ChartFields(plan)
    guard let usual = fields.usual else { throw noFigure(step, plan.output) }
    guard var chart = fields.chart(wanted ?? usual) else {
      throw unsuitable(wanted ?? usual, word?.range ?? step.range, usual, plan.output)
    }
    if let file {
      guard let format = Chart.Format(fileName: file.text) else { throw unknownPicture(file) }
      chart.picture = Chart.Picture(path: file.text, format: format, range: file.range)
    }
    return chart
  }

  private static func form(_ word: Name) throws(Diagnostic) -> Chart.Form {
    let text = word.text.lowercased()
    if let form = Chart.Form(rawValue: text) { return form }
    let others: [String: Chart.Form] = [
      "column": .bars, "columns": .bars, "scatter": .points, "dots": .points, "series": .lines,
      "distribution": .histogram, "hist": .histogram,
    ]
    let names = Chart.Form.allCases.map(\.rawValue)
    let nearest =
      others[text]?.rawValue ?? Suggestion.nearest(to: text, among: names, atMost: 1).first
    throw Diagnostic(
      "a chart is bars, lines, points or histogram, not \(word.text)", at: word.range,
      fixes: nearest.map { [.init(range: word.range, replacement: $0)] } ?? [])
  }

  private static func noFigure(_ step: Step, _ schema: Schema) -> Diagnostic {
    let names = schema.fields.map(\.name).prefix(6).joined(separator: ", ")
    let counted = schema.fields.first.map { Printer.text(ofName: $0.name) }
    let start = SourceRange(start: step.range.start, end: step.range.start)
    return Diagnostic(
      "a chart needs a number, and the answer has none: \(names)", at: step.range,
      fixes: counted.map { [.init(range: start, replacement: "count by \($0) then ")] } ?? [])
  }

  private static func unsuitable(
    _ form: Chart.Form, _ range: SourceRange, _ usual: Chart.Form, _ schema: Schema
  ) -> Diagnostic {
    let names = schema.fields.map(\.name).prefix(6).joined(separator: ", ")
    let needs =
      form == .lines ? "lines go along a year, a date or a number" : "points need two numbers"
    return Diagnostic(
      "\(needs), and the answer has only \(names)", at: range,
      fixes: [.init(range: range, replacement: usual.rawValue)])
  }

  private static func unknownPicture(_ path: Load.Path) -> Diagnostic {
    let name = path.text.split(separator: "/").last.map(String.init) ?? ""
    let dot = name.lastIndex(of: ".").flatMap { $0 == name.startIndex ? nil : $0 }
    let stem = dot.map { path.text.dropLast(name[$0...].count) } ?? path.text[...]
    let message =
      dot.map { "no chart is drawn as \(name[$0...])" }
      ?? "the name \(path.text) does not say how to draw it"
    return Diagnostic(
      "\(message); the name ends in .svg, .png or .pdf", at: path.range,
      fixes: name.isEmpty
        ? [] : [.init(range: path.range, replacement: Printer.quoted("\(stem).svg"))])
  }

  /// `chart` where its answer is not the statement's.
  static func misplacedChart(_ step: Step) -> Diagnostic {
    Diagnostic(
      "chart draws what a statement answers, so it stands at its end", at: step.range,
      notes: ["a statement that begins with then goes on with the answer"])
  }
}
