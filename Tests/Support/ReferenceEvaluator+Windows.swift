import Records
import Semantics

/// Figures beside records and windows, looking at every other row of the group.
extension ReferenceEvaluator {
  /// Beside every row the figure of the rows that have its keys.
  func adding(_ figure: RecordFigure, to table: Table) -> Table {
    var result = table
    let keys = table.rows.map { row in figure.per.map { value($0, row.cells) } }
    for index in table.rows.indices {
      let group = table.rows.indices.filter { areAlike(keys[$0], keys[index]) }
      result.rows[index].cells.append(
        self.figure(figure.call, group.map { table.rows[$0] }, table.base))
    }
    return result
  }

  /// Beside every row what a window finds.
  func adding(_ window: Window, to table: Table) -> Table {
    var result = table
    let keys = table.rows.map { row in window.per.map { value($0, row.cells) } }
    for index in table.rows.indices {
      let group = table.rows.indices.filter { areAlike(keys[$0], keys[index]) }
      var marked = group.map { table.rows[$0] }
      for place in group.indices { marked[place].cells.append(.yesNo(group[place] == index)) }
      let ordered = sorted(marked, window.order).map(\.cells)
      let own = ordered.firstIndex { $0.last == .yesNo(true) } ?? 0
      result.rows[index].cells.append(cell(window, ordered, own))
    }
    return result
  }

  private func cell(_ window: Window, _ rows: [[Value]], _ own: Int) -> Value {
    let values = rows.map { row in window.operand.map { value($0, row) } ?? .missing }
    let stated = values[own]
    switch window.function {
    case .rowNumber: return whole(own + 1)
    case .running:
      let known = values[...own].filter { $0 != .missing }
      return known.isEmpty ? .missing : sum(known)
    case .movingAverage:
      guard own + 1 >= window.count else { return .missing }
      let last = Array(values[(own + 1 - window.count)...own])
      return last.contains(.missing) ? .missing : average(last)
    case .rank:
      if stated == .missing { return .missing }
      return whole(1 + values.count { $0 != .missing && order($0, stated) > 0 })
    case .share: return share(values, own)
    case .previous, .next: return other(window, rows, own).map { values[$0] } ?? .missing
    case .change, .growth:
      guard let before = other(window, rows, own),
        case .number(.exact(let b), let q) = values[before],
        case .number(.exact(let a), let p) = stated, let difference = a.subtracting(b)
      else { return .missing }
      if window.function == .change {
        return .number(.exact(difference), Bounds.difference(p, q))
      }
      guard b.sign > 0, let growth = difference.quotient(by: b) else { return .missing }
      return .number(
        .double(growth), Bounds.quotient(.init(sign: a.sign, p), .init(sign: b.sign, q)))
    }
  }

  private func share(_ values: [Value], _ own: Int) -> Value {
    let known = values.filter { $0 != .missing }
    guard case .number(.exact(let figure), let qualifier) = values[own],
      case .number(.exact(let total), let all) = sum(known),
      let share = figure.quotient(by: total)
    else { return .missing }
    var others = values
    others.remove(at: own)
    others.removeAll { $0 == .missing }
    if others.isEmpty || all == .exact { return .number(.double(share), .exact) }
    guard case .number(_, let rest) = sum(others) else { return .missing }
    let hasNegative = known.contains { value in
      if case .number(let number, _) = value { number.sign < 0 } else { false }
    }
    return .number(.double(share), hasNegative ? .about : Bounds.difference(qualifier, rest))
  }

  /// The row looked at: so many rows away, or that of the period so many periods away.
  private func other(_ window: Window, _ rows: [[Value]], _ own: Int) -> Int? {
    let distance = window.function == .next ? window.count : -window.count
    guard window.looksAtPeriods else {
      return rows.indices.contains(own + distance) ? own + distance : nil
    }
    let positions = rows.map { value(window.order[0].expr, $0) }
    switch positions[own] {
    case .period(let period):
      var wanted = period
      for _ in 0..<window.count {
        wanted =
          distance > 0
          ? Period.containing(day: wanted.end, grain: wanted.grain)
          : Period.containing(day: wanted.start - 1, grain: wanted.grain)
      }
      return positions.firstIndex(of: .period(wanted))
    case .number(.exact(let year), _):
      guard let wanted = year.adding(FixedDecimal(Int128(distance))) else { return nil }
      return positions.firstIndex { position in
        if case .number(.exact(let found), _) = position { found == wanted } else { false }
      }
    case .missing, .number, .text, .list, .yesNo, .moment: return nil
    }
  }
}
