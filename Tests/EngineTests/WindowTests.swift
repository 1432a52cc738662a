import Engine
import Records
import Semantics
import Syntax
import TestSupport
import Testing

/// Windows and figures beside records against the reference interpreter, and what must hold of them.
@Suite struct WindowTests {
  @Test(arguments: [1, 3, 1_024]) func windowsAgree(batchSize: Int) throws {
    for seed in 5_000..<5_200 {
      var random = RandomPlans(generator: SeededGenerator(seed: UInt64(seed)))
      let set = random.set(rows: random.generator.below(30))
      let plan = random.windowPlan()
      let rows = try Making.answer(plan, set, batchSize: batchSize).rows
      let expected = ReferenceInterpreter(sets: [set.name: set]).answer(plan)
      #expect(rows == expected, "seed \(seed): \(plan.stages[0].steps)")
    }
  }

  @Test(arguments: [1, 3, 1_024]) func windowsOverGroupsAgree(batchSize: Int) throws {
    for seed in 5_500..<5_600 {
      var random = RandomPlans(generator: SeededGenerator(seed: UInt64(seed)))
      let set = random.set(rows: random.generator.below(40))
      let plan = random.groupWindowPlan()
      let rows = try Making.answer(plan, set, batchSize: batchSize).rows
      let expected = ReferenceInterpreter(sets: [set.name: set]).answer(plan)
      #expect(rows == expected, "seed \(seed): \(plan.stages[0].steps)")
    }
  }

  @Test(arguments: [1, 3, 1_024]) func neighboursAgree(batchSize: Int) throws {
    for seed in 6_000..<6_100 {
      var random = RandomPlans(generator: SeededGenerator(seed: UInt64(seed)))
      let (set, plan) = random.calendar(rows: 1 + random.generator.below(40))
      let rows = try Making.answer(plan, set, batchSize: batchSize).rows
      #expect(rows == ReferenceInterpreter(sets: [set.name: set]).answer(plan), "seed \(seed)")
    }
  }

  private func set(_ figures: [Value]) -> RecordSet {
    Making.set([
      ("place", Making.number, figures.indices.map { Making.exact(Int128($0)) }),
      ("figure", Making.number, figures),
    ])
  }

  private func answer(_ windows: [Window], _ figures: [Value]) throws -> [[Value]] {
    try Making.answer(Making.plan([.windows(windows)]), set(figures)).rows
  }

  private func window(
    _ function: Window.Function, of column: Int = 1, count: Int = 1
  ) -> Window {
    let order = SortTerm(expr: Making.column(0, Making.number), isDescending: false, text: "place")
    return Window(
      function, operand: Making.column(column, Making.number), count: count,
      order: function.needsOrder ? [order] : [], text: "window", type: Making.number,
      at: Making.place)
  }

  private func figures(_ random: inout RandomPlans, _ count: Int) -> [Value] {
    (0..<count).map { _ in Making.exact(Int128(random.generator.below(1_000)) + 1, scale: 2) }
  }

  /// The last of a running sum is the sum, the shares add up to the whole, and there and back again
  /// is where one was.
  @Test func whatAddsUp() throws {
    for seed in 0..<60 {
      var random = RandomPlans(generator: SeededGenerator(seed: UInt64(7_000 + seed)))
      let values = figures(&random, 2 + random.generator.below(40))
      let rows = try answer(
        [window(.running), window(.share), window(.previous), window(.next, of: 4)], values)
      let sum = values.reduce(FixedDecimal(0)) { total, value in
        guard case .number(.exact(let decimal), _) = value else { return total }
        return total.adding(decimal) ?? total
      }
      #expect(rows.last?[2] == .number(.exact(sum), .exact))
      let shares = rows.reduce(0.0) { total, row in
        guard case .number(.double(let share), _) = row[3] else { return .nan }
        return total + share
      }
      #expect(abs(shares - 1) < 1e-12)
      for row in rows.dropLast() { #expect(row[5] == row[1]) }
      #expect(rows.last?[5] == .missing)
    }
  }

  /// Past 38 digits a running sum is an error, not another number.
  @Test func runningSumsStayExact() throws {
    let large = Making.exact(FixedDecimal.largest)
    #expect(throws: ExecutionError.self) { try answer([window(.running)], [large, large]) }
    let rows = try answer([window(.running)], [large, Making.exact(0)])
    #expect(rows[1][2] == large)
    let half = Making.exact(Int128(Int64.max))
    #expect(
      try answer([window(.running)], [half, half])[1][2] == Making.exact(Int128(Int64.max) * 2))
  }

  @Test func rowsAtOnePositionAreRefused() throws {
    let twice = Making.set([
      ("place", Making.number, [Making.exact(1), Making.exact(1)]),
      ("figure", Making.number, [Making.exact(3), Making.exact(4)]),
    ])
    for function in Window.Function.allCases where function.needsOrder {
      #expect(throws: ExecutionError.self) {
        try Making.answer(Making.plan([.windows([window(function)])]), twice)
      }
    }
    let ranks = try Making.answer(Making.plan([.windows([window(.rank)])]), twice)
    #expect(ranks.rows.map { $0[2] } == [Making.exact(2), Making.exact(1)])
  }

  /// A share is exact alone, rises with its own bound and falls with those of the others.
  @Test func boundsOfShares() throws {
    func qualifiers(_ values: [Value]) throws -> [Qualifier] {
      try answer([window(.share)], values).compactMap { row in
        if case .number(_, let qualifier) = row[2] { qualifier } else { nil }
      }
    }
    let exact = Making.exact(5)
    let atLeast = Making.exact(5, .atLeast)
    let atMost = Making.exact(5, .atMost)
    #expect(try qualifiers([atLeast]) == [.exact])
    #expect(try qualifiers([atLeast, exact]) == [.atLeast, .atMost])
    #expect(try qualifiers([atMost, exact]) == [.atMost, .atLeast])
    #expect(try qualifiers([atLeast, atLeast]) == [.about, .about])
    #expect(try qualifiers([atLeast, atMost]) == [.atLeast, .atMost])
    #expect(try qualifiers([Making.exact(-1), atLeast]) == [.about, .about])
  }
}
