import Records
import Semantics
import Syntax
import TestSupport

extension RandomPlans {
  /// The groups of a summary spread by their last key, and put back by chance.
  mutating func crossTable(_ groups: Plan, values: [Value]) -> Plan {
    guard case .summarise(let summary)? = groups.stages[0].steps.last else { return groups }
    let keyType = { (key: Summary.Key) in key.isEach ? ValueType.text : key.expr.type }
    let types = summary.keys.map(keyType) + summary.aggregates.map(\.type)
    let items = types.enumerated().map {
      Projection.Item(expr: Making.column($0, $1), name: "column\($0)")
    }
    let measures = summary.aggregates.map {
      Across.Measure(name: $0.text, type: $0.type, isCount: $0.function == .count)
    }
    let width = summary.keys.count - 1
    let across = Across(
      rowKeyCount: width, key: summary.keys[width], keyType: types[width], values: values,
      measures: measures,
      names: values.indices.flatMap { value in measures.map { "\(value) \($0.name)" } })
    var steps = groups.stages[0].steps
    if generator.chance(oneIn: 3) {
      let keys = [Fill.Step](repeating: .occurring, count: summary.keys.count)
      steps.append(.fill(Fill(keys: keys, range: .init(0, 0))))
    }
    steps.append(.project(Projection(items: items, keepsRecords: false)))
    steps.append(.across(across))
    if generator.chance(oneIn: 2), !values.isEmpty {
      // The columns of one measure.
      let measure = generator.below(measures.count)
      let columns = values.indices.map { value in
        Unpivot.Column(
          label: values[value],
          expr: Making.column(
            width + value * measures.count + measure, measures[measure].type))
      }
      steps.append(
        .unpivot(
          Unpivot(
            kept: Array(0..<width), columns: columns,
            key: Schema.Field(name: "key", type: types[width]),
            value: Schema.Field(name: "value", type: measures[measure].type))))
    }
    return Making.plan(steps)
  }
}
