import Engine
import Records
import Semantics
import Syntax

/// How many records the conditions of a question let through, told without asking the question.
///
/// Small sets are looked at whole and one value of a large one is known from its counts; else a few
/// thousand records, spread over the set, tell about how many.
enum MatchCount: Equatable {
  case exactly(Int, of: Int)
  case about(Int, of: Int)

  /// `38 of 2,114 records match`
  var sentence: String {
    switch self {
    case .exactly(let count, let total) where count == total:
      total == 1 ? "the only record" : "all \(total.separated) records"
    case .exactly(0, let total): "none of \(total.separated) records matches"
    case .exactly(1, let total): "1 of \(total.separated) records matches"
    case .exactly(let count, let total):
      "\(count.separated) of \(total.separated) records match"
    case .about(0, let total): "few of \(total.separated) records match, if any"
    case .about(let count, let total):
      "about \(Self.rounded(count).separated) of \(total.separated) records match"
    }
  }

  /// Two digits: more would be guessed.
  static func rounded(_ count: Int) -> Int {
    var unit = 1
    while count / unit >= 100 { unit *= 10 }
    return (count + unit / 2) / unit * unit
  }
}

extension Glance {
  /// `nil` where it depends on more than the records of one set, or would take longer than until
  /// the deadline.
  func matches(of plan: Plan, until deadline: ContinuousClock.Instant) -> MatchCount? {
    guard case .set(let name) = plan.source, let set = session.catalog.sets[name],
      let stage = plan.stages.first, let first = stage.steps.first
    else { return nil }
    switch first {
    case .filter(let filter) where !filter.testsGroups:
      guard Self.isOfRecord(filter.predicate) else { return nil }
      if set.count > Self.mostLookedAt, let count = counted(filter.predicate, in: set) {
        return .exactly(count, of: set.count)
      }
      return matches(of: filter, in: set, stage.input, until: deadline)
    case .join, .figures, .append, .compare: return nil
    default: return .exactly(set.count, of: set.count)
    }
  }

  /// Whether a condition looks at nothing but the record it is asked of.
  private static func isOfRecord(_ expr: TypedExpr) -> Bool {
    switch expr.kind {
    case .isInAnswer, .scalar: false
    default: expr.children.allSatisfy(isOfRecord)
    }
  }

  /// One value of a field, from its counts.
  private func counted(_ expr: TypedExpr, in set: RecordSet) -> Int? {
    let text: String
    let column: TypedExpr
    switch expr.kind {
    case .comparison(.equal, let left, let right):
      guard case .constant(.text(let value)) = right.kind else { return nil }
      (column, text) = (left, value)
    case .listTest(.has, let left, let values):
      guard values.count == 1 else { return nil }
      (column, text) = (left, values[0])
    default: return nil
    }
    guard case .column(let index) = column.kind, set.fields.indices.contains(index),
      let counts = counts(ofSet: set.name, field: set.fields[index].name), counts.isReady
    else { return nil }
    return counts.records(with: text)
  }

  private func matches(
    of filter: Filter, in set: RecordSet, _ input: Schema, until deadline: ContinuousClock.Instant
  ) -> MatchCount? {
    guard input.fields.count == set.fields.count else { return nil }
    let sample =
      set.count <= Self.mostLookedAt ? set : self.sample(of: set, filter.predicate.columns)
    guard let sample else { return nil }
    let number = ValueType.number(.plain)
    let count = AggregateCall(function: .count, operands: [], text: "count", type: number)
    let stage = PlanStage(
      input: input,
      steps: [
        .filter(Filter(predicate: filter.predicate, testsGroups: false, parts: [])),
        .summarise(Summary(keys: [], aggregates: [count])),
      ],
      output: Schema(fields: [Schema.Field(name: "count", type: number)]), form: .value)
    let executor = Executor(sets: [set.name: sample]) { ContinuousClock.now > deadline }
    guard let answer = try? executor.run(Plan(source: .set(set.name), stages: [stage])),
      case .number(.exact(let decimal), _)? = answer.records.fields.first?.column.value(at: 0)
    else { return nil }
    let found = Int(clamping: decimal.coefficient)
    if sample.count == set.count { return .exactly(found, of: set.count) }
    return .about(
      Int((Double(found) / Double(sample.count) * Double(set.count)).rounded()), of: set.count)
  }

  /// Sets of no more records are looked at whole.
  static let mostLookedAt = 20_000
}
