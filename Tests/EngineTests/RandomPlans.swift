import Records
import Semantics
import Syntax
import TestSupport

/// Seeded sets and plans, small enough that every corner is met often.
struct RandomPlans {
  var generator: SeededGenerator

  static let types: [ValueType] = [
    .text, .number(.plain), .number(.plain), .date, .list, .yesNo, .number(.plain),
    .number(.plain),
  ]

  /// The column whose values are one row's each.
  static let identity = 7

  mutating func set(rows: Int) -> RecordSet {
    let hasQualifiers = generator.chance(oneIn: 2)
    var columns: [(String, ValueType, [Value])] = []
    let order = Array(0..<rows).shuffled(using: &generator)
    for (index, type) in RandomPlans.types.enumerated() {
      if index == RandomPlans.identity {
        columns.append(("identity", type, order.map { Making.exact(Int128($0)) }))
        continue
      }
      columns.append(
        ("field\(index)", type, (0..<rows).map { _ in cell(index, qualified: hasQualifiers) }))
    }
    return Making.set(columns)
  }

  private mutating func cell(_ index: Int, qualified: Bool) -> Value {
    if generator.chance(oneIn: 5) { return .missing }
    switch index {
    case 0: return .text(generator.pick(["a", "b", "B", "县城", ""]))
    case 1:
      let qualifier: Qualifier = qualified ? generator.pick(Qualifier.allCases) : .exact
      return Making.exact(Int128(generator.below(9)) - 3, scale: 1, qualifier)
    case 2: return Making.exact(Int128(generator.below(400)) * 1_000_003)
    case 3:
      let year = 2008 + generator.below(3)
      let day = CivilDay(
        year: year, month: 1 + generator.below(12), day: 1 + generator.below(28)
      ).dayNumber
      return .period(.containing(day: day, grain: generator.pick(Grain.allCases)))
    case 4:
      let members = ["x", "y", "z"].filter { _ in generator.chance(oneIn: 2) }
      return members.isEmpty ? .missing : .list(members)
    case 5: return .yesNo(generator.chance(oneIn: 2))
    default: return Making.exact(Int128(generator.below(5)) - 2, scale: 2)
    }
  }

  private func column(_ index: Int) -> TypedExpr {
    Making.column(index, RandomPlans.types[index])
  }

  mutating func number(depth: Int = 2) -> TypedExpr {
    let leaf = depth == 0 || generator.chance(oneIn: 3)
    if leaf {
      if generator.chance(oneIn: 4) {
        return Making.constant(
          Making.exact(Int128(generator.below(7)) - 3, scale: generator.below(3)), Making.number)
      }
      return column(generator.pick([1, 2, 6]))
    }
    switch generator.below(5) {
    case 0, 1:
      let operation = generator.pick([Arithmetic.add, .subtract, .multiply])
      return Making.figure(
        .arithmetic(operation, number(depth: depth - 1), number(depth: depth - 1)))
    case 2:
      return Making.figure(
        .conditional(
          condition(depth: 1), then: number(depth: depth - 1), else: number(depth: depth - 1)))
    default:
      return Making.figure(.defaulting(number(depth: depth - 1), number(depth: depth - 1)))
    }
  }

  mutating func condition(depth: Int = 2) -> TypedExpr {
    if depth > 0, generator.chance(oneIn: 2) {
      let a = condition(depth: depth - 1)
      let b = condition(depth: depth - 1)
      switch generator.below(3) {
      case 0: return Making.condition(.both(a, b))
      case 1: return Making.condition(.either(a, b))
      default: return Making.condition(.complement(a))
      }
    }
    let comparison = generator.pick(Comparison.allCases)
    switch generator.below(8) {
    case 0:
      let text = generator.pick(["a", "b", "县城", "nowhere"])
      return Making.compare(comparison, column(0), Making.constant(.text(text), .text))
    case 1: return Making.compare(comparison, number(depth: 1), number(depth: 1))
    case 2:
      let index = generator.pick([1, 2, 6])
      let constant = Making.constant(
        Making.exact(Int128(generator.below(60)) - 20, scale: generator.below(3)), Making.number)
      return Making.compare(comparison, column(index), constant)
    case 3: return Making.condition(.isMissing(column(generator.below(7))))
    case 4:
      let year = CivilDay(year: 2008 + generator.below(3), month: 1, day: 1).dayNumber
      let period = Period(start: year, grain: generator.pick([.year, .month]))
      return Making.compare(comparison, column(3), Making.constant(.period(period), .date))
    case 5:
      let test = generator.pick([ListTest.has, .hasAny, .hasAll, .within])
      return Making.condition(.listTest(test, column(4), generator.pick([["x"], ["y", "z"]])))
    case 6: return Making.compare(.equal, column(5), Making.constant(.yesNo(true), .yesNo))
    default:
      let values = (0..<generator.below(12)).map { _ in cell(6, qualified: false) }
      return Making.condition(.isIn(column(6), values))
    }
  }

