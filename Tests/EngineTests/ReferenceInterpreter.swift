import Records
import Semantics
import Syntax

/// Answers plans row by row, as plainly as their meaning can be written; the engine must agree.
struct ReferenceInterpreter {
  typealias Row = [Value]

  func answer(_ plan: Plan, _ set: RecordSet) -> [Row] {
    var rows = (0..<set.count).map { row in set.fields.map { $0.column.value(at: row) } }
    for stage in plan.stages {
      for step in stage.steps { rows = perform(step, rows) }
    }
    return rows
  }

  private func perform(_ step: PlanStep, _ rows: [Row]) -> [Row] {
    switch step {
    case .filter(let filter): return rows.filter { isTrue(filter.predicate, $0) }
    case .summarise(let summary): return summarise(summary, rows)
    case .project(let projection):
      return rows.map { row in projection.items.map { value($0.expr, row) } }
    case .across(let across): return spread(across, rows)
    case .unpivot(let unpivot): return self.unpivot(unpivot, rows)
    case .distinct:
      return rows.enumerated().filter { index, row in !rows[..<index].contains(row) }.map(\.element)
    case .sort(let terms): return sorted(rows, terms)
    case .top(let top):
      let ranked = sorted(rows, [top.term])
      let pers = ranked.map { row in top.per.map { value($0, row) } }
      var groups: [Row] = []
      for per in pers where !groups.contains(per) { groups.append(per) }
      groups.sort { isOrdered($0, before: $1) }
      return groups.flatMap { group in
        let members = ranked.indices.filter { pers[$0] == group }.map { ranked[$0] }
        var kept = min(top.count, members.count)
        if top.keepsTies, kept > 0 {
          let cut = value(top.term.expr, members[kept - 1])
          while kept < members.count, cut != .missing,
            value(top.term.expr, members[kept]) != .missing,
            order(value(top.term.expr, members[kept]), cut) == 0
          { kept += 1 }
        }
        return members.prefix(kept)
      }
    case .limit(let count, let offset): return Array(rows.dropFirst(offset).prefix(count))
    }
  }

  private func sorted(_ rows: [Row], _ terms: [SortTerm]) -> [Row] {
    rows.enumerated().sorted { a, b in
      for term in terms {
        let (x, y) = (value(term.expr, a.element), value(term.expr, b.element))
        if x == .missing || y == .missing {
          if (x == .missing) != (y == .missing) { return y == .missing }
          continue
        }
        let order = order(x, y)
        if order != 0 { return (order < 0) != term.isDescending }
      }
      return a.offset < b.offset
    }.map(\.element)
  }

  // MARK: Groups

  private func summarise(_ summary: Summary, _ rows: [Row]) -> [Row] {
    var groups: [(key: Row, rows: [Row])] = summary.keys.isEmpty ? [([], [])] : []
    for row in rows {
      for key in keys(summary.keys[...], row) {
        if let index = groups.firstIndex(where: { $0.key == key }) {
          groups[index].rows.append(row)
        } else {
          groups.append((key, [row]))
        }
      }
    }
    groups.sort { isOrdered($0.key, before: $1.key) }
    return groups.map { group in group.key + summary.aggregates.map { figure($0, group.rows) } }
  }

  private func keys(_ keys: ArraySlice<Summary.Key>, _ row: Row) -> [Row] {
    guard let key = keys.first else { return [[]] }
    var own = [value(key.expr, row)]
    if key.isEach, case .list(let members) = own[0] { own = members.map { .text($0) } }
    return own.flatMap { own in self.keys(keys.dropFirst(), row).map { [own] + $0 } }
  }

  private func isOrdered(_ a: Row, before b: Row) -> Bool {
    for (x, y) in zip(a, b) where x != y {
      if x == .missing || y == .missing { return y == .missing }
      let order = order(x, y)
      if order != 0 { return order < 0 }
      if case .number(_, let p) = x, case .number(_, let q) = y { return p.rawValue < q.rawValue }
    }
    return false
  }

