import Engine
import Records
import Semantics
import Syntax
import TestSupport
import Testing

/// The engine against the reference interpreter, on random sets and plans, at several batch sizes, with several
/// threads.
@Suite struct DifferentialTests {
  @Test(arguments: [1, 3, 1_024]) func summariesAgree(batchSize: Int) throws {
    for seed in 0..<250 {
      var random = RandomPlans(generator: SeededGenerator(seed: UInt64(seed)))
      let set = random.set(rows: random.generator.below(40))
      let plan = random.summaryPlan()
      let rows = try Making.answer(plan, set, batchSize: batchSize, way: seed).rows
      let expected = ReferenceInterpreter(sets: [set.name: set]).answer(plan)
      #expect(rows == expected, "seed \(seed): \(plan.stages[0].steps)")
    }
  }

  @Test(arguments: [1, 3, 1_024]) func showsAgree(batchSize: Int) throws {
    for seed in 1_000..<1_250 {
      var random = RandomPlans(generator: SeededGenerator(seed: UInt64(seed)))
      let set = random.set(rows: random.generator.below(40))
      let plan = random.showPlan()
      let rows = try Making.answer(plan, set, batchSize: batchSize, way: seed).rows
      let expected = ReferenceInterpreter(sets: [set.name: set]).answer(plan)
      #expect(rows == expected, "seed \(seed): \(plan.stages[0].steps)")
    }
  }

  @Test(arguments: [1, 3, 1_024]) func crossTablesAgree(batchSize: Int) throws {
    for seed in 4_000..<4_250 {
      var random = RandomPlans(generator: SeededGenerator(seed: UInt64(seed)))
      let set = random.set(rows: random.generator.below(40))
      let groups = random.summaryPlan(keyCount: 1 + random.generator.below(3))
      let reference = ReferenceInterpreter(sets: [set.name: set])
      let plan = random.crossTable(groups, values: keyValues(reference.answer(groups), groups))
      let rows = try Making.answer(plan, set, batchSize: batchSize, way: seed).rows
      let expected = reference.answer(plan)
      #expect(rows == expected, "seed \(seed): \(plan.stages[0].steps)")
    }
  }

  /// The values of the last key of a summary, in order of first appearance.
  private func keyValues(_ rows: [[Value]], _ plan: Plan) -> [Value] {
    guard case .summarise(let summary)? = plan.stages[0].steps.last else { return [] }
    return rows.map { $0[summary.keys.count - 1] }.reduce(into: []) {
      if !$0.contains($1) { $0.append($1) }
    }
  }

  /// `where p` and `where not p` always add up to the whole set.
  @Test func everyRecordIsInOrOut() throws {
    for seed in 2_000..<2_300 {
      var random = RandomPlans(generator: SeededGenerator(seed: UInt64(seed)))
      let set = random.set(rows: 30)
      let condition = random.condition()
      let count = Making.summary([], [Making.aggregate(.count, [])])
      let inside = try Making.answer(Making.plan([Making.filter(condition), count]), set).value
      let complement = Making.condition(.complement(condition))
      let outside = try Making.answer(Making.plan([Making.filter(complement), count]), set).value
      guard case .number(.exact(let a), _) = inside, case .number(.exact(let b), _) = outside else {
        Issue.record("a count is a number")
        return
      }
      #expect(a.adding(b) == FixedDecimal(30), "seed \(seed)")
    }
  }

  /// Aggregates that know no order give the same whichever way the records stand.
  @Test func theOrderOfRecordsChangesNothing() throws {
    for seed in 3_000..<3_060 {
      var random = RandomPlans(generator: SeededGenerator(seed: UInt64(seed)))
      let set = random.set(rows: 60)
      let order = Array(0..<60).shuffled(using: &random.generator)
      let shuffled = Making.set(
        set.fields.map { field in
          (field.name, field.type, order.map { field.column.value(at: $0) })
        })
      let functions: [AggregateFunction] = [.sum, .average, .min, .max, .median, .variance]
      let calls = functions.map {
        Making.aggregate($0, [Making.column(2, Making.number)], text: $0.rawValue)
      }
      let plan = Making.plan([Making.summary([(Making.column(0, .text), false)], calls)])
      #expect(try Making.answer(plan, set).rows == Making.answer(plan, shuffled).rows)
    }
  }
}
