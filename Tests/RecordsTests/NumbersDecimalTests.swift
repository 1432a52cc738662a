import Records
import TestSupport
import Testing

@Suite("Exact decimals")
struct NumbersDecimalTests {
  private func decimal(_ random: inout SeededGenerator) -> FixedDecimal {
    let digits = Int128(random.next() >> UInt64(random.below(64)))
    return FixedDecimal(random.chance(oneIn: 2) ? digits : -digits, scale: random.below(8))
  }

  @Test(
    "printing",
    arguments: [
      (FixedDecimal(0), "0"), (FixedDecimal(-1250, scale: 2), "-12.50"),
      (FixedDecimal(5, scale: 3), "0.005"), (FixedDecimal(5, scale: -3), "5000"),
      (FixedDecimal(0, scale: -3), "0"), (FixedDecimal(-5, scale: 1), "-0.5"),
      (FixedDecimal(.min), "-170141183460469231731687303715884105728"),
    ])
  func printing(_ decimal: FixedDecimal, text: String) {
    #expect(decimal.description == text)
  }

  @Test("addition and multiplication obey their laws")
  func laws() throws {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<2000 {
      let (a, b, c) = (decimal(&random), decimal(&random), decimal(&random))
      let ab = try #require(a.adding(b))
      #expect(ab == b.adding(a))
      #expect(ab.subtracting(b) == a)
      #expect(ab.adding(c) == b.adding(c)?.adding(a))
      if let product = a.multiplied(by: b) {
        #expect(product == b.multiplied(by: a))
        if b.sign != 0 { #expect(product.dividedExactly(by: b) == a) }
        if let left = ab.multiplied(by: c), let ac = a.multiplied(by: c),
          let bc = b.multiplied(by: c)
        {
          #expect(left == ac.adding(bc))
        }
      }
    }
  }

  @Test("past 38 digits there is no result")
  func overflow() {
    let largest = FixedDecimal(FixedDecimal.largest)
    #expect(largest.adding(FixedDecimal(1)) == nil)
    #expect(largest.adding(FixedDecimal(-1)) != nil)
    #expect(largest.multiplied(by: FixedDecimal(2)) == nil)
    #expect(largest.multiplied(by: FixedDecimal(1)) == largest)
    #expect(largest.adding(FixedDecimal(1, scale: 1)) == nil)
    #expect(largest.adding(FixedDecimal(0, scale: 30)) == largest)
    #expect(FixedDecimal(.min).negated == nil)
    #expect(FixedDecimal(.min).absolute == nil)
    #expect(FixedDecimal(1).scaled(byPowerOfTen: 38) == nil)
    #expect(FixedDecimal(1).scaled(byPowerOfTen: 37) != nil)
    #expect(FixedDecimal(10, scale: 30).multiplied(by: FixedDecimal(10, scale: 30)) != nil)
  }

  @Test("division is exact or is none")
  func division() {
    #expect(FixedDecimal(1).dividedExactly(by: FixedDecimal(8)) == FixedDecimal(125, scale: 3))
    #expect(FixedDecimal(1).dividedExactly(by: FixedDecimal(3)) == nil)
    #expect(FixedDecimal(6).dividedExactly(by: FixedDecimal(3)) == FixedDecimal(2))
    #expect(FixedDecimal(1).dividedExactly(by: FixedDecimal(0)) == nil)
    #expect(
      FixedDecimal(-1).dividedExactly(by: FixedDecimal(4, scale: 1)) == FixedDecimal(-25, scale: 1))
    #expect(
      FixedDecimal(2667, scale: 2).multiplied(by: Ratio(15)) == FixedDecimal(40_005, scale: 2))
    #expect(FixedDecimal(1).multiplied(by: Ratio(1, 15)) == nil)
    #expect(FixedDecimal(30).multiplied(by: Ratio(1, 15)) == FixedDecimal(2))
  }

  @Test("order is exact at any scales")
  func order() {
    let a = FixedDecimal(99_999_999_999_999_999_999_999_999_999_999_999_999, scale: 37)
    let b = FixedDecimal(10)
    #expect(a < b && !(b < a) && a != b)
    #expect(FixedDecimal(1, scale: 100) < FixedDecimal(1))
    #expect(FixedDecimal(1, scale: -100) > FixedDecimal(1))
    #expect(FixedDecimal(-1, scale: 100) > FixedDecimal(-1))
    #expect(FixedDecimal(-1, scale: 100) < FixedDecimal(0, scale: 7))
    #expect(FixedDecimal(10, scale: 1) == FixedDecimal(1))
    #expect(FixedDecimal(1, scale: .max) < FixedDecimal(1, scale: .min))
    var random = SeededGenerator(seed: 2)
    for _ in 0..<2000 {
      let (a, b) = (decimal(&random), decimal(&random))
      let difference = a.subtracting(b)?.sign
      #expect(a.order(to: b) == difference && b.order(to: a) == difference.map { -$0 })
    }
  }

  @Test(
    "rounding goes half away from zero",
    arguments: [
      (25, 1, 0, 3), (-25, 1, 0, -3), (24, 1, 0, 2), (-24, 1, 0, -2), (15, 0, -1, 20),
      (14, 0, -1, 10),
      (-15, 0, -1, -20), (5, 0, -2, 0), (50, 0, -2, 100), (49, 0, -2, 0), (12345, 3, 1, 123),
      (999, 2, 1, 100), (5, 40, 0, 0),
    ] as [(Int128, Int, Int, Int128)])
  func rounding(_ digits: Int128, scale: Int, places: Int, wanted: Int128) {
    let rounded = FixedDecimal(digits, scale: scale).rounded(to: places)
    #expect(rounded == FixedDecimal(wanted, scale: max(0, places)))
  }

  @Test("floor, ceiling and nearest agree with each other")
  func directions() throws {
    var random = SeededGenerator(seed: 4)
    for _ in 0..<2000 {
      let a = decimal(&random)
      let places = random.below(6) - 1
      let down = try #require(a.rounded(to: places, .down))
      let up = try #require(a.rounded(to: places, .up))
      let near = try #require(a.rounded(to: places))
      #expect(down <= a && a <= up && (near == down || near == up))
      let below = try #require(a.subtracting(down))
      let above = try #require(up.subtracting(a))
      if below != above { #expect(near == (below < above ? down : up)) }
    }
  }

  @Test("a quotient is the nearest double")
  func quotients() throws {
    #expect(FixedDecimal(1).quotient(by: FixedDecimal(3)) == 1.0 / 3)
    #expect(FixedDecimal(-2).quotient(by: FixedDecimal(3)) == -2.0 / 3)
    #expect(FixedDecimal(0).quotient(by: FixedDecimal(3)) == 0)
    #expect(FixedDecimal(1).quotient(by: FixedDecimal(0)) == nil)
    #expect(FixedDecimal(1, scale: 20).quotient(by: FixedDecimal(1)) == 1e-20)
    #expect(FixedDecimal(FixedDecimal.largest).quotient(by: FixedDecimal(1)) == 1e38)
    var random = SeededGenerator(seed: 12)
    for _ in 0..<5000 {
      // Whole numbers that doubles hold: their division rounds correctly by itself.
      let a = Int64(random.next() >> UInt64(11 + random.below(50)))
      let b = Int64(random.next() >> UInt64(11 + random.below(50))) + 1
      #expect(
        FixedDecimal(Int128(a)).quotient(by: FixedDecimal(Int128(b))) == Double(a) / Double(b))
    }
  }

  @Test("a decimal is the nearest double, at any scale")
  func doubles() {
    #expect(FixedDecimal(1, scale: -3).double == 1000)
    #expect(FixedDecimal(15, scale: 2).double == 0.15)
    #expect(FixedDecimal(FixedDecimal.largest, scale: 38).double == 1)
    #expect(FixedDecimal(1, scale: 400).double == 0)
    var random = SeededGenerator(seed: 13)
    for _ in 0..<500 {
      let a = decimal(&random)
      #expect(a.double == Double(a.description))
    }
  }

  @Test(
    "doubles are printed at 15 digits",
    arguments: [
      (1.0 / 3, "0.333333333333333"), (2.0 / 3, "0.666666666666667"), (0.1 + 0.2, "0.3"),
      (1e21, "1e21"),
      (1e20, "100000000000000000000"), (123456789.0, "123456789"), (1e-6, "0.000001"),
      (1e-8, "1e-8"),
      (-1.5, "-1.5"), (0, "0"), (-0.0, "0"), (1.5e300, "1.5e300"),
      (999999999999999.9, "1000000000000000"),
      (.nan, "missing"),
    ] as [(Double, String)])
  func doubleText(_ double: Double, text: String) {
    #expect(Number.double(double).text() == text)
  }

  @Test("bounds are rounded outward")
  func outward() {
    #expect(Number.double(2.0 / 3).text(.atLeast) == "0.666666666666666")
    #expect(Number.double(1.0 / 3).text(.atMost) == "0.333333333333334")
    #expect(Number.double(-2.0 / 3).text(.atLeast) == "-0.666666666666667")
    #expect(Number.double(-2.0 / 3).text(.atMost) == "-0.666666666666666")
  }
}
