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
    var merged: [Factor] = []
    for factor in factors {
      if let place = merged.firstIndex(where: { $0.atom == factor.atom }) {
        merged[place].power += factor.power
      } else {
        merged.append(factor)
      }
    }
    self.factors = merged.filter { $0.power != 0 }.sorted { $0.atom.symbol < $1.atom.symbol }
  }

  package init(_ atom: UnitAtom) { factors = [Factor(atom: atom, power: 1)] }

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
    let all =
      factors.map { ($0.atom.ratio, $0.power) } + other.factors.map { ($0.atom.ratio, -$0.power) }
    for (ratio, power) in all {
      guard let raised = ratio.raised(to: power), let next = result.multiplied(by: raised) else {
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
