import Numerals

/// Takes a cell apart: qualifier, sign, currency, figure, scale, unit, and words behind it.
struct NumberScanner {
  let scalars: [Unicode.Scalar]
  let units: UnitTable
  var index = 0

  init(_ scalars: [Unicode.Scalar], units: UnitTable) {
    self.scalars = scalars
    self.units = units
  }

  mutating func cell() -> NumberCell? {
    let before = BoundWord.prefix(of: scalars[...])
    index += before?.count ?? 0
    skipSpaces()
    let isShareOfHundred = take("百分之")
    guard let prefix = takePrefix(), let figure = takeFigure() else { return nil }
    var tail = Array(scalars[index...])
    if prefix.isBracketed {
      // An amount in brackets is negative; it says nothing else before the brackets.
      guard before == nil, figure.bound == .exact, let close = tail.firstIndex(of: ")"),
        close == 0 || close == tail.count - 1
      else { return nil }
      tail.remove(at: close)
    }
    guard let end = Tail.read(tail, hasCurrency: prefix.currency != nil, figure, units: units),
      let bound = Bound.combined([before?.bound ?? .exact, figure.bound, end.bound])
    else { return nil }
    var exponent = end.scaleExponent
    var isPercent = end.isPercent
    if isShareOfHundred {
      guard !isPercent, prefix.currency == nil else { return nil }
      isPercent = true
      exponent -= 2
    }
    let written = FixedDecimal(figure.coefficient, scale: -figure.exponent)
    guard var decimal = written.scaled(byPowerOfTen: exponent), decimal.scale <= 38,
      let unit = joined(prefix.currency, end.unit)
    else { return nil }
    if prefix.isNegative { decimal.coefficient = -decimal.coefficient }
    let isPlain = scalars.count == 4 && figure.isWholeDigits
    var cell = NumberCell(
      decimal, qualifier: Qualifier(bound), unit: unit.isNone ? nil : unit, isPercent: isPercent,
      isFourDigits: isPlain, hasLeadingZero: figure.hasLeadingZero)
    cell.hasScale = figure.hasScale || exponent != (isPercent ? -2 : 0)
    return cell
  }

  private mutating func takeFigure() -> Figure? {
    if let fraction = FractionFigure.read(scalars, &index) {
      guard case .finite(let figure) = fraction else { return nil }
      return figure
    }
    return NumeralReader.read(scalars, &index)
  }

  private struct Prefix {
    var isNegative = false
    var isBracketed = false
    var currency: UnitAtom?
  }

  /// Sign, bracket and currency, each at most once and in any order.
  private mutating func takePrefix() -> Prefix? {
    var prefix = Prefix()
    var hasSign = false
    while index < scalars.count {
      switch scalars[index] {
      case "-", "+", "–":
        guard !hasSign, !prefix.isBracketed else { return nil }
        hasSign = true
        prefix.isNegative = scalars[index] != "+"
        index += 1
      case "(":
        guard !hasSign, !prefix.isBracketed else { return nil }
        prefix.isBracketed = true
        prefix.isNegative = true
        index += 1
      default:
        guard prefix.currency == nil, let currency = takeCurrency() else { return prefix }
        prefix.currency = currency
      }
      skipSpaces()
    }
    return nil
  }

  /// `¥`, `US$`, `RMB`, `人民币` before a figure.
  private mutating func takeCurrency() -> UnitAtom? {
    var end = index
    while end < scalars.count, end - index < 10,
      scalars[end].properties.isAlphabetic
        || scalars[end].properties.generalCategory == .currencySymbol
    {
      end += 1
    }
    var stop = end
    while stop > index {
      let splitsWord =
        stop < end && scalars[stop].isASCII && scalars[stop - 1].properties.isAlphabetic
      if !splitsWord {
        let word = String(String.UnicodeScalarView(scalars[index..<stop]))
        if let atom = units.currency(named: word) {
          index = stop
          return atom
        }
      }
      stop -= 1
    }
    return nil
  }