  mutating func calls() -> [AggregateCall] {
    (0...generator.below(4)).map { index in
      let filter = generator.chance(oneIn: 3) ? condition(depth: 1) : nil
      let text = "measure \(index)"
      switch generator.below(10) {
      case 0: return Making.aggregate(.count, [], text: text, filter: filter)
      case 1:
        let index = generator.below(7)
        return Making.aggregate(
          .count, [column(index)], text: text, isDistinct: true, filter: filter)
      case 2, 3: return Making.aggregate(.sum, [number()], text: text, filter: filter)
      case 4: return Making.aggregate(.average, [number()], text: text, filter: filter)
      case 5:
        let index = generator.pick([0, 1, 2, 3, 6])
        return Making.aggregate(
          generator.pick([.min, .max]), [column(index)], RandomPlans.types[index], text: text,
          filter: filter)
      case 6:
        let index = generator.pick([0, 1, 2, 3, 5, 6])
        return Making.aggregate(
          generator.pick([.first, .last, .mode]), [column(index)], RandomPlans.types[index],
          text: text, filter: filter)
      case 7: return Making.aggregate(.median, [column(generator.pick([2, 6]))], text: text)
      case 8:
        return Making.aggregate(
          .list, [column(generator.pick([0, 4]))], .list, text: text, filter: filter)
      default:
        return Making.aggregate(.sum, [column(6)], text: text, isDistinct: true)
      }
    }
  }

  mutating func summaryPlan(keyCount: Int? = nil) -> Plan {
    var steps: [PlanStep] = []
    if generator.chance(oneIn: 2) { steps.append(Making.filter(condition())) }
    var keys: [(TypedExpr, Bool)] = []
    for _ in 0..<(keyCount ?? generator.below(4)) {
      let index = generator.below(8)
      keys.append(index == 7 ? (number(depth: 1), false) : (column(index), false))
      if index == 4 { keys[keys.count - 1].1 = generator.chance(oneIn: 2) }
    }
    steps.append(Making.summary(keys, calls()))
    return Making.plan(steps)
  }

  mutating func showPlan() -> Plan {
    var steps: [PlanStep] = []
    if generator.chance(oneIn: 2) { steps.append(Making.filter(condition())) }
    if generator.chance(oneIn: 3) {
      let term = SortTerm(
        expr: number(depth: 1), isDescending: generator.chance(oneIn: 2), text: "x")
      let per = generator.chance(oneIn: 2) ? [column(generator.pick([0, 1, 3]))] : []
      steps.append(
        .top(
          Top(
            count: generator.below(5), term: term, per: per,
            keepsTies: generator.chance(oneIn: 2))))
    }
    if generator.chance(oneIn: 2) {
      let terms = (0...generator.below(3)).map { _ in
        SortTerm(
          expr: column(generator.below(7)), isDescending: generator.chance(oneIn: 2), text: "x")
      }
      steps.append(.sort(terms))
    }
    if generator.chance(oneIn: 3) {
      steps.append(.limit(count: generator.below(6), offset: generator.below(3)))
    }
    let items = [number(), column(0), column(4), condition(depth: 1), column(3)].enumerated().map {
      Projection.Item(expr: $1, name: "item\($0)")
    }
    steps.append(.project(Projection(items: items, keepsRecords: true)))
    if generator.chance(oneIn: 3) { steps.append(.distinct) }
    return Making.plan(steps)
  }
}
