import Records
import TestSupport
import Testing

@Suite("Bounds through calculations")
struct NumbersBoundsTests {
  private struct Figure {
    var value: Double
    var qualifier: Qualifier

    var operand: Bounds.Operand {
      Bounds.Operand(sign: value < 0 ? -1 : value > 0 ? 1 : 0, qualifier)
    }

    var ends: (low: Double, high: Double) { Bounds.ends(of: value, qualifier) }

    func order(to other: Figure) -> Int {
      value < other.value ? -1 : value > other.value ? 1 : 0
    }

    /// Some figure that the stated one allows.
    func member(_ random: inout SeededGenerator) -> Double {
      let step = Double(random.below(40)) / 4
      switch qualifier {
      case .exact, .about: return value
      case .atLeast: return value + step
      case .atMost: return value > 0 ? min(value, step) : value - step
      }
    }
  }

  /// Quarters are exact in doubles, and so are their products.
  private func figure(_ random: inout SeededGenerator) -> Figure {
    Figure(
      value: Double(random.below(17) - 8) / 4,
      qualifier: random.pick([.exact, .exact, .atLeast, .atMost, .about]))
  }

  /// Whether a figure that may be true agrees with what is stated.
  private func allows(_ stated: Double, _ qualifier: Qualifier, _ figure: Double) -> Bool {
    switch qualifier {
    case .exact: figure == stated
    case .atLeast: figure >= stated
    case .atMost: figure <= stated
    case .about: true
    }
  }

