import Records
import Semantics
import Syntax

/// Groups and their aggregates.
extension ReferenceEvaluator {
  func summarise(_ summary: Summary, _ table: Table) -> [Row] {
    var groups: [(key: [Value], rows: [Row])] = summary.keys.isEmpty ? [([], [])] : []
    for row in table.rows {
      for key in keys(summary.keys[...], row.cells) {
        if let index = groups.firstIndex(where: { areAlike($0.key, key) }) {
          groups[index].rows.append(row)
        } else {
          groups.append((key, [row]))
        }
      }
    }
    groups.sort { isOrdered($0.key, before: $1.key) }
    return groups.map { group in
      Row(cells: group.key + summary.aggregates.map { figure($0, group.rows, base(of: $0, table)) })
    }
  }

  /// 2.50 and 2.5 are one key, also where one of them is no exact decimal.
  func areAlike(_ a: [Value], _ b: [Value]) -> Bool {
    zip(a, b).allSatisfy { x, y in
      if case .number(_, let p) = x, case .number(_, let q) = y {
        return p == q && order(x, y) == 0
      }
      return x == y
    }
  }

  func keys(_ keys: ArraySlice<Summary.Key>, _ row: [Value]) -> [[Value]] {
    guard let key = keys.first else { return [[]] }
    var own = [value(key.expr, row)]
    if key.isEach, case .list(let members) = own[0] { own = members.map { .text($0) } }
    return own.flatMap { own in self.keys(keys.dropFirst(), row).map { [own] + $0 } }
  }

  /// What is known of the records that an aggregate counts.
  func base(of call: AggregateCall, _ table: Table) -> LoadedRecords? {
    guard !call.strands.isEmpty, !table.bases.isEmpty, !call.strands.contains(0) else {
      return table.base
    }
    return call.strands.compactMap { table.bases[$0] }.first
  }

  func figure(_ call: AggregateCall, _ all: [Row], _ base: LoadedRecords?) -> Value {
    let asked = all.filter { row in call.filter.map { isTrue($0, row.cells) } ?? true }
    var rows = counted(asked, by: call)
    guard let operand = call.operands.first else { return whole(rows.count) }
    if let extremum = call.at {
      let ranked = rows.filter { value(call.operands[1], $0.cells) != .missing }
      let figures = ranked.map { value(call.operands[1], $0.cells) }
      let best = figures.indices.first { index in
        figures.allSatisfy { order(figures[index], $0) * (extremum == .max ? 1 : -1) >= 0 }
      }
      return best.map { value(operand, ranked[$0].cells) } ?? .missing
    }
    rows = rows.filter { value(operand, $0.cells) != .missing }
    if call.function == .correlation {
      rows = rows.filter { value(call.operands[1], $0.cells) != .missing }
    }
    if let base, leavesOutKin(call) {
      let there = Set(rows.compactMap(\.record))
      rows = rows.filter { row in row.record.map { !isTold($0, by: there, base) } ?? true }
    }
    rows = once(rows, by: call)
    var values = rows.map { value(operand, $0.cells) }
    if call.isDistinct { values = unique(values) }
    if call.function == .count { return whole(values.count) }
    if call.function == .list { return values.isEmpty ? .missing : .list(texts(values)) }
    guard let first = values.first, let last = values.last else { return .missing }
    switch call.function {
    case .sum: return sum(values)
    case .average: return average(values)
    case .min: return extreme(values) { $0 < 0 }
    case .max: return extreme(values) { $0 > 0 }
    case .first: return first
    case .last: return last
    case .mode:
      let different = unique(values)
      let counts = different.map { value in values.count { areAlike([$0], [value]) } }
      return different[counts.firstIndex(of: counts.max() ?? 0) ?? 0]
    case .median: return percentile(FixedDecimal(50), values)
    case .percentile:
      guard case .number(.exact(let share), _) = value(call.operands[1], []) else {
        return .missing
      }
      return percentile(share, values)
    case .variance: return spread(values, values) { sum, _, _ in sum / Double(values.count - 1) }
    case .stddev:
      return spread(values, values) { sum, _, _ in (sum / Double(values.count - 1)).squareRoot() }
    case .correlation:
      let others = rows.map { value(call.operands[1], $0.cells) }
      return spread(values, others) { joint, x, y in
        x > 0 && y > 0 ? joint / (x.squareRoot() * y.squareRoot()) : .nan
      }
    case .count, .list: return .missing
    }
  }

  func whole(_ count: Int) -> Value {
    .number(.exact(FixedDecimal(Int128(count))), .exact)
  }

  // MARK: Wholes and repeats

