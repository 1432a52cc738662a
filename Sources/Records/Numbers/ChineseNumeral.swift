/// Reads a figure in which Chinese units may stand: `四千三百万`, `1.5万亿`, `7 万5 千4 百`.
///
/// Colloquial endings (`三百五`, `3万5`) could be read in two ways and are no figure here.
struct ChineseNumeral {
  let scalars: [Unicode.Scalar]
  let units: UnitTable
  private(set) var index: Int

  /// What stands before 亿, before 万 and behind, in that order.
  private var high: FixedDecimal?
  private var middle: FixedDecimal?
  private var low = FixedDecimal(0)
  /// The figure that waits for its unit.
  private var pending: Pending?
  /// The exponent of the last unit: what follows must be smaller.
  private var last: Int?
  private var hasZero = false
  private var mark: Qualifier = .exact
  private var plain: Numeral.Figure?

  private struct Pending {
    var decimal: FixedDecimal
    /// Digits before the point.
    var digitCount: Int
  }

  init(_ scalars: [Unicode.Scalar], index: Int, units: UnitTable) {
    self.scalars = scalars
    self.index = index
    self.units = units
  }

  mutating func figure() -> Numeral.Figure? {
    let start = index
    while index < scalars.count {
      let place = next()
      guard place < scalars.count else { break }
      let scalar = scalars[place]
      if let unit = Self.unit(scalar) {
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
      } else if CellScalars.digit(scalar) != nil || scalar == "." || Self.isFraction(scalar) {
        guard index == start || last != nil, pending == nil, mark == .exact else { break }
        index = place
        guard let figure = Numeral.plain(scalars, &index) else {
          return nil
        }
        plain = figure
        let whole = figure.digitCount - max(0, figure.decimal.scale)
        pending = Pending(decimal: figure.decimal, digitCount: whole)
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
      Self.unit(scalar) != nil || last != nil && pending == nil && CellScalars.digit(scalar) != nil
    return continues && (pending != nil || last != nil) ? place : scalars.count
  }

  private mutating func finished() -> Numeral.Figure? {
    guard isPendingSettled else { return nil }
    guard last != nil else {
      guard var figure = plain else {
        return pending.map { Numeral.Figure(decimal: $0.decimal, qualifier: mark) }
      }
      figure.qualifier = mark
      if mark != .exact { figure.isWholeDigits = false }
      return figure
    }
    guard var total = sum(low, pending?.decimal) else { return nil }
    for part in [middle, high] {
      guard let next = sum(total, part) else { return nil }
      total = next
    }
    return Numeral.Figure(decimal: total, qualifier: mark, hasScale: true)
  }

  /// Whether the figure behind the last unit can only mean ones.
  private var isPendingSettled: Bool {
    guard let pending, let last else { return true }
    guard let limit = FixedDecimal.powerOfTen(last), pending.decimal < FixedDecimal(limit) else {
      return false
    }
    return hasZero || last == 1 || pending.digitCount == last
  }

  private mutating func take(unit exponent: Int) -> Bool {
    if exponent >= 4 { return takeLarge(exponent) }
    if pending == nil {
      // Only 十 stands for one of itself: 十五, 一百十五.
      guard exponent == 1, mark == .exact else { return false }
      pending = Pending(decimal: FixedDecimal(1), digitCount: 1)
    }
    guard let figure = pending?.decimal.scaled(byPowerOfTen: exponent),
      let sum = sum(low, figure)
    else { return false }
    if let last {
      guard exponent < last, let limit = FixedDecimal.powerOfTen(last), figure < FixedDecimal(limit)
      else { return false }
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
    guard let section = sum(low, pending?.decimal),
      let counted = exponent == 8 ? sum(section, middle) : section,
      let amount = counted.scaled(byPowerOfTen: exponent)
    else { return false }
    if exponent == 4, high != nil {
      guard section < FixedDecimal(10_000) else { return false }
    }
    if exponent == 8 {
      high = amount
      middle = nil
    } else {
      middle = amount
    }
    low = FixedDecimal(0)
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
    guard let coefficient = Numeral.coefficient(of: digits) else { return false }
    pending = Pending(decimal: FixedDecimal(coefficient), digitCount: digits.count)
    return true
  }

  /// Whether 千 or 百 begins the name of a unit: `3千米`, `5千克`.
  private func isUnitWord(at place: Int) -> Bool {
    let rest = scalars[place...].prefix { $0.properties.isAlphabetic }
    return units.atom(named: String(String.UnicodeScalarView(rest))) != nil
  }

  private func sum(_ left: FixedDecimal, _ right: FixedDecimal?) -> FixedDecimal? {
    guard let right else { return left }
    return left.adding(right)
  }

  private static let marks: [Unicode.Scalar: Qualifier] = [
    "多": .atLeast, "余": .atLeast, "餘": .atLeast, "来": .about,
  ]

  private static func isFraction(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0xBC && scalar.value <= 0xBE || scalar.value >= 0x2150 && scalar.value <= 0x215E
  }

  private static func unit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "拾": 1
    case "佰": 2
    case "仟": 3
    default: ScaleWord.exponent(of: scalar)
    }
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
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
