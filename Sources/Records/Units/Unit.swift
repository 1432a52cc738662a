/// What a number counts or measures: a product of powers of named units; empty for a plain number.
package struct Unit: Sendable, Hashable {
  package struct Factor: Sendable, Hashable {
    package var atom: UnitAtom
    package var power: Int

    package init(atom: UnitAtom, power: Int) {
      self.atom = atom
      self.power = power
    }
  }

  /// Sorted by symbol, no power is 0.
  package private(set) var factors: [Factor]

  package static let none = Unit([])

  package init(_ factors: [Factor]) {
    var powers: [UnitAtom: Int] = [:]
    for factor in factors { powers[factor.atom, default: 0] += factor.power }
    self.factors = powers.filter { $0.value != 0 }
      .map { Factor(atom: $0.key, power: $0.value) }
      .sorted { $0.atom.symbol < $1.atom.symbol }
  }

  package init(_ atom: UnitAtom) { self.init([Factor(atom: atom, power: 1)]) }

  package var isNone: Bool { factors.isEmpty }

  /// The powers of the base dimensions: area is length², speed length/time.
  package var dimension: [String: Int] {
    var result: [String: Int] = [:]
    for factor in factors {
      for (name, power) in factor.atom.dimension {
        result[name, default: 0] += power * factor.power
      }
    }
    return result.filter { $0.value != 0 }
  }

  package func multiplied(by other: Unit) -> Unit { Unit(factors + other.factors) }

  package func divided(by other: Unit) -> Unit {
    multiplied(by: other.raised(to: -1))
  }

  package func raised(to power: Int) -> Unit {
    Unit(factors.map { Factor(atom: $0.atom, power: $0.power * power) })
  }

  /// How many of `other` one of this is, or `nil` where they measure different things.
  package func ratio(to other: Unit) -> Ratio? {
    guard dimension == other.dimension else { return nil }
    var result = Ratio.one
    for factor in factors {
      guard let next = result.multiplied(by: factor.atom.ratio.raised(to: factor.power)) else {
        return nil
      }
      result = next
    }
    for factor in other.factors {
      guard let next = result.multiplied(by: factor.atom.ratio.raised(to: -factor.power)) else {
        return nil
      }
      result = next
    }
    return result
  }

  /// `yuan`, `yuan / person`, `km^2`.
  package var text: String {
    func part(_ factor: Factor) -> String {
      let power = abs(factor.power)
      return power == 1 ? factor.atom.symbol : "\(factor.atom.symbol)^\(power)"
    }
    let above = factors.filter { $0.power > 0 }.map(part).joined(separator: " * ")
    let below = factors.filter { $0.power < 0 }.map(part)
    if below.isEmpty { return above }
    return ([above.isEmpty ? "1" : above] + below).joined(separator: " / ")
  }

  /// The words after a figure: `13 people`, `1 person`, `2,000 yuan`, `3.5 yuan / person`.
  package func words(isOne: Bool) -> String {
    guard factors.count == 1, factors[0].power == 1 else { return text }
    return isOne ? factors[0].atom.symbol : factors[0].atom.plural
  }
}

/// One named unit.
package struct UnitAtom: Sendable, Hashable {
  /// The singular in which it is printed.
  package let symbol: String
  package let plural: String
  /// Powers of base dimensions; a count or a currency is a dimension of its own.
  package let dimension: [String: Int]
  /// How many base units one of these is.
  package let ratio: Ratio

  package init(symbol: String, plural: String, dimension: [String: Int], ratio: Ratio) {
    self.symbol = symbol
    self.plural = plural
    self.dimension = dimension
    self.ratio = ratio
  }
}

/// An exact positive fraction in lowest terms.
package struct Ratio: Sendable, Hashable {
  package let numerator: Int128
  package let denominator: Int128

  package static let one = Ratio(1)

  package init(_ numerator: Int128, _ denominator: Int128 = 1) {
    var (a, b) = (numerator, denominator)
    while b != 0 { (a, b) = (b, a % b) }
    let divisor = a == 0 ? 1 : a
    self.numerator = numerator / divisor
    self.denominator = denominator / divisor
  }

  /// `nil` past 38 digits.
  package func multiplied(by other: Ratio) -> Ratio? {
    let crossed = (Ratio(numerator, other.denominator), Ratio(other.numerator, denominator))
    let (top, o1) = crossed.0.numerator.multipliedReportingOverflow(by: crossed.1.numerator)
    let (bottom, o2) = crossed.0.denominator.multipliedReportingOverflow(by: crossed.1.denominator)
    return o1 || o2 ? nil : Ratio(top, bottom)
  }

  package var inverse: Ratio { Ratio(denominator, numerator) }

  /// Past 38 digits it is 1 raised: callers keep powers small (the checker allows 1 to 9).
  package func raised(to power: Int) -> Ratio {
    var result = Ratio.one
    for _ in 0..<abs(power) { result = result.multiplied(by: power > 0 ? self : inverse) ?? result }
    return result
  }

  /// The ratio as an exact decimal where it has one: 15, 0.0001, but not 1/15.
  package var decimal: FixedDecimal? {
    var rest = denominator
    var scale = 0
    while rest % 10 == 0 {
      rest /= 10
      scale += 1
    }
    var twos = 0
    var fives = 0
    while rest % 2 == 0 {
      rest /= 2
      twos += 1
    }
    while rest % 5 == 0 {
      rest /= 5
      fives += 1
    }
    guard rest == 1, let factor = FixedDecimal.powerOfTen(max(twos, fives)) else { return nil }
    var coefficient = numerator
    var filler = factor
    for _ in 0..<twos { filler /= 2 }
    for _ in 0..<fives { filler /= 5 }
    let (product, overflow) = coefficient.multipliedReportingOverflow(by: filler)
    if overflow { return nil }
    coefficient = product
    return FixedDecimal(coefficient, scale: scale + max(twos, fives)).normalized
  }

  package var double: Double { Double(numerator) / Double(denominator) }
}