  /// `¥5 yuan` says it twice, `¥5 / person` divides, `¥5 dollars` is nothing.
  private func joined(_ currency: UnitAtom?, _ unit: Unit) -> Unit? {
    guard let currency else { return unit }
    let before = Unit(currency)
    if unit.isNone || unit == before { return before }
    if unit.factors.contains(where: { $0.power > 0 }) {
      let isSame = unit.factors.contains { $0.atom == currency && $0.power == 1 }
      return isSame && unit.factors.count { $0.power > 0 } == 1 ? unit : nil
    }
    return before.multiplied(by: unit)
  }

  private mutating func skipSpaces() {
    while index < scalars.count, scalars[index] == " " { index += 1 }
  }

  private mutating func take(_ text: String) -> Bool {
    guard scalars[index...].starts(with: text.unicodeScalars) else { return false }
    index += text.unicodeScalars.count
    return true
  }

  /// What stands behind the figure.
  private struct Tail {
    var bound: Bound = .exact
    var scaleExponent = 0
    var isPercent = false
    var unit: Unit = .none

    static func read(
      _ scalars: [Unicode.Scalar], hasCurrency: Bool, _ figure: Figure, units: UnitTable
    ) -> Tail? {
      var tail = Tail()
      var rest = scalars[...]
      if let first = rest.first,
        rest.count == 1 || !rest[rest.startIndex + 1].properties.isAlphabetic,
        let exponent = initialExponent(first, hasCurrency: hasCurrency), !figure.hasScale
      {
        tail.scaleExponent = exponent
        rest = rest.dropFirst()
      }
      while true {
        while rest.last == " " { rest = rest.dropLast() }
        guard let word = BoundWord.suffix(of: rest) else { break }
        guard let both = Bound.combined([tail.bound, word.bound]) else { return nil }
        tail.bound = both
        rest = rest.dropLast(word.count)
      }
      rest = rest.drop { $0 == " " }
      if let word = BoundWord.infix(of: rest) {
        guard let both = Bound.combined([tail.bound, word.bound]) else { return nil }
        tail.bound = both
        rest = rest.dropFirst(word.count).drop { $0 == " " }
      }
      if rest.isEmpty { return tail }
      guard !hasLooseDigit(rest) else { return nil }
      let text = String(String.UnicodeScalarView(rest))
      let startsWithOver = rest.first == "/" || rest.first == "每" || text.hasPrefix("per ")
      let phrase = startsWithOver && text != "per cent" ? "1 " + text : text
      guard let reading = units.unit(words: phrase), reading.unknown.isEmpty else { return nil }
      tail.unit = reading.unit
      tail.isPercent = reading.style == .percent
      let scale = reading.scaleExponent + (tail.isPercent ? 2 : 0)
      guard scale == 0 || !figure.hasScale && tail.scaleExponent == 0 else { return nil }
      tail.scaleExponent += reading.scaleExponent
      // `2010年` is a date.
      if text == "年", figure.digitCount == 4, figure.exponent == 0, !figure.isGrouped,
        !figure.hasScale, figure.bound == .exact
      {
        return nil
      }
      return tail
    }

    /// `59k`; beside a currency also `5M`, `5m`, `1.2B`.
    private static func initialExponent(_ scalar: Unicode.Scalar, hasCurrency: Bool) -> Int? {
      switch scalar {
      case "k", "K": 3
      case "m", "M": hasCurrency ? 6 : nil
      case "b", "B": hasCurrency ? 9 : nil
      default: nil
      }
    }

    /// A digit that belongs to no word is a second figure: `1/10`, `2010-05`.
    private static func hasLooseDigit(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
      var previous: Unicode.Scalar = " "
      for scalar in scalars {
        if WrittenScalars.digit(scalar) != nil {
          let isPower = previous == "^" || previous == "-"
          if !isPower, !previous.properties.isAlphabetic { return true }
        }
        previous = scalar
      }
      return false
    }
  }
}
