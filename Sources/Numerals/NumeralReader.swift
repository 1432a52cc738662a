/// Reads a figure in which Chinese units may stand: `四千三百万`, `1.5万亿`, `7 万5 千4 百`.
///
/// It is the one reader of cells and of sentences. Colloquial endings (`三百五`, `3万5`) could be
/// read in two ways, and `七八百` is a range; none of them is a figure here.
package struct NumeralReader {
  let scalars: [Unicode.Scalar]
  package private(set) var index: Int

  /// What stands before 亿, before 万 and behind, in that order.
  private var high: Figure?
  private var middle: Figure?
  private var low = Figure(0)
  /// How many runs of digits there were.
  private var runs = 0
  /// The figure that waits for its unit.
  private var pending: Pending?
  /// The exponent of the last unit: what follows must be smaller.
  private var last: Int?
  private var hasZero = false
  private var mark: Bound = .exact
  private var plain: Figure?

  private struct Pending {
    var figure: Figure
    /// Digits before the point.
    var digitCount: Int
    /// Whether Chinese digits spell it.
    var isSpoken = false
  }

  private init(_ scalars: [Unicode.Scalar], index: Int) {
    self.scalars = scalars
    self.index = index
  }

  /// The figure at a place, which moves behind it.
  package static func read(_ scalars: [Unicode.Scalar], _ index: inout Int) -> Figure? {
    var reader = NumeralReader(scalars, index: index)
    guard let figure = reader.figure(), figure.fits else { return nil }
    index = reader.index
    return figure
  }

  private mutating func figure() -> Figure? {
    let start = index
    while index < scalars.count {
      let place = next()
      guard place < scalars.count else { break }
      let scalar = scalars[place]
      if let unit = ScaleWord.exponent(of: scalar) {
        if place > start, scalar == "千" || scalar == "百", plain != nil, isUnitWord(at: place) {
          break
        }
        index = place + 1
        guard take(unit: unit) else { return nil }
      } else if let kind = Self.marks[scalar], index > start, place == index {
        guard mark == .exact else { return nil }
        mark = kind
        index += 1
      } else if Self.digit(scalar) != nil {
        guard place == index, mark == .exact, takeChineseDigits() else { return nil }
      } else if WrittenScalars.digit(scalar) != nil || scalar == "." || Self.isFraction(scalar) {
        guard index == start || last != nil, pending == nil, mark == .exact else { break }
        index = place
        guard let figure = PlainFigure.read(scalars, &index) else { return nil }
        plain = figure
        runs += 1
        let whole = figure.digitCount - max(0, -figure.exponent)
        pending = Pending(
          figure: Figure(figure.coefficient, exponent: figure.exponent), digitCount: whole)
      } else {
        break
      }
    }
    return index > start ? finished() : nil
  }

  /// The next letter that may belong to the figure: spaces inside one are passed over.
  private func next() -> Int {
    var place = index
    while place < scalars.count, scalars[place] == " " { place += 1 }
    guard place > index, place < scalars.count else { return place }
    let scalar = scalars[place]
    let continues =
      ScaleWord.exponent(of: scalar) != nil
      || last != nil && pending == nil && WrittenScalars.digit(scalar) != nil
    return continues && (pending != nil || last != nil) ? place : scalars.count
  }

  private mutating func finished() -> Figure? {
    guard isPendingSettled else { return nil }
    guard last != nil else {
      guard var figure = plain ?? pending?.figure else { return nil }
      if plain == nil { figure.digitCount = pending?.digitCount ?? 0 }
      figure.bound = mark
      figure.isComposite = mark != .exact
      if mark != .exact { figure.isWholeDigits = false }
      return figure
    }
    guard var total = low.adding(pending?.figure) else { return nil }
    for part in [middle, high] {
      guard let next = total.adding(part) else { return nil }
      total = next
    }
    total.bound = mark
    total.hasScale = true
    total.isComposite = mark != .exact || runs > 1
    total.isGrouped = plain?.isGrouped ?? false
    return total
  }

  /// Whether the figure behind the last unit can only mean ones.
  private var isPendingSettled: Bool {
    guard let pending, let last else { return true }
    guard pending.figure.isBelow(powerOfTen: last) else { return false }
    return hasZero || last == 1 || pending.digitCount == last
  }

  private mutating func take(unit exponent: Int) -> Bool {
    if let pending, pending.isSpoken, pending.digitCount > 1 { return false }
    if exponent >= 4 { return takeLarge(exponent) }
    if pending == nil {
      // Only 十 stands for one of itself: 十五, 一百十五.
      guard exponent == 1, mark == .exact else { return false }
      pending = Pending(figure: Figure(1), digitCount: 1)
    }
    guard let figure = pending?.figure.scaled(byPowerOfTen: exponent), let sum = low.adding(figure)
    else { return false }
    if let last {
      guard exponent < last, figure.isBelow(powerOfTen: last) else { return false }
    }
    low = sum
    settle(exponent)
    return true
  }

  private mutating func takeLarge(_ exponent: Int) -> Bool {
    guard high == nil || exponent == 4, exponent != 4 || middle == nil else { return false }
    let isDirect = pending == nil && low.coefficient == 0
    // 万亿 multiplies; 亿 alone counts nothing.
    if isDirect, exponent == 4 || middle == nil { return false }
    // Behind 亿 the word 万 says what the figure counts; behind anything smaller digits must fit.
    if let last, last != 8, !isPendingSettled { return false }
    guard let section = low.adding(pending?.figure),
      let counted = exponent == 8 ? section.adding(middle) : section
    else { return false }
    if exponent == 4, high != nil {
      guard section.isBelow(powerOfTen: 4) else { return false }
    }
    if exponent == 8 {
      high = counted.scaled(byPowerOfTen: exponent)
      middle = nil
    } else {
      middle = counted.scaled(byPowerOfTen: exponent)
    }
    low = Figure(0)
    settle(exponent)
    return true
  }

  private mutating func settle(_ exponent: Int) {
    pending = nil
    last = exponent
    hasZero = false
  }

  /// 二十八's digits one by one; 二〇一〇 as a whole number.
  private mutating func takeChineseDigits() -> Bool {
    guard pending == nil else { return false }
    var digits: [Int] = []
    while index < scalars.count, let digit = Self.digit(scalars[index]) {
      digits.append(digit)
      index += 1
    }
    if last != nil {
      if digits.first == 0 {
        hasZero = true
        digits.removeFirst()
      }
      guard digits.count == 1 else { return false }
    }
    // 两三 and 七八 are two figures, and so is what else stands as two.
    guard digits.count != 2 || digits.contains(0),
      let coefficient = PlainFigure.coefficient(of: digits)
    else { return false }
    runs += 1
    pending = Pending(figure: Figure(coefficient), digitCount: digits.count, isSpoken: true)
    return true
  }

  /// Whether 千 or 百 begins the name of a unit: `3千米`, `5千克`.
  private func isUnitWord(at place: Int) -> Bool {
    ScaleWord.beginsUnit(String(String.UnicodeScalarView(scalars[place...].prefix(2)))[...])
  }

  private static let marks: [Unicode.Scalar: Bound] = [
    "多": .atLeast, "余": .atLeast, "餘": .atLeast, "来": .about,
  ]

  private static func isFraction(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0xBC && scalar.value <= 0xBE || scalar.value >= 0x2150 && scalar.value <= 0x215E
  }

  package static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "零", "〇": 0
    case "一", "壹": 1
    case "二", "两", "兩", "贰": 2
    case "三", "叁": 3
    case "四", "肆": 4
    case "五", "伍": 5
    case "六", "陆": 6
    case "七", "柒": 7
    case "八", "捌": 8
    case "九", "玖": 9
    default: nil
    }
  }
}
