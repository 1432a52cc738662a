import Numerals

extension UnitTable {
  /// Reads a unit as people write it in a header or a cell: `million yuan`, `yuan / person`,
  /// `km^2`, `square km`, `%`, `万元`, `元/人`; `nil` where the text is no unit phrase.
  package func unit(words text: String) -> UnitReading? {
    if ScaleWord.exponent(of: text) == nil, let atom = atom(named: text) {
      return UnitReading(unit: Unit(atom))
    }
    guard let pieces = UnitTable.pieces(of: text) else { return nil }
    var reading = UnitReading(unit: .none)
    var factors: [Unit.Factor] = []
    var index = 0
    var sign = 1
    while true {
      let start = index
      while index < pieces.count, !pieces[index].isOperator { index += 1 }
      guard index > start,
        read(Array(pieces[start..<index]), sign: sign, into: &reading, factors: &factors)
      else { return nil }
      if index == pieces.count { break }
      sign = pieces[index] == .over ? -1 : 1
      index += 1
    }
    reading.unit = Unit(factors)
    return reading
  }

  /// Reads what stands between two operators: scale words, a word or words, a power.
  private func read(
    _ term: [Piece], sign: Int, into reading: inout UnitReading, factors: inout [Unit.Factor]
  ) -> Bool {
    var words: [String] = []
    var power = 1
    var isEmptyAllowed = false
    for (index, piece) in term.enumerated() {
      switch piece {
      case .word(let word):
        if let exponent = ScaleWord.exponent(of: word) {
          reading.scaleExponent += sign * exponent
          isEmptyAllowed = true
        } else if let raised = UnitTable.powerWords[word.lowercased()], index + 1 < term.count {
          power *= raised
        } else {
          words.append(word)
        }
      case .tenPower(let exponent):
        guard words.isEmpty else { return false }
        reading.scaleExponent += sign * exponent
        isEmptyAllowed = true
      case .power(let raised):
        guard !words.isEmpty, index == term.count - 1 else { return false }
        power *= raised
      case .percent:
        guard term.count == 1, sign == 1, reading.style == .plain else { return false }
        reading.style = .percent
        reading.scaleExponent -= 2
        return true
      case .times, .over:
        return false
      }
    }
    guard !words.isEmpty else { return isEmptyAllowed && power == 1 }
    guard power.magnitude <= 9 else { return false }
    let phrase = words.joined(separator: " ")
    if let found = factor(of: phrase) {
      reading.scaleExponent += sign * found.scaleExponent
      factors.append(Unit.Factor(atom: found.atom, power: sign * power * found.power))
    } else {
      reading.unknown.append(phrase)
    }
    return true
  }

  private struct Found {
    var scaleExponent = 0
    var atom: UnitAtom
    var power = 1
  }

  /// A word with what may be glued to it: `万元`, `平方公里`, `m2`.
  private func factor(of phrase: String) -> Found? {
    if let atom = atom(named: phrase) { return Found(atom: atom) }
    if phrase.hasSuffix("."), let atom = atom(named: String(phrase.dropLast())) {
      return Found(atom: atom)
    }
    for (prefix, power) in UnitTable.gluedPowers where phrase.hasPrefix(prefix) {
      guard var found = factor(of: String(phrase.dropFirst(prefix.count))) else { return nil }
      found.power *= power
      return found.power.magnitude <= 9 ? found : nil
    }
    if let last = phrase.last, last == "2" || last == "3" {
      guard let atom = atom(named: String(phrase.dropLast())), atom.dimension == ["length": 1]
      else { return nil }
      return Found(atom: atom, power: last == "2" ? 2 : 3)
    }
    if let first = phrase.unicodeScalars.first, let exponent = ScaleWord.exponent(of: first) {
      let rest = String(String.UnicodeScalarView(phrase.unicodeScalars.dropFirst()))
      guard var found = factor(of: rest) else { return nil }
      found.scaleExponent += exponent
      return found
    }
    return nil
  }

  private static let powerWords = ["square": 2, "sq": 2, "sq.": 2, "cubic": 3]
  private static let gluedPowers = [("平方", 2), ("立方", 3)]
}

extension UnitTable {
  fileprivate enum Piece: Equatable {
    case word(String)
    case tenPower(Int)
    case power(Int)
    case percent, times, over

    var isOperator: Bool { self == .times || self == .over }
  }

  /// Splits a phrase; `nil` at a sign or a number that no unit has.
  fileprivate static func pieces(of text: String) -> [Piece]? {
    let scalars = WrittenScalars.normalized(text)
    guard scalars.count <= 120 else { return nil }
    var pieces: [Piece] = []
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      switch scalar {
      case " ": index += 1
      case "*", "·", "×", "⋅":
        pieces.append(.times)
        index += 1
      case "/", "每":
        pieces.append(.over)
        index += 1
      case "%":
        pieces.append(.percent)
        index += 1
      case "²", "³":
        pieces.append(.power(scalar == "²" ? 2 : 3))
        index += 1
      case "^":
        index += 1
        let isNegative = index < scalars.count && scalars[index] == "-"
        if isNegative { index += 1 }
        guard index < scalars.count, let digit = WrittenScalars.digit(scalars[index]), digit > 0
        else { return nil }
        pieces.append(.power(isNegative ? -digit : digit))
        index += 1
        if index < scalars.count, WrittenScalars.digit(scalars[index]) != nil { return nil }
      default:
        if WrittenScalars.digit(scalar) != nil || scalar == "'" {
          guard let exponent = tenPower(scalars, &index) else { return nil }
          pieces.append(.tenPower(exponent))
        } else {
          guard let word = word(scalars, &index) else { return nil }
          append(word, to: &pieces)
        }
      }
    }
    return pieces.isEmpty ? nil : pieces
  }

  private static func append(_ word: String, to pieces: inout [Piece]) {
    let small = word.lowercased()
    if small == "cent", pieces.last == .over {
      pieces[pieces.count - 1] = .percent
    } else if small == "per" {
      pieces.append(.over)
    } else if small == "percent" || small == "pct" {
      pieces.append(.percent)
    } else {
      pieces.append(.word(word))
    }
  }

  /// `1`, `1000`, `10,000` and `'000`.
  private static func tenPower(_ scalars: [Unicode.Scalar], _ index: inout Int) -> Int? {
    var digits: [Int] = []
    let isShort = scalars[index] == "'"
    if isShort { index += 1 }
    while index < scalars.count {
      if let digit = WrittenScalars.digit(scalars[index]) {
        digits.append(digit)
      } else if scalars[index] != "," {
        break
      }
      index += 1
    }
    if isShort { return digits == [0, 0, 0] ? 3 : nil }
    guard digits.first == 1, digits.dropFirst().allSatisfy({ $0 == 0 }), digits.count <= 13 else {
      return nil
    }
    return digits.count - 1
  }

  /// Letters of any script, currency signs, and what joins them inside a word.
  private static func word(_ scalars: [Unicode.Scalar], _ index: inout Int) -> String? {
    var word = String.UnicodeScalarView()
    while index < scalars.count {
      let scalar = scalars[index]
      let isJoin =
        !word.isEmpty
        && (scalar == "-" || scalar == "_" || scalar == "." || WrittenScalars.digit(scalar) != nil)
      guard scalar != "每",
        isJoin || scalar.properties.isAlphabetic
          || scalar.properties.generalCategory == .currencySymbol
          || scalar.properties.generalCategory == .nonspacingMark
      else { break }
      word.append(scalar)
      index += 1
    }
    return word.isEmpty ? nil : String(word)
  }
}