  private func checkBinary(
    _ name: String, seed: UInt64, _ calculate: (Double, Double) -> Double,
    _ qualify: (Figure, Figure) -> Qualifier
  ) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<4000 {
      let (a, b) = (figure(&random), figure(&random))
      let stated = calculate(a.value, b.value)
      guard stated.isFinite else { continue }
      let result = qualify(a, b)
      if a.qualifier == .about || b.qualifier == .about {
        #expect(result == .about)
        continue
      }
      for _ in 0..<8 {
        let possible = calculate(a.member(&random), b.member(&random))
        guard !possible.isNaN else { continue }
        #expect(
          allows(stated, result, possible), "\(name) of \(a) and \(b) is \(result) \(stated)")
      }
    }
  }

  private func checkUnary(
    _ name: String, seed: UInt64, _ calculate: (Double) -> Double, _ qualify: (Figure) -> Qualifier
  ) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<2000 {
      let a = figure(&random)
      let stated = calculate(a.value)
      guard stated.isFinite else { continue }
      let result = qualify(a)
      for _ in 0..<8 {
        let possible = calculate(a.member(&random))
        #expect(allows(stated, result, possible), "\(name) of \(a) is \(result) \(stated)")
      }
    }
  }

  @Test("whatever the operands are, the result allows it")
  func sound() {
    checkBinary("sum", seed: 1, { $0 + $1 }, { Bounds.sum($0.qualifier, $1.qualifier) })
    checkBinary(
      "difference", seed: 2, { $0 - $1 }, { Bounds.difference($0.qualifier, $1.qualifier) })
    checkBinary("product", seed: 3, { $0 * $1 }, { Bounds.product($0.operand, $1.operand) })
    checkBinary("quotient", seed: 4, { $0 / $1 }, { Bounds.quotient($0.operand, $1.operand) })
    checkBinary(
      "larger", seed: 5, { max($0, $1) },
      { Bounds.larger($0.operand, $1.operand, order: $0.order(to: $1)) })
    checkBinary(
      "smaller", seed: 6, { min($0, $1) },
      { Bounds.smaller($0.operand, $1.operand, order: $0.order(to: $1)) })
    checkUnary("absolute", seed: 7, { abs($0) }, { Bounds.absolute($0.operand) })
    checkUnary(
      "square", seed: 8, { $0 * $0 },
      { Bounds.power($0.operand, exponentSign: 1, isEven: true, isWhole: true) })
    checkUnary(
      "cube", seed: 9, { $0 * $0 * $0 },
      { Bounds.power($0.operand, exponentSign: 1, isEven: false, isWhole: true) })
    checkUnary(
      "inverse square", seed: 10, { 1 / ($0 * $0) },
      { Bounds.power($0.operand, exponentSign: -1, isEven: true, isWhole: true) })
    checkUnary(
      "rounding", seed: 11, { $0.rounded() },
      { Bounds.stepped($0.operand, resultSign: Int($0.value.rounded()).signum()) })
  }

  /// Every bound that the ends of the operands give is found, not given away as a guess.
  @Test("no bound is lost")
  func tight() {
    let values: [Double] = [-2, 0, 3, 5]
    let kinds: [Qualifier] = [.exact, .atLeast, .atMost]
    let figures = values.flatMap { value in kinds.map { Figure(value: value, qualifier: $0) } }
    for a in figures {
      for b in figures {
        let sum = Bounds.qualifier(
          stated: a.value + b.value, low: a.ends.low + b.ends.low, high: a.ends.high + b.ends.high)
        #expect(Bounds.sum(a.qualifier, b.qualifier) == sum)
        let corners = [a.ends.low, a.ends.high].flatMap { x in
          [b.ends.low, b.ends.high].map { y in x == 0 || y == 0 ? 0 : x * y }
        }
        let product = Bounds.qualifier(
          stated: a.value * b.value, low: corners.min() ?? 0, high: corners.max() ?? 0)
        #expect(Bounds.product(a.operand, b.operand) == product, "\(a) * \(b)")
        let order = a.value < b.value ? -1 : a.value > b.value ? 1 : 0
        let larger = Bounds.qualifier(
          stated: max(a.value, b.value), low: max(a.ends.low, b.ends.low),
          high: max(a.ends.high, b.ends.high))
        #expect(Bounds.larger(a.operand, b.operand, order: order) == larger, "\(a), \(b)")
        let smaller = Bounds.qualifier(
          stated: min(a.value, b.value), low: min(a.ends.low, b.ends.low),
          high: min(a.ends.high, b.ends.high))
        #expect(Bounds.smaller(a.operand, b.operand, order: order) == smaller, "\(a), \(b)")
      }
    }
  }

  @Test("known cases")
  func known() {
    let exact = Bounds.Operand(sign: 1, .exact)
    let least = Bounds.Operand(sign: 1, .atLeast)
    let most = Bounds.Operand(sign: 1, .atMost)
    #expect(Bounds.sum(.exact, .atLeast) == .atLeast)
    #expect(Bounds.sum(.atMost, .atLeast) == .about)
    #expect(Bounds.difference(.exact, .atLeast) == .atMost)
    #expect(Bounds.quotient(exact, least) == .atMost)
    #expect(Bounds.quotient(exact, most) == .atLeast)
    #expect(Bounds.quotient(least, most) == .atLeast)
    #expect(Bounds.quotient(most, least) == .atMost)
    #expect(Bounds.quotient(least, least) == .about)
    #expect(Bounds.product(most, most) == .atMost)
    #expect(Bounds.negated(.atMost) == .atLeast)
    #expect(Bounds.power(baseSign: 1, baseOrder: 1, exponent: .atLeast) == .atLeast)
    #expect(Bounds.power(baseSign: 1, baseOrder: -1, exponent: .atLeast) == .atMost)
    #expect(Bounds.power(baseSign: 1, baseOrder: 0, exponent: .atLeast) == .exact)
    #expect(Bounds.unordered([.exact, .exact]) == .exact)
    #expect(Bounds.unordered([.exact, .atLeast]) == .about)
  }

  @Test("a largest and a smallest figure do not depend on how the figures were split")
  func extrema() {
    var random = SeededGenerator(seed: 21)
    for _ in 0..<2000 {
      let figures = (0..<(1 + random.below(6))).map { _ in figure(&random) }
      for isLargest in [true, false] {
        func beats(_ a: Double, _ b: Double) -> Bool { isLargest ? a > b : a < b }
        func folded(_ part: [Figure]) -> (value: Double, bounds: ExtremumBounds)? {
          guard let first = part.first else { return nil }
          var best = first.value
          var bounds = ExtremumBounds()
          bounds.add(first.operand, .beyond)
          for next in part.dropFirst() {
            bounds.add(
              next.operand,
              beats(next.value, best) ? .beyond : next.value == best ? .at : .short)
            if beats(next.value, best) { best = next.value }
          }
          return (best, bounds)
        }
        func qualifier(_ part: (value: Double, bounds: ExtremumBounds)) -> Qualifier {
          isLargest
            ? part.bounds.ofLargest
            : part.bounds.ofSmallest(sign: part.value < 0 ? -1 : part.value > 0 ? 1 : 0)
        }
        guard let whole = folded(figures) else { continue }
        if !figures.contains(where: { $0.qualifier == .about }) {
          let lows = figures.map(\.ends.low)
          let highs = figures.map(\.ends.high)
          let wanted = Bounds.qualifier(
            stated: whole.value, low: (isLargest ? lows.max() : lows.min()) ?? 0,
            high: (isLargest ? highs.max() : highs.min()) ?? 0)
          #expect(qualifier(whole) == wanted)
        }
        let cut = random.below(figures.count + 1)
        guard var left = folded(Array(figures[..<cut])), let right = folded(Array(figures[cut...]))
        else { continue }
        left.bounds.merge(
          right.bounds,
          beats(right.value, left.value) ? .beyond : right.value == left.value ? .at : .short)
        if beats(right.value, left.value) { left.value = right.value }
        #expect(qualifier(left) == qualifier(whole))
      }
    }
  }
}
