import Records
import Semantics

/// What differs between two sets, by comparing every row with every other.
extension ReferenceEvaluator {
  func compared(_ compare: Compare, _ left: [Row]) -> [Row] {
    let right = interpreter.source(compare.source, enclosing: nil).rows
    func here(_ fields: [Compare.Field], _ row: Row) -> [Value] {
      fields.map { row.cells[$0.left] }
    }
    func there(_ fields: [Compare.Field], _ row: Row) -> [Value] {
      fields.map { scaled(row.cells[$0.right], $0) }
    }
    let none = compare.fields.map { _ in Value.missing }
    func row(_ key: [Value], _ what: String, _ names: [String], _ a: [Value], _ b: [Value]) -> Row {
      let fields = names.isEmpty ? Value.missing : .list(names.sorted())
      return Row(cells: key + [.text(what), fields] + zip(a, b).flatMap { [$0, $1] })
    }
    var rows: [Row] = []
    for own in left {
      let key = here(compare.keys, own)
      let values = here(compare.fields, own)
      guard let other = right.first(where: { areAlike(there(compare.keys, $0), key) }) else {
        rows.append(row(key, "only in \(compare.leftTitle)", [], values, none))
        continue
      }
      let others = there(compare.fields, other)
      let names = compare.fields.indices.filter { !areAlike([values[$0]], [others[$0]]) }
        .map { compare.fields[$0].name }
      if !names.isEmpty { rows.append(row(key, "differs", names, values, others)) }
    }
    for other in right {
      let key = there(compare.keys, other)
      if left.contains(where: { areAlike(here(compare.keys, $0), key) }) { continue }
      rows.append(row(key, "only in \(compare.title)", [], none, there(compare.fields, other)))
    }
    return rows
  }

  private func scaled(_ value: Value, _ field: Compare.Field) -> Value {
    guard let factor = field.ratio?.decimal,
      case .number(.exact(let decimal), let qualifier) = value
    else { return value }
    return decimal.multiplied(by: factor).map { .number(.exact($0), qualifier) } ?? value
  }
}