  private func leavesOutKin(_ call: AggregateCall) -> Bool {
    guard !call.isEvery, call.function != .count else { return false }
    if case .number = call.operands.first?.type { return true }
    return false
  }

  /// Whether a whole or an original is there, through any chain.
  private func isTold(_ record: Int, by there: Set<Int>, _ base: LoadedRecords) -> Bool {
    var open = [record]
    var seen: Set<Int> = [record]
    while let next = open.popLast() {
      for relative in [base.wholes?[next], base.originals?[next]].compactMap({ $0 })
      where relative >= 0 && seen.insert(Int(relative)).inserted {
        if there.contains(Int(relative)) { return true }
        open.append(Int(relative))
      }
    }
    return false
  }

  // MARK: Figures

  private func qualifiers(_ values: [Value]) -> [Qualifier] {
    values.compactMap { if case .number(_, let qualifier) = $0 { qualifier } else { nil } }
  }

  func sum(_ values: [Value]) -> Value {
    let qualifier = QualifierSet(qualifiers(values)).ofSum
    if let total = total(values) { return .number(.exact(total), qualifier) }
    return .number(.double(doubles(values).reduce(0, +)), qualifier)
  }

  func average(_ values: [Value]) -> Value {
    let qualifier = QualifierSet(qualifiers(values)).ofSum
    let count = FixedDecimal(Int128(values.count))
    let quotient =
      total(values).map { $0.quotient(by: count) ?? 0 }
      ?? doubles(values).reduce(0, +) / Double(values.count)
    return .number(.double(quotient), qualifier)
  }

  /// `nil` where one of them is no exact decimal.
  private func total(_ values: [Value]) -> FixedDecimal? {
    var total = FixedDecimal(0)
    for value in values {
      guard case .number(.exact(let decimal), _) = value, let sum = total.adding(decimal) else {
        return nil
      }
      total = sum
    }
    return total
  }

  private func doubles(_ values: [Value]) -> [Double] {
    values.compactMap { if case .number(let number, _) = $0 { number.double } else { nil } }
  }

  /// Linear between the two values that the place lies between.
  private func percentile(_ share: FixedDecimal, _ values: [Value]) -> Value {
    let sorted = values.sorted { order($0, $1) < 0 }
    let hundredths = share.double * Double(sorted.count - 1)
    let below = min(sorted.count - 1, Int((hundredths / 100).rounded(.down)))
    let above = min(sorted.count - 1, below + 1)
    let qualifier: Qualifier = qualifiers(values).allSatisfy { $0 == .exact } ? .exact : .about
    let rest = hundredths - Double(below) * 100
    if case .number(.exact(let low), _) = sorted[below],
      case .number(.exact(let high), _) = sorted[above], rest.rounded() == rest,
      let way = high.subtracting(low)?.multiplied(by: FixedDecimal(Int128(rest), scale: 2)),
      let result = low.adding(way)
    {
      return .number(.exact(result), qualifier)
    }
    let (low, high) = (doubles(sorted)[below], doubles(sorted)[above])
    return .number(.double(low + (high - low) * rest / 100), qualifier)
  }

  /// What is left of the products of distances from both averages.
  private func spread(
    _ x: [Value], _ y: [Value], _ figure: (Double, Double, Double) -> Double
  ) -> Value {
    guard x.count > 1 else { return .missing }
    func distances(_ values: [Value]) -> [Double] {
      let all = doubles(values)
      let average = all.reduce(0, +) / Double(all.count)
      return all.map { $0 - average }
    }
    let (a, b) = (distances(x), distances(y))
    let joint = zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
    let result = figure(
      joint, a.reduce(0) { $0 + $1 * $1 }, b.reduce(0) { $0 + $1 * $1 })
    let isExact = (qualifiers(x) + qualifiers(y)).allSatisfy { $0 == .exact }
    return result.isNaN ? .missing : .number(.double(result), isExact ? .exact : .about)
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
    let isAbout = qualifiers(values).contains(.about)
    let qualifier = Bounds.qualifier(stated: number.double, low: low ?? 0, high: high ?? 0)
    return .number(number, isAbout ? .about : qualifier)
  }

  private func unique(_ values: [Value]) -> [Value] {
    values.reduce(into: []) { result, value in
      if !result.contains(where: { areAlike([$0], [value]) }) { result.append(value) }
    }
  }

  private func texts(_ values: [Value]) -> [String] {
    let all = values.flatMap { value in
      switch value {
      case .text(let text): [text]
      case .list(let members): members
      case .missing, .number, .yesNo, .period, .moment: [String]()
      }
    }
    return Array(Set(all)).sorted()
  }
}
