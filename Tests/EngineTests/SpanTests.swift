import Engine
import Records
import Semantics
import Syntax
import TestSupport
import Testing

/// Rows that threads share give what they give in one go, whatever the number of threads.
@Suite struct SpanTests {
  private let x = Making.column(0, Making.number)
  private let key = Making.column(1, .text)

  /// Numbers whose sum depends on the order of additions, unless it is kept.
  private func doubles(rows: Int) -> RecordSet {
    var generator = SeededGenerator(seed: 11)
    let numbers = (0..<rows).map { row -> Value in
      if generator.chance(oneIn: 9) { return .missing }
      let digits = Double(generator.below(1 << 30)) / 7
      return .number(.double(row % 3 == 0 ? digits * 1e18 : -digits / 1e5), .exact)
    }
    let keys = (0..<rows).map { Value.text("key \($0 * 7 % 5)") }
    return Making.set([("x", Making.number, numbers), ("key", .text, keys)])
  }

  private func answer(
    _ plan: Plan, _ set: RecordSet, spanRows: Int, workers: Workers, isPartitioned: Bool = false
  ) throws(ExecutionError) -> Answer {
    var executor = Executor(sets: [set.name: set], isCancelled: { false })
    executor.settings.batchSize = 4
    executor.settings.spanRows = spanRows
    executor.settings.workers = workers
    if isPartitioned {
      executor.settings.mostSlots = 0
      executor.settings.partRows = 3
    }
    return try executor.run(plan)
  }

  @Test func sumsOfDoublesDoNotDependOnThreads() throws {
    let set = doubles(rows: 700)
    let functions: [AggregateFunction] = [.sum, .average, .variance, .stddev, .min, .max, .median]
    let calls = functions.map { Making.aggregate($0, [x], text: $0.rawValue) }
    for keys in [[], [(key, false)]] {
      let plan = Making.plan([Making.summary(keys, calls)])
      let alone = try answer(plan, set, spanRows: 8, workers: Making.workers[0]).rows
      for workers in Making.workers {
        #expect(try answer(plan, set, spanRows: 8, workers: workers).rows == alone)
      }
    }
  }

  /// The first error by row is told, and not that of whichever thread was first.
  @Test func theFirstErrorIsTold() throws {
    let large = Int128(10) << 110
    let numbers = (0..<400).map { Making.exact($0 == 130 || $0 > 200 ? large : 1) }
    let set = Making.set([("x", Making.number, numbers)])
    let product = Making.figure(.arithmetic(.multiply, x, x))
    let plan = Making.plan([Making.summary([], [Making.aggregate(.sum, [product])])])
    var told: Set<String> = []
    for spanRows in [1 << 16, 8, 30] {
      for workers in Making.workers {
        do {
          _ = try answer(plan, set, spanRows: spanRows, workers: workers)
        } catch {
          told.insert("\(error)")
        }
      }
    }
    #expect(told.count == 1)
    #expect(told.first?.contains("row 131") == true, "\(told)")
  }

  /// What is counted beside the values is counted in every span, and told in the order of rows.
  @Test func notesAreThoseOfOneGo() throws {
    let numbers = (0..<300).map { Making.exact(Int128($0 % 7)) }
    let set = Making.set([("x", Making.number, numbers)])
    let quotient = Making.figure(
      .arithmetic(.divide, Making.constant(Making.exact(1), Making.number), x))
    let filter = Making.filter(
      Making.compare(.less, quotient, Making.constant(Making.exact(1), Making.number)))
    let sum = Making.aggregate(.sum, [Making.figure(.arithmetic(.divide, x, x))])
    let plan = Making.plan([filter, Making.summary([], [sum])])
    let whole = try answer(plan, set, spanRows: 1 << 16, workers: Making.workers[0])
    #expect(!whole.notes.isEmpty)
    for workers in Making.workers {
      let shared = try answer(plan, set, spanRows: 8, workers: workers)
      #expect(shared.notes == whole.notes)
      #expect(shared.rows == whole.rows)
    }
  }

  /// Parts of the rows whose figures are of several widths, and of none, are put together.
  @Test func partitionsOfSeveralFormsAreJoined() throws {
    let large = Int128(10) << 90
    let numbers = (0..<400).map { row -> Value in
      if row % 11 == 3 { return .missing }
      return Making.exact(row % 50 == 0 ? large + Int128(row) : Int128(row % 300), scale: 2)
    }
    let keys = (0..<400).map { $0 % 13 == 5 ? Value.missing : .text("key \($0 * 7 % 90)") }
    let others = (0..<400).map { Making.exact(Int128($0 % 7) - 3) }
    let set = Making.set([
      ("x", Making.number, numbers), ("key", .text, keys), ("z", Making.number, others),
    ])
    let functions: [AggregateFunction] = [
      .sum, .average, .min, .max, .count, .first, .last, .mode, .variance,
    ]
    let calls = functions.map { Making.aggregate($0, [x], text: $0.rawValue) }
    for keys in [[(key, false)], [(Making.column(2, Making.number), false), (key, false)]] {
      let plan = Making.plan([Making.summary(keys, calls)])
      let whole = try answer(plan, set, spanRows: 1 << 16, workers: Making.workers[0]).rows
      for workers in Making.workers {
        let parts = try answer(
          plan, set, spanRows: 8, workers: workers, isPartitioned: true)
        #expect(parts.rows == whole)
      }
    }
  }
}
