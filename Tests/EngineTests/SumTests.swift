import Engine
import Records
import Semantics
import Syntax
import TestSupport
import Testing

@Suite struct SumTests {
  private func sum(_ values: [Value], batchSize: Int = 1_024) throws(ExecutionError) -> Value {
    let set = Making.set([("x", Making.number, values)])
    let call = Making.aggregate(.sum, [Making.column(0, Making.number)], text: "sum x")
    return try Making.answer(
      Making.plan([Making.summary([], [call])], form: .value), set, batchSize: batchSize
    ).value
  }

  @Test func decimalsAddExactly() throws {
    #expect(
      try sum([Making.exact(1, scale: 1), Making.exact(2, scale: 1)]) == Making.exact(3, scale: 1))
    let cents = [Value](repeating: Making.exact(1, scale: 2), count: 1_000_000)
    #expect(try sum(cents) == Making.exact(10_000))
  }

  @Test(arguments: [1, 3, 1_024]) func sumsPassSixtyFourBits(batchSize: Int) throws {
    let large = Int128(Int64.max)
    let values = [large, large, large, -large, 5].map { Making.exact($0) }
    #expect(try sum(values, batchSize: batchSize) == Making.exact(large * 2 + 5))
    let low = [Int128(Int64.min), Int128(Int64.min), -1].map { Making.exact($0) }
    #expect(try sum(low, batchSize: batchSize) == Making.exact(Int128(Int64.min) * 2 - 1))
  }

  /// A sum that leaves 128 bits on its way and comes back is exact.
  @Test(arguments: [1, 3, 1_024]) func wideSumsDoNotDependOnOrder(batchSize: Int) throws {
    let most = FixedDecimal.largest
    let values = [most, most, most, -most, -most, 7].map { Making.exact($0) }
    #expect(throws: ExecutionError.self) { try sum(values, batchSize: batchSize) }
    #expect(
      try sum([most, most, -most, -most, 7].map { Making.exact($0) }, batchSize: batchSize)
        == Making.exact(7))
  }

  @Test func pastThirtyEightDigitsIsAnError() throws {
    let values = [FixedDecimal.largest, 1].map { Making.exact($0) }
    do throws(ExecutionError) {
      _ = try sum(values)
      Issue.record("a sum past 38 digits is refused")
    } catch {
      guard case .failed(let diagnostic) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(diagnostic.message == "sum x has more than 38 digits")
    }
  }

  @Test func aProductPastThirtyEightDigitsNamesItsRecord() throws {
    let set = Making.set([
      ("x", Making.number, [Making.exact(1), Making.exact(FixedDecimal.largest)])
    ])
    let x = Making.column(0, Making.number)
    let item = Projection.Item(expr: Making.figure(.arithmetic(.multiply, x, x)), name: "y")
    do throws(ExecutionError) {
      _ = try Making.answer(
        Making.plan([.project(Projection(items: [item], keepsRecords: true))]), set)
      Issue.record("a product past 38 digits is refused")
    } catch {
      guard case .failed(let diagnostic) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(diagnostic.message == "x * x has more than 38 digits in row 2")
    }
  }

  /// The sum of a set is the sum of the sums of its parts.
  @Test func partialSumsAddUp() throws {
    var generator = SeededGenerator(seed: 7)
    let values = (0..<5_000).map { _ in
      Making.exact(Int128(Int64(bitPattern: generator.next())), scale: 3)
    }
    let whole = try sum(values)
    for size in [1, 3, 1_024] {
      var parts: [Value] = []
      for start in stride(from: 0, to: values.count, by: size == 1 ? 997 : size * 300) {
        parts.append(
          try sum(
            Array(values[start..<min(values.count, start + (size == 1 ? 997 : size * 300))]),
            batchSize: size))
      }
      #expect(try sum(parts) == whole)
    }
  }

  @Test func averagesRoundOnce() throws {
    let values = [Making.exact(1, scale: 1), Making.exact(2, scale: 1), Making.exact(3, scale: 1)]
    let set = Making.set([("x", Making.number, values)])
    let call = Making.aggregate(.average, [Making.column(0, Making.number)])
    let answer = try Making.answer(Making.plan([Making.summary([], [call])]), set)
    #expect(answer.value == .number(.double(0.2), .exact))
  }

  @Test func sumOfNothingSaysWhichConditionMatchedNothing() throws {
    let set = Making.set([
      ("year", Making.number, [Making.exact(2009), Making.exact(2010)]),
      ("funds", Making.number, [.missing, Making.exact(5)]),
    ])
    let year = Making.column(0, Making.number)
    let sum = Making.summary(
      [], [Making.aggregate(.sum, [Making.column(1, Making.number)], text: "sum funds")])
    func reason(_ wanted: Int128) throws -> String? {
      let test = Making.compare(.equal, year, Making.whole(wanted))
      return try Making.answer(
        Making.plan([Making.filter(test, ["year = \(wanted)"]), sum], form: .value), set
      ).reason
    }
    #expect(try reason(1999) == "no record has year = 1999")
    #expect(try reason(2009) == "the only record where year = 2009 has no value in funds")
    #expect(try reason(2010) == nil)
  }
}
