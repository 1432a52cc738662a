import Records
import Syntax

extension Plan {
  /// The column whose figures are parts of one whole, so that bars beside them can be compared: the
  /// only measure of groups, a sum or a count. `nil` where there is none.
  package var barColumn: Int? {
    guard case .table = form, let last = stages.last else { return nil }
    let steps = stages.flatMap(\.steps)
    guard let place = steps.lastIndex(where: { $0.summary != nil }),
      let summary = steps[place].summary, !summary.keys.isEmpty, summary.aggregates.count == 1,
      let measure = summary.aggregates.first, !measure.isDistinct, measure.at == nil,
      measure.function == .sum || measure.function == .count
    else { return nil }
    var column = summary.keys.count
    for step in steps[(place + 1)...] {
      switch step {
      case .filter, .fill, .totals, .sort, .top, .limit: break
      case .project(let projection):
        let places = projection.items.indices.filter { index in
          if case .column(column) = projection.items[index].expr.kind { true } else { false }
        }
        // Another figure beside it, a share or what was added, has bars of its own right.
        guard places.count == 1, places[0] == projection.items.count - 1,
          projection.items.dropLast().allSatisfy({ $0.isColumn(below: summary.keys.count) })
        else { return nil }
        column = places[0]
      case .join, .figures, .summarise, .windows, .across, .unpivot, .compare, .distinct, .append:
        return nil
      }
    }
    let fields = last.output.fields
    guard column == fields.count - 1, fields[column].type.numberType != nil else { return nil }
    return column
  }
}

extension Projection.Item {
  fileprivate func isColumn(below count: Int) -> Bool {
    if case .column(let index) = expr.kind { index < count } else { false }
  }
}

extension PlanStep {
  fileprivate var summary: Summary? {
    if case .summarise(let summary) = self { summary } else { nil }
  }
}