  private func figure(_ call: AggregateCall, _ all: [Row]) -> Value {
    let rows = all.filter { row in call.filter.map { isTrue($0, row) } ?? true }
    guard let operand = call.operands.first else {
      return .number(.exact(FixedDecimal(Int128(rows.count))), .exact)
    }
    var values = rows.map { value(operand, $0) }.filter { $0 != .missing }
    if call.isDistinct { values = unique(values) }
    if call.function == .count {
      return .number(.exact(FixedDecimal(Int128(values.count))), .exact)
    }
    if call.function == .list { return values.isEmpty ? .missing : .list(texts(values)) }
    guard !values.isEmpty else { return .missing }
    let qualifiers = values.compactMap { value in
      if case .number(_, let qualifier) = value { qualifier } else { nil }
    }
    switch call.function {
    case .sum: return .number(.exact(total(values)), QualifierSet(qualifiers).ofSum)
    case .average:
      let quotient = total(values).quotient(by: FixedDecimal(Int128(values.count))) ?? 0
      return .number(.double(quotient), QualifierSet(qualifiers).ofSum)
    case .min: return extreme(values) { $0 < 0 }
    case .max: return extreme(values) { $0 > 0 }
    case .first: return values[0]
    case .last: return values[values.count - 1]
    case .mode:
      let counts = unique(values).map { value in values.count { $0 == value } }
      return unique(values)[counts.firstIndex(of: counts.max() ?? 0) ?? 0]
    case .median:
      let sorted = values.sorted { order($0, $1) < 0 }
      return middle(of: sorted, qualifiers)
    case .count, .list, .stddev, .variance, .percentile, .correlation: return .missing
    }
  }

  private func middle(of sorted: [Value], _ qualifiers: [Qualifier]) -> Value {
    let low = decimal(sorted[(sorted.count - 1) / 2])
    let high = decimal(sorted[sorted.count / 2])
    let sum = low.adding(high) ?? FixedDecimal(0)
    let half = sum.multiplied(by: FixedDecimal(5, scale: 1)) ?? sum
    return .number(.exact(half), qualifiers.allSatisfy { $0 == .exact } ? .exact : .about)
  }

  private func extreme(_ values: [Value], _ isBetter: (Int) -> Bool) -> Value {
    let best = values.reduce(values[0]) { isBetter(order($1, $0)) ? $1 : $0 }
    guard case .number(let number, _) = best else { return best }
    let ends = values.compactMap { value -> (low: Double, high: Double)? in
      guard case .number(let number, let qualifier) = value else { return nil }
      return Bounds.ends(of: number.double, qualifier)
    }
    let isMax = isBetter(1)
    let low = isMax ? ends.map(\.low).max() : ends.map(\.low).min()
    let high = isMax ? ends.map(\.high).max() : ends.map(\.high).min()
    let isAbout = values.contains { if case .number(_, .about) = $0 { true } else { false } }
    let qualifier = Bounds.qualifier(stated: number.double, low: low ?? 0, high: high ?? 0)
    return .number(number, isAbout ? .about : qualifier)
  }

  private func total(_ values: [Value]) -> FixedDecimal {
    values.reduce(FixedDecimal(0)) { $0.adding(decimal($1)) ?? $0 }
  }

  private func decimal(_ value: Value) -> FixedDecimal {
    if case .number(.exact(let decimal), _) = value { decimal } else { FixedDecimal(0) }
  }

