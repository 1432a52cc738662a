import Numerals

extension Parser {
  /// unitPhrase = scale [ factors ] | factors ;
  mutating func parseUnitPhrase() throws(Failure) -> UnitPhrase {
    let start = current.range
    var phrase = UnitPhrase(factors: [], range: start)
    if let exponent = scaleExponent(of: current) {
      advance()
      phrase.scaleExponent = exponent
    }
    if phrase.scaleExponent == 0 || startsUnit { phrase.factors = try parseFactors() }
    phrase.range = range(from: start)
    return phrase
  }

  /// factors = factor { ( "*" | "/" ) factor } ;
  mutating func parseFactors() throws(Failure) -> [UnitPhrase.Factor] {
    var factors = [try parseFactor(isDivisor: false)]
    while at(.divide) || at(.times) {
      let isDivisor = advance().sign == .divide
      factors.append(try parseFactor(isDivisor: isDivisor))
    }
    return factors
  }

  /// factor = unitWord [ "^" digit ] ;
  mutating func parseFactor(isDivisor: Bool) throws(Failure) -> UnitPhrase.Factor {
    let word = try parseName("a unit")
    var power = 1
    if at(.power), peek().isNumber {
      guard case .number(let number) = peek().kind, let whole = lexemes.numbers[Int(number)].whole,
        (1...9).contains(whole)
      else {
        throw problem(.unitPower, at: current.range.joined(with: peek().range))
      }
      index += 2
      power = whole
    }
    return UnitPhrase.Factor(word: word, power: isDivisor ? -power : power)
  }

  /// `5 km^2`: the power may be of the unit or of the amount.
  func checkMeasuredBase(_ base: Expr) throws(Failure) {
    guard case .number(let number) = base.kind, let unit = number.unit,
      lexemes.source[base.range].first != "("
    else { return }
    let written = lexemes.source[base.range]
    let word = unit.factors.first?.word.text ?? ""
    if ["m", "km", "cm", "mm"].contains(word), case .number(let place) = peek().kind,
      let power = lexemes.numbers[Int(place)].whole, power == 2 || power == 3
    {
      let whole = base.range.joined(with: peek().range)
      throw problem(
        .measuredBase("\(written)\(power)", "(\(written)) ^ \(power)"), at: whole,
        fixes: [
          replace(whole, with: "\(written)\(power)"),
          replace(whole, with: "(\(written)) ^ \(power)"),
        ])
    }
    throw problem(
      .amountRaised("(\(written)) ^ …"), at: base.range.joined(with: current.range),
      fixes: [replace(base.range, with: "(\(written))")])
  }

  /// Whether a word that may be a unit stands here.
  var startsUnit: Bool {
    switch current.kind {
    case .quotedName: return true
    case .word(let keyword):
      if keyword?.isReserved ?? false { return false }
      return !startsClause && !startsTextTest(after: 0)
    default: return false
    }
  }

  /// The power of ten of a scale word.
  func scaleExponent(of lexeme: Lexeme) -> Int? {
    guard case .word(let keyword) = lexeme.kind else { return nil }
    if let exponent = keyword?.scaleExponent { return exponent }
    return ScaleWord.exponent(of: text(of: lexeme))
  }

  /// conversion = "to" ( scale [ factor ] | factor | "(" unitPhrase ")" ) ;
  mutating func parseConversion(of expr: Expr) throws(Failure) -> Expr {
    let start = advance().range
    if at(.open) {
      let open = advance()
      let phrase = try parseUnitPhrase()
      guard eat(.close) else { throw unclosed(open) }
      return Expr(.converting(expr, phrase), at: expr.range.joined(with: range(from: start)))
    }
    var phrase = UnitPhrase(factors: [], range: current.range)
    if let exponent = scaleExponent(of: current) {
      advance()
      phrase.scaleExponent = exponent
    }
    if phrase.scaleExponent == 0 || startsUnit {
      phrase.factors.append(try parseFactor(isDivisor: false))
    }
    phrase.range = range(from: phrase.range)
    try checkCompoundUnit(phrase, of: expr)
    return Expr(.converting(expr, phrase), at: expr.range.joined(with: phrase.range))
  }

  /// `to yuan / person`: the slash may belong to the unit or divide by a field.
  private func checkCompoundUnit(
    _ phrase: UnitPhrase, of expr: Expr
  ) throws(Failure) {
    guard at(.divide), case .word(let keyword) = peek().kind, !(keyword?.isReserved ?? false),
      peek(2).sign != .open, peek(2).sign != .dot, keyword != .count,
      keyword?.aggregate == nil || !startsOperand(after: 2)
    else { return }
    let written = lexemes.source[phrase.range]
    let divisor = text(of: peek())
    let unit = phrase.range.joined(with: peek().range)
    let converted = expr.range.joined(with: phrase.range)
    throw problem(
      .compoundUnit(unit: "to (\(written) / \(divisor))", division: "/ \(divisor)"), at: unit,
      fixes: [
        replace(unit, with: "(\(written) / \(divisor))"),
        replace(converted, with: "(\(lexemes.source[converted]))"),
      ])
  }

  /// Whether `in` here converts, as in `area in hectares` and `funds in million yuan`.
  var startsSpokenConversion: Bool {
    guard at(.in), case .word = peek().kind else { return false }
    if scaleExponent(of: peek()) != nil { return true }
    guard Keywords.measuringUnits.contains(text(of: peek()).lowercased()) else { return false }
    switch peek(2).sign {
    case .span, .dot, .open: return false
    default: return true
    }
  }
}

extension String {
  fileprivate static func compoundUnit(unit: String, division: String) -> String {
    "this reads in two ways: as a unit it is \(unit); to divide, brackets close before \(division)"
  }
  fileprivate static func measuredBase(_ unit: String, _ amount: String) -> String {
    "this reads in two ways: \(unit), or \(amount)"
  }
  fileprivate static func amountRaised(_ amount: String) -> String {
    "this reads in two ways; the power of an amount is \(amount)"
  }
  fileprivate static let unitPower = "the power of a unit is a whole number from 1 to 9"
}
