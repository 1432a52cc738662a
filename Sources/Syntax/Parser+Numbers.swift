extension Parser {
  mutating func parsePlainNumber() -> NumberLiteral {
    guard case .number(let number) = current.kind else {
      preconditionFailure("the caller saw a number")
    }
    let value = lexemes.numbers[Int(number)]
    if value.isGrouped { groupedNumbers.append(current.range) }
    advance()
    return NumberLiteral(
      coefficient: value.coefficient, exponent: value.exponent, isPercent: value.isPercent,
      isFourDigits: value.isFourDigits)
  }

  /// amount = percent | number [ scale ] [ unitWord ] ;
  mutating func parseAmount() throws(Failure) -> NumberLiteral {
    let start = current.range
    var literal = parsePlainNumber()
    if literal.isPercent {
      if current.isNumber {
        throw problem(
          .modulo, at: range(from: start).joined(with: current.range),
          fixes: [modulo(of: start)])
      }
      return literal
    }
    if at(.percent) {
      echo(text(of: advance()), "%")
      literal.exponent -= 2
      literal.isPercent = true
      literal.isFourDigits = false
      return literal
    }
    if let exponent = scaleExponent(of: current) {
      advance()
      scaledNumbers.insert(start.start)
      literal.exponent += exponent
      literal.isFourDigits = false
      try checkSize(literal, at: range(from: start))
    }
    if startsUnit {
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
    if literal.coefficient == 0 { literal.exponent = 0 }
    return literal
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

  /// A bound in words, the words it takes, and whether they are ours.
  func qualifier() -> (bound: NumberLiteral.Bound, words: Int, isOurs: Bool)? {
    let next = peek().keyword
    let found: (bound: NumberLiteral.Bound, words: Int, isOurs: Bool)
    switch (current.keyword, next, peek(2).keyword) {
    case (.at, .least, _): found = (.atLeast, 2, true)
    case (.at, .most, _): found = (.atMost, 2, true)
    case (.more, .than, _): found = (.atLeast, 2, false)
    case (.less, .than, _): found = (.atMost, 2, false)
    case (.no, .less, .than): found = (.atLeast, 3, false)
    case (.no, .more, .than): found = (.atMost, 3, false)
    case (.up, .to, _): found = (.atMost, 2, false)
    case (.about, _, _): found = (.about, 1, true)
    case (.around, _, _): found = (.about, 1, false)
    case (.nearly, _, _), (.near, _, _), (.short, _, _): found = (.atMost, 1, false)
    case (.over, _, _): found = (.atLeast, 1, false)
    default: return nil
    }
    return peek(found.words).isNumber ? found : nil
  }

  /// boundedAmount = ( "at" ( "least" | "most" ) | "about" ) amount ;
  mutating func parseBoundedAmount() throws(Failure) -> Expr {
    guard let (bound, words, isOurs) = qualifier() else {
      throw unexpected("a number with its bound")
    }
    let start = current.range
    index += words
    if !isOurs { echo(lexemes.source[range(from: start)], bound.words) }
    var literal = try parseAmount()
    literal.bound = bound
    literal.isFourDigits = false
    height = 1
    return Expr(.number(literal), at: range(from: start))
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

extension NumberLiteral.Bound {
  /// The words that stand before a number so bounded.
  package var words: String {
    switch self {
    case .exact: ""
    case .atLeast: "at least"
    case .atMost: "at most"
    case .about: "about"
    }
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
  fileprivate static let tooLarge = "a number has at most 38 digits"
}
