import Engine
import Records
import Semantics
import Syntax
import TestSupport
import Testing

/// Medians and percentiles of so many values that they are counted before they are ranked.
@Suite struct LargeMedianTests {
  @Test(arguments: 0..<12) func percentilesAreThoseOfSortedValues(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let count = 24_000 + random.below(9_000)
    // Spread out, crowded around one value with a few far away, and of few different values.
    let values = (0..<count).map { index -> Int128 in
      switch seed % 4 {
      case 0: Int128(random.below(1_000_000_007)) - 500_000_000
      case 1: index % 500 == 0 ? Int128(Int64.max - Int64(index)) : Int128(random.below(50))
      case 2: index % 700 == 0 ? Int128(Int64.min + Int64(index)) : Int128(random.below(3))
      default: Int128(random.below(2))
      }
    }
    let groups = values.indices.map { _ in random.below(3) }
    let set = Making.set([
      ("value", Making.number, values.map { Making.exact($0) }),
      ("group", .text, groups.map { .text("g\($0)") }),
    ])
    for share in [Int128(0), 50, 90, 100] {
      let call = Making.aggregate(
        .percentile, [Making.column(0, Making.number), Making.whole(share)])
      let plan = Making.plan([Making.summary([], [call])])
      let whole = try Making.answer(plan, set, way: seed).value
      #expect(whole == LargeMedianTests.percentile(share, values))
      let keyed = Making.plan([Making.summary([(Making.column(1, .text), false)], [call])])
      for row in try Making.answer(keyed, set, way: seed).rows {
        let own = values.indices.filter { .text("g\(groups[$0])") == row[0] }.map { values[$0] }
        #expect(row[1] == LargeMedianTests.percentile(share, own))
      }
    }
  }

  /// Interpolated between the two nearest of the sorted values.
  private static func percentile(_ share: Int128, _ values: [Int128]) -> Value {
    let sorted = values.sorted()
    let place = share * Int128(sorted.count - 1)
    let below = Int(place / 100)
    let low = sorted[below]
    let high = sorted[min(below + 1, sorted.count - 1)]
    let figure = FixedDecimal(low * 100 + (high - low) * (place % 100), scale: 2)
    return .number(.exact(figure), .exact)
  }
}
