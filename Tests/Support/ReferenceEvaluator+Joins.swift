import Records
import Semantics

/// Look-ups, by comparing every row with every other.
extension ReferenceEvaluator {
  func joined(_ join: Join, _ table: Table) -> Table {
    let right = interpreter.source(join.source, enclosing: nil)
    var rows: [Row] = []
    for (number, row) in table.rows.enumerated() {
      var row = row
      if row.strands.isEmpty { row.strands = [.init(number: number, record: row.record)] }
      rows.append(row)
    }
    for key in join.keys where key.isEach {
      rows = rows.flatMap { row -> [Row] in
        guard case .list(let members) = row.cells[key.left] else { return [row] }
        return members.map { member in
          var row = row
          row.cells[key.left] = .text(member)
          return row
        }
      }
    }
    var result = table
    if result.bases.isEmpty { result.bases = [table.base] }
    result.bases.append(right.base)
    result.rows = rows.map { row in
      let match = right.rows.firstIndex { other in
        join.keys.allSatisfy { areEqual(row.cells[$0.left], other.cells[$0.right], $0) }
      }
      var row = row
      row.cells +=
        match.map { right.rows[$0].cells } ?? join.right.fields.map { _ in Value.missing }
      row.strands.append(.init(number: match, record: match.flatMap { right.rows[$0].record }))
      return row
    }
    return result
  }

  private func areEqual(_ own: Value, _ other: Value, _ key: Join.Key) -> Bool {
    guard own != .missing, other != .missing else { return false }
    guard let ratio = key.ratio, case .number(.exact(let decimal), let qualifier) = own,
      let factor = ratio.decimal, let product = decimal.multiplied(by: factor)
    else { return areAlike([own], [other]) }
    return areAlike([.number(.exact(product), qualifier)], [other])
  }

  /// The rows in which the records that an aggregate counts stand for the first time, and what they
  /// are.
  func counted(_ rows: [Row], by call: AggregateCall) -> [Row] {
    guard !call.strands.isEmpty, !(call.strands.count > 1 && call.strands.contains(0)) else {
      return rows
    }
    var met: Set<[Int]> = []
    return rows.compactMap { row in
      let numbers = call.strands.compactMap { row.strands[$0].number }
      guard numbers.count == call.strands.count, met.insert(numbers).inserted else { return nil }
      var row = row
      row.record = call.strands.compactMap { row.strands[$0].record }.first
      return row
    }
  }

  /// The first value of each identity; a row without one counts by itself.
  func once(_ rows: [Row], by call: AggregateCall) -> [Row] {
    guard !call.oncePer.isEmpty else { return rows }
    var met: [[Value]] = []
    return rows.filter { row in
      let own = call.oncePer.map { value($0, row.cells) }
      if own.contains(.missing) { return true }
      if met.contains(where: { areAlike($0, own) }) { return false }
      met.append(own)
      return true
    }
  }
}
