extension UnitAtom {
  /// `million yuan`: the same thing in larger steps, which is a unit of its own; `nil` for a power of
  /// ten that has no word.
  package func scaled(by exponent: Int) -> UnitAtom? {
    guard let word = UnitAtom.scaleWords.first(where: { $0.exponent == exponent })?.word,
      let power = FixedDecimal.powerOfTen(exponent), let larger = ratio.multiplied(by: Ratio(power))
    else { return nil }
    return UnitAtom(
      symbol: "\(word) \(symbol)", plural: "\(word) \(plural)", dimension: dimension,
      ratio: larger)
  }

  /// A scale that stands alone, as in a header `[million]`: plain numbers in larger steps.
  static func scale(_ exponent: Int) -> UnitAtom? {
    guard let word = scaleWords.first(where: { $0.exponent == exponent })?.word,
      let power = FixedDecimal.powerOfTen(exponent)
    else { return nil }
    return UnitAtom(symbol: word, plural: word, dimension: [:], ratio: Ratio(power))
  }

  package var isScaled: Bool {
    UnitAtom.scaleWords.contains { symbol == $0.word || symbol.hasPrefix("\($0.word) ") }
  }

  private static let scaleWords: [(word: String, exponent: Int)] = [
    ("thousand", 3), ("万", 4), ("million", 6), ("亿", 8), ("billion", 9), ("trillion", 12),
  ]
}

extension Unit {
  /// The unit in larger steps, `million yuan / person` from `yuan / person`; `nil` for a power of
  /// ten that has no word.
  package func scaled(by exponent: Int) -> Unit? {
    guard exponent != 0 else { return self }
    if isNone { return UnitAtom.scale(exponent).map { Unit($0) } }
    guard let first = factors.firstIndex(where: { $0.power == 1 }),
      let atom = factors[first].atom.scaled(by: exponent)
    else { return nil }
    var scaled = factors
    scaled[first].atom = atom
    return Unit(scaled)
  }

  /// Whether a plain figure beside it is meant in larger steps.
  package var isScaled: Bool { factors.contains { $0.atom.isScaled } }
}
