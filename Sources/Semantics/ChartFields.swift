import Records

/// What the fields of an answer can be in a chart.
struct ChartFields {
  /// Texts, lists, yes and no.
  private(set) var labels: [Int] = []
  /// Years, dates and moments.
  private(set) var times: [Int] = []
  /// Numbers that the rows are grouped by.
  private(set) var numericKeys: [Int] = []
  private(set) var measures: [Int] = []
  private let schema: Schema
  /// Whether the answer is the figures of all records in one row.
  private let isOneRow: Bool

  init(_ plan: Plan) {
    schema = plan.output
    isOneRow =
      plan.stages.last?.steps.contains { step in
        if case .summarise(let summary) = step { summary.keys.isEmpty } else { false }
      } ?? false
    for (index, field) in schema.fields.enumerated() {
      switch field.type {
      case .text, .list, .yesNo: labels.append(index)
      case .date, .dateTime: times.append(index)
      case .number(let type):
        if type.style == .year {
          times.append(index)
        } else if field.isKey {
          numericKeys.append(index)
        } else {
          measures.append(index)
        }
      }
    }
    if measures.isEmpty { swap(&measures, &numericKeys) }
  }

  /// `nil` where no field is a number.
  var usual: Chart.Form? {
    if measures.isEmpty { return nil }
    if isOneRow { return .bars }
    if times.contains(where: { schema.fields[$0].isKey }) { return .lines }
    if !labels.isEmpty || !numericKeys.isEmpty { return .bars }
    if !times.isEmpty { return .points }
    return measures.count == 1 ? .histogram : .points
  }

  /// `nil` where the fields do not suit the form.
  func chart(_ form: Chart.Form) -> Chart? {
    guard !measures.isEmpty else { return nil }
    var along: Int?
    switch form {
    case .bars:
      return Chart(
        form: form, labels: (labels + times + numericKeys).sorted(), along: nil,
        panels: panels(measures))
    case .histogram:
      return Chart(form: form, labels: [], along: nil, panels: measures.map { [$0] })
    case .lines:
      along =
        times.first { schema.fields[$0].isKey } ?? times.first ?? numericKeys.first
        ?? (measures.count > 1 ? measures.first : nil)
    case .points:
      along = measures.count > 1 ? measures.first : times.first ?? numericKeys.first
    }
    guard let along else { return nil }
    let names = form == .lines ? labels + times + numericKeys : labels
    return Chart(
      form: form, labels: names.filter { $0 != along }.sorted(), along: along,
      panels: panels(measures.filter { $0 != along }))
  }

  /// Figures of unlike units share no scale.
  private func panels(_ columns: [Int]) -> [[Int]] {
    var panels: [[Int]] = []
    for column in columns {
      let type = schema.fields[column].type
      if let place = panels.firstIndex(where: { schema.fields[$0[0]].type == type }) {
        panels[place].append(column)
      } else {
        panels.append([column])
      }
    }
    return panels
  }
}