  private func unique(_ values: [Value]) -> [Value] {
    values.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private func texts(_ values: [Value]) -> [String] {
    let all = values.flatMap { value in
      switch value {
      case .text(let text): [text]
      case .list(let members): members
      default: [String]()
      }
    }
    return Array(Set(all)).sorted()
  }

  // MARK: Expressions

  func isTrue(_ expr: TypedExpr, _ row: Row) -> Bool { value(expr, row) == .yesNo(true) }

  func value(_ expr: TypedExpr, _ row: Row) -> Value {
    switch expr.kind {
    case .column(let index):
      if case .list(let members) = row[index] { return .list(members.sorted()) }
      return row[index]
    case .constant(let value): return value
    case .both(let a, let b): return .yesNo(isTrue(a, row) && isTrue(b, row))
    case .either(let a, let b): return .yesNo(isTrue(a, row) || isTrue(b, row))
    case .complement(let a): return .yesNo(!isTrue(a, row))
    case .isMissing(let a): return .yesNo(value(a, row) == .missing)
    case .isIn(let a, let values):
      let own = value(a, row)
      return .yesNo(
        own != .missing && values.contains { $0 != .missing && holds(.equal, own, $0) })
    case .comparison(let comparison, let a, let b):
      let (x, y) = (value(a, row), value(b, row))
      return .yesNo(x != .missing && y != .missing && holds(comparison, x, y))
    case .conditional(let c, let a, let b): return isTrue(c, row) ? value(a, row) : value(b, row)
    case .defaulting(let a, let b):
      let own = value(a, row)
      return own == .missing ? value(b, row) : own
    case .listTest(let test, let a, let texts):
      guard case .list(let members) = value(a, row) else { return .yesNo(false) }
      switch test {
      case .has, .hasAll: return .yesNo(Set(texts).isSubset(of: members))
      case .hasAny: return .yesNo(!Set(texts).isDisjoint(with: members))
      case .within: return .yesNo(Set(members).isSubset(of: texts))
      }
    case .arithmetic(let operation, let a, let b):
      return arithmetic(operation, value(a, row), value(b, row))
    default: preconditionFailure("the random plans have no such expression")
    }
  }

  private func arithmetic(_ operation: Arithmetic, _ x: Value, _ y: Value) -> Value {
    guard case .number(.exact(let a), let p) = x, case .number(.exact(let b), let q) = y else {
      return .missing
    }
    let left = Bounds.Operand(sign: a.sign, p)
    let right = Bounds.Operand(sign: b.sign, q)
    switch operation {
    case .add: return exact(a.adding(b), Bounds.sum(p, q))
    case .subtract: return exact(a.subtracting(b), Bounds.difference(p, q))
    case .multiply: return exact(a.multiplied(by: b), Bounds.product(left, right))
    case .divide:
      return a.quotient(by: b).map { .number(.double($0), Bounds.quotient(left, right)) }
        ?? .missing
    case .power: return .missing
    }
  }

  private func exact(_ decimal: FixedDecimal?, _ qualifier: Qualifier) -> Value {
    decimal.map { .number(.exact($0), qualifier) } ?? .missing
  }

  private func holds(_ comparison: Comparison, _ x: Value, _ y: Value) -> Bool {
    if case .number(_, let p) = x, case .number(_, let q) = y, p != q {
      if comparison == .equal { return false }
      if comparison == .unequal { return true }
    }
    if case .period(let a) = x, case .period(let b) = y {
      let isWithin = a.start >= b.start && a.end <= b.end
      switch comparison {
      case .equal: return isWithin
      case .unequal: return !isWithin
      case .less: return a.end <= b.start
      case .lessOrEqual: return a.end <= b.start || isWithin
      case .greater: return a.start >= b.end
      case .greaterOrEqual: return a.start >= b.end || isWithin
      }
    }
    let order = order(x, y)
    switch comparison {
    case .equal: return order == 0
    case .unequal: return order != 0
    case .less: return order < 0
    case .lessOrEqual: return order <= 0
    case .greater: return order > 0
    case .greaterOrEqual: return order >= 0
    }
  }

  private func order(_ x: Value, _ y: Value) -> Int {
    func three<Ordered: Comparable>(_ a: Ordered, _ b: Ordered) -> Int {
      a < b ? -1 : a > b ? 1 : 0
    }
    switch (x, y) {
    case (.number(.exact(let a), _), .number(.exact(let b), _)): return a.order(to: b)
    case (.number(let a, _), .number(let b, _)): return three(a.double, b.double)
    case (.text(let a), .text(let b)):
      return a == b ? 0 : a.utf8.lexicographicallyPrecedes(b.utf8) ? -1 : 1
    case (.list(let a), .list(let b)):
      return order(.text(a.joined(separator: " + ")), .text(b.joined(separator: " + ")))
    case (.yesNo(let a), .yesNo(let b)): return three(a ? 1 : 0, b ? 1 : 0)
    case (.period(let a), .period(let b)):
      return a.start == b.start
        ? three(b.grain.rawValue, a.grain.rawValue) : three(a.start, b.start)
    case (.moment(let a), .moment(let b)): return three(a, b)
    default: return 0
    }
  }
}
