import Records
import Semantics
import Syntax

/// The values that a key has when the groups without records are added.
struct KeyDomain {
  /// In the order of the key, missing last.
  private(set) var values: [Value] = []
  /// The place among the values of each row at hand.
  private(set) var places: [UInt32] = []
  /// Why nothing stands between the first value and the last, where something could.
  private(set) var obstacle: String?

  init(
    _ stage: StageRun, _ input: Frame, _ key: Int, _ step: Fill.Step, atMost limit: Int,
    at range: SourceRange
  ) throws(ExecutionError) {
    let codes = try stage.groups(by: try stage.columns(key..<key + 1, of: input))
    let column = input.set.fields[key].column
    var firstRows: [UInt32] = []
    var distinct: [UInt32: Int] = [:]
    for (place, code) in codes.enumerated() where distinct[code] == nil {
      distinct[code] = firstRows.count
      firstRows.append(UInt32(input.row(at: place)))
    }
    let order = try StageRun.order(
      of: [Gathering.column(column, Vector(firstRows))], stage.run)
    let occurring = order.map { column.value(at: Int(firstRows[Int($0)])) }
    let present = occurring.filter { $0 != .missing }
    let between: [Value]
    switch step {
    case .occurring: between = []
    case .whole(let width): between = try KeyDomain.multiples(of: width, present, limit, range)
    case .edges(let edges): between = KeyDomain.numbers(edges, within: present)
    case .calendar: between = try KeyDomain.periods(from: present, limit, range)
    }
    if between.isEmpty, present.count > 1 { obstacle = KeyDomain.obstacle(to: step) }
    var placeOf = [UInt32](repeating: 0, count: order.count)
    var next = between[...]
    for (value, index) in zip(occurring, order) {
      while let added = next.first, value == .missing || KeyDomain.isBelow(added, value) {
        values.append(added)
        next.removeFirst()
      }
      if let added = next.first, added == value || KeyDomain.isSame(added, value) {
        next.removeFirst()
      }
      placeOf[Int(index)] = UInt32(values.count)
      values.append(value)
    }
    places = codes.map { code in distinct[code].map { placeOf[$0] } ?? 0 }
  }

  private static func obstacle(to step: Fill.Step) -> String? {
    switch step {
    case .occurring, .edges: nil
    case .whole(let width):
      width == FixedDecimal(1)
        ? "values that are not whole" : "values that are no whole steps apart"
    case .calendar: "periods of several lengths"
    }
  }

  // MARK: Values between

  private static func figure(_ value: Value) -> FixedDecimal? {
    if case .number(.exact(let decimal), _) = value { decimal } else { nil }
  }

  private static func isBelow(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.number(.exact(let x), _), .number(.exact(let y), _)): x < y
    case (.period(let x), .period(let y)): x.start < y.start
    default: false
    }
  }

  /// An exact figure that is there needs no other.
  private static func isSame(_ a: Value, _ b: Value) -> Bool {
    guard case .number(.exact(let x), .exact) = a, case .number(.exact(let y), .exact) = b else {
      return false
    }
    return x == y
  }

  private static func ends(of values: [Value]) -> (low: FixedDecimal, high: FixedDecimal)? {
    let figures = values.map(figure)
    guard !figures.contains(nil), let low = figures.compactMap(\.self).min(),
      let high = figures.compactMap(\.self).max()
    else { return nil }
    return (low, high)
  }

  /// Numbers that are no multiples of the width from the first on have nothing between them.
  private static func multiples(
    of width: FixedDecimal, _ values: [Value], _ limit: Int, _ range: SourceRange
  ) throws(ExecutionError) -> [Value] {
    guard let (low, high) = ends(of: values) else { return [] }
    let scale = max(0, low.scale, high.scale, width.scale)
    guard let start = low.rescaled(to: scale), let end = high.rescaled(to: scale),
      let step = width.rescaled(to: scale), step > 0
    else { return [] }
    let steps = values.compactMap(figure).compactMap { $0.rescaled(to: scale) }
    guard steps.count == values.count, steps.allSatisfy({ ($0 - start) % step == 0 }) else {
      return []
    }
    let count = (end - start) / step + 1
    if count > Int128(limit) { throw tooMany(Int(clamping: count), at: range) }
    return (0..<count).map {
      .number(.exact(FixedDecimal(start + $0 * step, scale: scale)), .exact)
    }
  }

  private static func numbers(_ edges: [FixedDecimal], within values: [Value]) -> [Value] {
    guard let (low, high) = ends(of: values) else { return [] }
    return edges.filter { low <= $0 && $0 <= high }.map { .number(.exact($0), .exact) }
  }

  /// Periods of several lengths have nothing between them.
  private static func periods(
    from values: [Value], _ limit: Int, _ range: SourceRange
  ) throws(ExecutionError) -> [Value] {
    let periods = values.compactMap { value -> Period? in
      if case .period(let period) = value { period } else { nil }
    }
    guard let first = periods.first, let last = periods.last,
      periods.allSatisfy({ $0.grain == first.grain })
    else { return [] }
    var result: [Value] = []
    var next = first
    while next.start <= last.start {
      result.append(.period(next))
      if result.count > limit { throw tooMany(result.count, at: range) }
      next.start = next.end
    }
    return result
  }

  // MARK: Too many

  private static func tooMany(_ count: Int, at range: SourceRange) -> ExecutionError {
    .failed(
      Diagnostic(
        "with empty would make \(NoteText.count(count)) groups of one key, and "
          + "\(NoteText.count(Fill.mostGroups)) are the most", at: range,
        notes: ["bin(x, width), month(date) or year(date) make fewer"]))
  }

  static func tooMany(
    _ keys: [Summary.Key], _ domains: [KeyDomain], at range: SourceRange
  ) -> ExecutionError {
    let parts = zip(keys, domains).map { key, domain in
      "\(NoteText.count(domain.values.count)) of \(key.name)"
    }
    return .failed(
      Diagnostic(
        "with empty would make more than \(NoteText.count(Fill.mostGroups)) groups: "
          + parts.joined(separator: " times "), at: range,
        notes: ["where … keeps fewer values, and bin, month or year make fewer"]))
  }
}
