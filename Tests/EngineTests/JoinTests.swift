import Engine
import Records
import Semantics
import Syntax
import TestSupport
import Testing

/// Look-ups and comparisons against the reference interpreter, and what must hold of their sums.
@Suite struct JoinTests {
  private struct World {
    var left: RecordSet
    var right: RecordSet
    var join: Join
    var sets: [String: RecordSet] { [left.name: left, right.name: right] }
  }

  private static let keyTypes: [ValueType] = [
    .text, Making.number, .date, .yesNo, .list,
  ]

  private static func key(_ type: ValueType, _ number: Int) -> Value {
    switch type {
    case .text: .text("k\(number)")
    case .number: Making.exact(Int128(number) * 25, scale: number % 2 == 0 ? 0 : 2)
    case .yesNo: .yesNo(number % 2 == 0)
    case .date: .period(Period(start: Int32(number / 2), grain: number % 2 == 0 ? .day : .month))
    case .dateTime: .moment(Int64(number))
    case .list: .list((0...number % 3).map { "k\((number + $0) % 9)" }.sorted())
    }
  }

  /// The left has keys that the right does not have, missing ones, and several records a key.
  private static func world(_ random: inout SeededGenerator) -> World {
    let type = random.pick(keyTypes)
    let rightType = type == .list ? ValueType.text : type
    let several = random.chance(oneIn: 3) && rightType == .text
    // Enough rows, at times, that threads share them.
    let size = random.chance(oneIn: 25) ? 20 : 1
    var rightKeys: [(Value, Value)] = []
    for number in 0..<(rightType == .yesNo ? 2 : random.below(8) * size) {
      let key = random.chance(oneIn: 9) ? Value.missing : key(rightType, number)
      rightKeys.append((key, several ? .text("s\(random.below(3))") : .text("s")))
    }
    let right = Making.set(
      named: "right",
      [
        ("key", rightType, rightKeys.map(\.0)), ("second", .text, rightKeys.map(\.1)),
        (
          "weight", Making.number,
          rightKeys.map { _ in
            random.chance(oneIn: 6) ? .missing : Making.exact(Int128(random.below(100)))
          }
        ),
        ("place", .text, rightKeys.map { _ in .text("p\(random.below(3))") }),
      ])
    let rows = 0..<random.below(40) * min(size, 10)
    let left = Making.set([
      (
        "key", type,
        rows.map { _ in random.chance(oneIn: 8) ? .missing : key(type, random.below(9 * size)) }
      ),
      ("second", .text, rows.map { _ in .text(several ? "s\(random.below(3))" : "s") }),
      ("value", Making.number, rows.map { _ in Making.exact(Int128(random.below(100))) }),
      ("group", .text, rows.map { _ in .text("g\(random.below(3))") }),
    ])
    var keys = [
      Join.Key(
        left: 0, isEach: type == .list, right: 0, ratio: nil, leftName: "key", rightName: "key")
    ]
    if several {
      keys.append(
        Join.Key(
          left: 1, isEach: false, right: 1, ratio: nil, leftName: "second", rightName: "second"))
    }
    let schema = Schema(
      fields: right.fields.map { Schema.Field(name: $0.name, type: $0.type, strands: [1]) })
    let join = Join(
      source: .set("right"), keys: keys, right: schema, leftTitle: "records", title: "right",
      written: "right", qualifier: "right", range: Making.place)
    return World(left: left, right: right, join: join)
  }

  /// More threads than there are cores.
  private static let workers = Workers(count: 7)

  private static func answer(
    _ plan: Plan, _ sets: [String: RecordSet], batchSize: Int = 1_024
  ) throws -> [[Value]] {
    var executor = Executor(sets: sets, isCancelled: { false })
    executor.settings.batchSize = batchSize
    executor.settings.spanRows = batchSize * 2
    executor.settings.workers = workers
    return try executor.run(plan).rows
  }

  /// Left columns 0 to 3, right columns 4 to 7.
  private static func calls() -> [AggregateCall] {
    func call(
      _ function: AggregateFunction, _ columns: [Int], _ strands: [Int]
    ) -> AggregateCall {
      var operands = columns.map { Making.column($0, Making.number) }
      if operands.count == 2 {
        operands = [Making.figure(.arithmetic(.multiply, operands[0], operands[1]))]
      }
      var call = Making.aggregate(
        function, operands, text: "\(function.rawValue) \(columns) \(strands)")
      call.strands = strands
      return call
    }
    return [
      call(.count, [], [0]), call(.sum, [2], [0]), call(.sum, [6], [1]), call(.average, [6], [1]),
      call(.median, [2], [0]), call(.sum, [2, 6], [0, 1]), call(.max, [6], [1]),
    ]
  }

