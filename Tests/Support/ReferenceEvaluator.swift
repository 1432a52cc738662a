import Records
import Semantics
import Syntax

/// One stage of a plan: its steps, and what its expressions mean.
struct ReferenceEvaluator {
  typealias Row = ReferenceInterpreter.Row
  typealias Table = ReferenceInterpreter.Table

  let interpreter: ReferenceInterpreter
  /// What queries in brackets read.
  private(set) var stageInput: Table

  /// The last summary and what it read.
  private(set) var summarised: (summary: Summary, input: Table)?

  init(interpreter: ReferenceInterpreter, stageInput: Table) {
    self.interpreter = interpreter
    self.stageInput = stageInput
  }

  mutating func perform(_ step: PlanStep, _ table: Table) -> Table {
    var result = table
    let rows = table.rows
    switch step {
    case .join(let join):
      result = joined(join, table)
      stageInput = result
    case .figures(let figures): for figure in figures { result = adding(figure, to: result) }
    case .filter(let filter):
      result.rows = rows.filter { isTrue(filter.predicate, $0.cells) }
    case .summarise(let summary):
      summarised = (summary, table)
      result = Table(rows: summarise(summary, table), base: nil)
    case .windows(let windows): for window in windows { result = adding(window, to: result) }
    case .project(let projection):
      result.rows = rows.map { row in
        Row(
          cells: projection.items.map { value($0.expr, row.cells) },
          record: projection.keepsRecords ? row.record : nil,
          strands: projection.keepsRecords ? row.strands : [])
      }
      if !projection.keepsRecords {
        result.base = nil
        result.bases = []
      }
    case .fill(let fill): result = Table(rows: self.fill(fill, rows))
    // What stands beside the rows is asked in sentences of its own.
    case .totals: break
    case .across(let across): result = Table(rows: spread(across, rows))
    case .unpivot(let unpivot): result = Table(rows: self.unpivot(unpivot, rows))
    case .compare(let compare): result = Table(rows: compared(compare, rows))
    case .distinct:
      result.rows = []
      for row in rows where !result.rows.contains(where: { areAlike($0.cells, row.cells) }) {
        result.rows.append(row)
      }
    case .sort(let terms): result.rows = sorted(rows, terms)
    case .top(let top): result.rows = self.top(top, rows)
    case .limit(let count, let offset):
      result.rows = Array(rows.dropFirst(offset).prefix(count))
    case .append(let append): result = self.append(append, table)
    }
    return result
  }

  /// Records of another load stand behind those at hand.
  private func append(_ append: Append, _ table: Table) -> Table {
    let lower = interpreter.source(append.source, enclosing: stageInput)
    var base = table.base
    var shift = 0
    if let above = table.base, let below = lower.base, above !== below {
      base = above.joined(with: below)
      shift = above.count
    }
    if table.base == nil || lower.base == nil { base = nil }
    let rows =
      table.rows.map { row in
        Row(
          cells: append.columns.map { $0.upper.map { row.cells[$0] } ?? .missing },
          record: base == nil ? nil : row.record)
      }
      + lower.rows.map { row in
        Row(
          cells: append.columns.map { $0.lower.map { value($0, row.cells) } ?? .missing },
          record: base == nil ? nil : row.record.map { $0 + shift })
      }
    return Table(rows: rows, base: base)
  }

  private func top(_ top: Top, _ rows: [Row]) -> [Row] {
    let ranked = sorted(rows, [top.term])
    let pers = ranked.map { row in top.per.map { value($0, row.cells) } }
    var groups: [[Value]] = []
    for per in pers where !groups.contains(where: { areAlike($0, per) }) { groups.append(per) }
    groups.sort { isOrdered($0, before: $1) }
    return groups.flatMap { group in
      let members = ranked.indices.filter { areAlike(pers[$0], group) }.map { ranked[$0] }
      var kept = min(top.count, members.count)
      if top.keepsTies, kept > 0 {
        let cut = value(top.term.expr, members[kept - 1].cells)
        while kept < members.count {
          let next = value(top.term.expr, members[kept].cells)
          if cut == .missing || next == .missing || order(next, cut) != 0 { break }
          kept += 1
        }
      }
      return members.prefix(kept)
    }
  }

  func sorted(_ rows: [Row], _ terms: [SortTerm]) -> [Row] {
    let figures = rows.map { row in terms.map { value($0.expr, row.cells) } }
    return rows.indices.sorted { a, b in
      for (index, term) in terms.enumerated() {
        let (x, y) = (figures[a][index], figures[b][index])
        if x == .missing || y == .missing {
          if (x == .missing) != (y == .missing) { return y == .missing }
          continue
        }
        let order = order(x, y)
        if order != 0 { return (order < 0) != term.isDescending }
      }
      return a < b
    }.map { rows[$0] }
  }

  /// The order of keys: missing comes last.
  func isOrdered(_ a: [Value], before b: [Value]) -> Bool {
    for (x, y) in zip(a, b) where !areAlike([x], [y]) {
      if x == .missing || y == .missing { return y == .missing }
      let order = order(x, y)
      if order != 0 { return order < 0 }
      if case .number(_, let p) = x, case .number(_, let q) = y { return p.rawValue < q.rawValue }
    }
    return false
  }
}
