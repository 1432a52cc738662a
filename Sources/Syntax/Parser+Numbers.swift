extension Parser {
  mutating func parsePlainNumber() -> NumberLiteral {
    guard case .number(let number) = current.kind else {
      preconditionFailure("the caller saw a number")
    }
    let value = lexemes.numbers[Int(number)]
    if value.isGrouped { groupedNumbers.append(current.range) }
    advance()
    return NumberLiteral(
      coefficient: value.coefficient, exponent: value.exponent, bound: value.bound,
      isPercent: value.isPercent,
      isFourDigits: value.isFourDigits)
  }

  /// amount = percent | number [ scale ] [ unitWord ] ;
  mutating func parseAmount() throws(Failure) -> NumberLiteral {
    let first = index
    var literal = parsePlainNumber()
    if literal.isPercent {
      if current.isNumber {
        let start = list[first].range
        throw problem(
          .modulo, at: start.joined(with: current.range), fixes: [modulo(of: start)])
      }
    } else if !eatPercent(&literal) {
      try parseMeasure(of: &literal, from: first)
    }
    try parseBoundBehind(&literal, from: first)
    if literal.coefficient == 0 { literal.exponent = 0 }
    return literal
  }

  /// `15 percent`, `15 per cent`, `15 pct`
  private mutating func eatPercent(_ literal: inout NumberLiteral) -> Bool {
    let start = index
    if at(.per), case .word = peek().kind, text(of: peek()).lowercased() == "cent" { index += 1 }
    guard index > start || at(.percent) || isWord("pct") else { return false }
    advance()
    echo(lexemes.source[list[start].range.joined(with: list[index - 1].range)], "%")
    literal.exponent -= 2
    literal.isPercent = true
    literal.isFourDigits = false
    return true
  }

  /// What scales and measures a number: 多, `million`, k, a unit.
  private mutating func parseMeasure(
    of literal: inout NumberLiteral, from first: Int
  ) throws(Failure) {
    try eatMark(&literal, from: first)
    let start = list[first].range
    let isShort = current.isAdjacent && isWord("k")
    if let exponent = isShort ? 3 : scaleExponent(of: current) {
      if isShort { echo(text(of: current), "thousand") }
      advance()
      scaledNumbers.insert(start.start)
      literal.exponent += exponent
      literal.isFourDigits = false
      try checkSize(literal, at: range(from: start))
      try eatMark(&literal, from: first)
    }
    if scaleExponent(of: current) != nil {
      throw problem(.twoScales, at: start.joined(with: current.range))
    }
    if startsUnit, boundBehind == nil {
      let word = current
      let name = word.kind == .quotedName ? unquoted(word) : text(of: word)
      advance()
      literal.isFourDigits = false
      literal.unit = UnitPhrase(
        factors: [
          .init(
            word: Name(name, isQuoted: word.kind == .quotedName, at: word.range), power: 1)
        ], range: word.range)
    }
  }

  private func checkSize(_ literal: NumberLiteral, at range: SourceRange) throws(Failure) {
    let number = NumberLexeme(coefficient: literal.coefficient, exponent: literal.exponent)
    guard number.isWithinDigits else { throw problem(.tooLarge, at: range) }
  }

  private func modulo(of start: SourceRange) -> Diagnostic.Fix {
    let whole = start.joined(with: current.range)
    let digits = lexemes.source[start].dropLast()
    return replace(whole, with: "mod(\(digits), \(text(of: current)))")
  }

  /// A scale word on the last number only: `between 40 and 50 million`.
  func checkScale(of exprs: [Expr]) throws(Failure) {
    guard exprs.count >= 2, let last = exprs.last, case .number(let scaled) = last.kind,
      scaledNumbers.contains(last.range.start)
    else { return }
    var plain: [Expr] = []
    for expr in exprs.dropLast() {
      guard case .number(let number) = expr.kind else { continue }
      if scaledNumbers.contains(expr.range.start) { return }
      if number.coefficient != 0, !number.isPercent { plain.append(expr) }
    }
    guard let first = plain.first else { return }
    let whole = first.range.joined(with: last.range)
    let scale = scaleWord(of: last)
    let spread = rewritten(whole, plain) { "\($0) \(scale)" }
    var digits = scaled
    digits.unit = nil
    let unit = scaled.unit.map { " " + Printer.text(of: $0) } ?? ""
    let narrow = rewritten(whole, [last]) { _ in Printer.digits(of: digits) + unit }
    throw problem(
      .scaleOnLast(spread, narrow), at: whole,
      fixes: [replace(whole, with: spread), replace(whole, with: narrow)])
  }

  /// The scale word as written after a number.
  private func scaleWord(of expr: Expr) -> String {
    for lexeme in list where lexeme.range.start > expr.range.start {
      if scaleExponent(of: lexeme) != nil { return text(of: lexeme) }
    }
    return ""
  }

  private func rewritten(
    _ whole: SourceRange, _ parts: [Expr], _ change: (String) -> String
  ) -> String {
    var result = ""
    var offset = whole.start
    for part in parts {
      result += lexemes.source[SourceRange(start: offset, end: part.range.start)]
      result += change(digitsOnly(part))
      if part.range.end < whole.end || parts.count > 1 { result += unitAfter(part) }
      offset = part.range.end
    }
    return result + lexemes.source[SourceRange(start: offset, end: whole.end)]
  }

  private func digitsOnly(_ expr: Expr) -> String {
    let lexeme = list.first { $0.isNumber && $0.range.start >= expr.range.start }
    return lexeme.map(text) ?? ""
  }

  private func unitAfter(_ expr: Expr) -> String {
    guard case .number(let number) = expr.kind, let unit = number.unit else { return "" }
    return " " + Printer.text(of: unit)
  }

  /// `in (1,000, 2)`: a comma may part digits or numbers.
  func checkGroups(since mark: Int) throws(Failure) {
    guard groupedNumbers.count > mark else { return }
    let range = groupedNumbers[mark]
    let written = lexemes.source[range]
    let joined = String(written.map { $0 == "," ? "_" : $0 })
    let parted = written.split(separator: ",").joined(separator: ", ")
    throw problem(
      .groupedInList(written, joined: joined, parted: parted), at: range,
      fixes: [replace(range, with: joined), replace(range, with: parted)])
  }
}

extension String {
  fileprivate static func groupedInList(
    _ written: String, joined: String, parted: String
  ) -> String {
    "\(written) between brackets reads in two ways: \(joined) as one number, \(parted) as several"
  }
  fileprivate static let modulo = "% makes a percentage; a remainder is mod(a, b)"
  fileprivate static func scaleOnLast(_ spread: String, _ narrow: String) -> String {
    "the scale word stands after the last number only, which reads in two ways: \(spread), or"
      + " \(narrow)"
  }
  fileprivate static let twoScales = "a number has one scale word"
  fileprivate static let tooLarge = "a number has at most 38 digits"
}