  @Test(arguments: [1, 3, 1_024]) func lookUpsAgree(batchSize: Int) throws {
    for seed in 0..<300 {
      var random = SeededGenerator(seed: UInt64(seed))
      let world = Self.world(&random)
      let reference = ReferenceInterpreter(sets: world.sets)
      let key = random.pick([3, 7])
      let plan = Making.plan([
        .join(world.join), Making.summary([(Making.column(key, .text), false)], Self.calls()),
      ])
      let rows = try Self.answer(plan, world.sets, batchSize: batchSize)
      #expect(rows == reference.answer(plan), "seed \(seed)")
      let items = (0..<8).map { index in
        Projection.Item(
          expr: Making.column(index, index < 4 ? .text : world.right.fields[index - 4].type),
          name: "c\(index)")
      }
      let show = Making.plan([
        .join(world.join), .project(Projection(items: items, keepsRecords: true)),
      ])
      let shown = try Self.answer(show, world.sets, batchSize: batchSize)
      #expect(shown == reference.answer(show), "seed \(seed)")
    }
  }

  /// A look-up adds columns and takes no record away: sums of the left stay as they are, and each
  /// record of the right that was found counts once.
  @Test func sumsStayAsTheyAre() throws {
    for seed in 1_000..<1_200 {
      var random = SeededGenerator(seed: UInt64(seed))
      let world = Self.world(&random)
      let calls = Self.calls()
      let joined = Making.plan([.join(world.join), Making.summary([], [calls[1], calls[2]])])
      let sums = try Self.answer(joined, world.sets)[0]
      var own = calls[1]
      own.strands = []
      let plain = Making.plan([Making.summary([], [own])])
      #expect(try Self.answer(plain, world.sets)[0][0] == sums[0], "seed \(seed)")

      let groups = Making.plan([
        .join(world.join), Making.summary([(Making.column(7, .text), false)], [calls[2]]),
      ])
      var total = FixedDecimal(0)
      for row in try Self.answer(groups, world.sets) {
        if case .number(.exact(let sum), _) = row[1] { total = total.adding(sum) ?? total }
      }
      // The group is a field of the right, so each of its records is in one group.
      let expected: Value =
        sums[1] == .missing ? Making.exact(0) : sums[1]
      #expect(expected == .number(.exact(total), .exact), "seed \(seed)")
    }
  }

  @Test(arguments: [1, 1_024]) func comparisonsAgree(batchSize: Int) throws {
    for seed in 2_000..<2_200 {
      var random = SeededGenerator(seed: UInt64(seed))
      func side(_ name: String) -> RecordSet {
        let rows = (0..<12).filter { _ in random.chance(oneIn: 2) }
        return Making.set(
          named: name,
          [
            ("key", .text, rows.map { $0 == 0 ? .missing : .text("k\($0)") }),
            (
              "value", Making.number,
              rows.map { _ in
                random.chance(oneIn: 5)
                  ? .missing
                  : Making.exact(Int128(random.below(3)), random.pick([.exact, .exact, .atLeast]))
              }
            ),
            (
              "list", .list,
              rows.map { _ in .list(random.pick([["a", "b"], ["b", "a"], ["c"]])) }
            ),
          ])
      }
      let (left, right) = (side("records"), side("right"))
      func field(_ index: Int) -> Compare.Field {
        Compare.Field(left: index, right: index, ratio: nil, name: left.fields[index].name)
      }
      let compare = Compare(
        source: .set("right"), keys: [field(0)], fields: [field(1), field(2)],
        leftTitle: "records", title: "right", qualifier: "right", range: Making.place)
      var plan = Making.plan([.compare(compare)])
      plan.stages[0].output = Schema(
        fields: [
          ("key", ValueType.text), ("row", .text), ("fields", .list), ("value", Making.number),
          ("right.value", Making.number), ("list", .list), ("right.list", .list),
        ].map { Schema.Field(name: $0.0, type: $0.1) })
      let sets = [left.name: left, right.name: right]
      let rows = try Self.answer(plan, sets, batchSize: batchSize)
      #expect(rows == ReferenceInterpreter(sets: sets).answer(plan), "seed \(seed)")
    }
  }
}
