import Semantics

extension PlanText {
  /// `draw bars of sum_funds by county`
  static func text(of chart: Chart, _ output: Schema) -> String {
    func names(_ columns: [Int]) -> String {
      columns.map { output.fields[$0].name }.joined(separator: ", ")
    }
    var text = "draw \(chart.form.rawValue) of \(names(chart.panels.flatMap { $0 }))"
    if let along = chart.along { text += " along \(names([along]))" }
    if !chart.labels.isEmpty { text += " by \(names(chart.labels))" }
    if let picture = chart.picture { text += " to \(picture.path) as \(picture.format.rawValue)" }
    return text
  }
}
