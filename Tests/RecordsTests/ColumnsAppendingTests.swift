import Testing

@testable import Records

@Suite("Columns below one another")
struct ColumnsAppendingTests {
  private static func number(_ digits: Int128, _ scale: Int, _ mark: Qualifier = .exact) -> Value {
    .number(.exact(FixedDecimal(digits, scale: scale)), mark)
  }

  private static let samples: [(type: ValueType, upper: [Value], lower: [Value])] = [
    (.text, [.text("a"), .missing, .text("b")], [.text("b"), .text("c"), .missing]),
    (.text, [.missing], [.text("é"), .text("")]), (.text, [], [.text("a")]),
    (
      .list, [.list(["x", "y"]), .missing], [.list(["z"]), .list(["x", "y"]), .missing]
    ),
    (.yesNo, [.yesNo(true), .missing], [.yesNo(false)]),
    (.dateTime, [.moment(5)], [.missing, .moment(-7)]),
    (
      .date, [.period(Period(start: 3, grain: .day))],
      [.period(Period(start: 365, grain: .year)), .missing]
    ),
    (
      .number(.plain), [number(5, 0), .missing, number(7, 0, .atLeast)],
      [number(25, 2), number(-300, 0)]
    ),
    (
      .number(.plain), [number(1, 0)],
      [number(170_141_183_460_469_231_731_687_303_715_884_105, 0, .about)]
    ),
    (.number(.plain), [number(5, 1)], [.number(.double(0.1), .exact), .missing]),
  ]

  @Test(arguments: samples.indices)
  func everyValueIsKept(index: Int) throws {
    let sample = Self.samples[index]
    let upper = Column(sample.upper, type: sample.type)
    let lower = Column(sample.lower, type: sample.type)
    for (first, second, expected) in [
      (upper, lower, sample.upper + sample.lower), (lower, upper, sample.lower + sample.upper),
      (upper, .missing(sample.type, 2), sample.upper + [.missing, .missing]),
    ] {
      let whole = try #require(first.appending(second))
      #expect(whole.count == expected.count)
      for row in expected.indices { #expect(isSame(whole.value(at: row), expected[row])) }
    }
  }

  /// The same figure, at whatever scale.
  private func isSame(_ a: Value, _ b: Value) -> Bool {
    guard case .number(let x, let mark) = a, case .number(let y, let other) = b else {
      return a == b
    }
    switch (x, y) {
    case (.exact(let x), .exact(let y)): return mark == other && x.normalized == y.normalized
    case (.double(let x), .exact(let y)): return mark == other && x == y.double
    case (.double(let x), .double(let y)): return mark == other && x == y
    case (.exact, .double): return false
    }
  }

  @Test func whatDecimalsDoNotHoldIsRefused() {
    let large = Column([Self.number(Int128.max / 10, 0)], type: .number(.plain))
    let fine = Column([Self.number(1, 3)], type: .number(.plain))
    #expect(large.appending(fine) == nil)
    #expect(fine.appending(large) == nil)
  }
}
