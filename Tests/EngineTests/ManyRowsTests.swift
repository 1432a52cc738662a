import Engine
import Records
import Semantics
import Syntax
import TestSupport
import Testing

/// So many rows that they are counted into place, and that threads share them.
@Suite struct ManyRowsTests {
  private static let count = 5_000
  private static let types: [ValueType] = [.text, Making.number, Making.number, Making.number]

  /// A text, a small figure that may be missing, a double and a figure of many digits.
  private static func set(seed: Int) -> RecordSet {
    var random = SeededGenerator(seed: UInt64(seed))
    var columns: [[Value]] = [[], [], [], [], []]
    for place in 0..<count {
      columns[0].append(random.chance(oneIn: 9) ? .missing : .text("g\(random.below(20))"))
      columns[1].append(
        random.chance(oneIn: 7) ? .missing : Making.exact(Int128(random.below(90)) - 40))
      let double = Double(random.below(2_000)) - 1_000
      columns[2].append(.number(.double(double * double * double / 7), .exact))
      let digits = Int128(Int64(truncatingIfNeeded: random.next())) * (1 << 40)
      columns[3].append(Making.exact(seed % 2 == 0 ? digits : digits >> 90))
      columns[4].append(Making.exact(Int128(place)))
    }
    let names = ["text", "small", "double", "wide", "place"]
    return Making.set(
      (0..<5).map { (names[$0], $0 < 4 ? types[$0] : Making.number, columns[$0]) })
  }

  private static func term(_ column: Int, _ isDescending: Bool) -> SortTerm {
    SortTerm(
      expr: Making.column(column, types[column]), isDescending: isDescending, text: "x")
  }

  /// Whether a value stands before another; missing last both ways.
  private static func order(_ a: Value, _ b: Value, _ isDescending: Bool) -> Int {
    if a == .missing || b == .missing { return (a == .missing ? 1 : 0) - (b == .missing ? 1 : 0) }
    var order = 0
    switch (a, b) {
    case (.text(let x), .text(let y)):
      order = x == y ? 0 : x.utf8.lexicographicallyPrecedes(y.utf8) ? -1 : 1
    case (.number(.exact(let x), _), .number(.exact(let y), _)): order = x.order(to: y)
    case (.number(.double(let x), _), .number(.double(let y), _)):
      order = x == y ? 0 : x < y ? -1 : 1
    default: Issue.record("cells of one column are alike")
    }
    return isDescending ? -order : order
  }

  private static func sorted(_ set: RecordSet, _ terms: [(column: Int, down: Bool)]) -> [Int] {
    let columns = set.fields.map { field in (0..<count).map { field.column.value(at: $0) } }
    return (0..<count).sorted { a, b in
      for term in terms {
        let order = order(columns[term.column][a], columns[term.column][b], term.down)
        if order != 0 { return order < 0 }
      }
      return a < b
    }
  }

  private static func places(_ answer: Answer) -> [Value] { answer.rows.map { $0[4] } }

  @Test(arguments: 0..<12) func termsRuleOneBehindTheOther(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed) + 100)
    let set = Self.set(seed: seed)
    let terms = (0..<1 + random.below(3)).map { _ in
      (column: random.below(4), down: random.chance(oneIn: 2))
    }
    let expected = Self.sorted(set, terms).map { Making.exact(Int128($0)) }
    let sort = PlanStep.sort(terms.map { Self.term($0.column, $0.down) })
    let all = try Making.answer(Making.plan([sort]), set, way: seed)
    #expect(Self.places(all) == expected, "\(terms)")
    let wanted = 1 + random.below(40)
    let offset = random.below(30)
    let few = try Making.answer(
      Making.plan([sort, .limit(count: wanted, offset: offset)]), set, way: seed)
    #expect(Self.places(few) == Array(expected[offset..<offset + wanted]), "\(terms)")
  }

  @Test(arguments: 0..<12) func theFirstAreThoseOfTheWholeOrder(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed) + 200)
    let set = Self.set(seed: seed)
    let column = 1 + random.below(3)
    let isDown = random.chance(oneIn: 2)
    let wanted = 1 + random.below(12)
    let term = Self.term(column, isDown)
    let figures = set.fields[column].column
    for isGrouped in [false, true] {
      let order = Self.sorted(set, (isGrouped ? [(0, false)] : []) + [(column, isDown)])
      let groups = order.map { isGrouped ? set.fields[0].column.value(at: $0) : .missing }
      var expected: [Int] = []
      var ties = 0
      var start = 0
      while start < order.count {
        let end = groups[start...].firstIndex { $0 != groups[start] } ?? order.count
        let last = min(end, start + wanted)
        expected += order[start..<last]
        let cut = figures.value(at: order[last - 1])
        var tied = last
        while cut != .missing, tied < end, figures.value(at: order[tied]) == cut { tied += 1 }
        ties += tied - last
        start = end
      }
      let top = Top(
        count: wanted, term: term, per: isGrouped ? [Making.column(0, .text)] : [],
        keepsTies: false)
      let answer = try Making.answer(Making.plan([.top(top)]), set, way: seed)
      #expect(Self.places(answer) == expected.map { Making.exact(Int128($0)) })
      let said = answer.notes.first { $0.kind == .tieAtCut }?.count ?? 0
      #expect(said == ties, "seed \(seed), \(isGrouped ? "grouped" : "all")")
    }
  }
}
