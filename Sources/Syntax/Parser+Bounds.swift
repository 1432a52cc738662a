import Numerals

// What words before and behind a number say of it.
extension Parser {
  /// A bound in words, the words it takes, and whether they are ours.
  func boundPhrase() -> (bound: Bound, words: Int, isOurs: Bool)? {
    var phrase = ""
    for distance in 0..<BoundWord.longestPhrase {
      guard case .word = peek(distance).kind else { return nil }
      if distance > 0 { phrase += " " }
      phrase += text(of: peek(distance)).lowercased()
      let next = peek(distance + 1)
      // A word alone before a minus may be a field.
      let isNegative = distance > 0 && next.sign == .minus && peek(distance + 2).isNumber
      guard next.isNumber || isNegative else { continue }
      guard let bound = BoundWord.bound(ofPhrase: phrase) else { return nil }
      return (bound, distance + 1, phrase == bound.words)
    }
    return nil
  }

  /// boundedAmount = ( "at" ( "least" | "most" ) [ "-" ] | "about" ) amount ;
  mutating func parseBoundedAmount() throws(Failure) -> Expr {
    guard let (bound, words, isOurs) = boundPhrase() else {
      throw unexpected("a number with its bound")
    }
    let start = current.range
    index += words
    if !isOurs { echo(lexemes.source[range(from: start)], bound.words) }
    let isNegative = eat(.minus)
    var literal = try parseAmount()
    if isNegative { literal.coefficient = -literal.coefficient }
    guard let both = Bound.combined([bound, literal.bound]) else {
      throw problem(.bothBounds, at: range(from: start))
    }
    literal.bound = both
    literal.isFourDigits = false
    height = 1
    return Expr(.number(literal), at: range(from: start))
  }

  /// 多 余 behind the digits or the scale word.
  mutating func eatMark(_ literal: inout NumberLiteral, from first: Int) throws(Failure) {
    guard case .word(nil) = current.kind else { return }
    let word = text(of: current).unicodeScalars
    guard word.count == 1, let mark = word.first, NumeralWord.marks.contains(mark) else { return }
    advance()
    try take(mark == "来" ? .about : .atLeast, &literal, from: first)
  }

  /// The Chinese word for a bound that stands here: 以上 左右.
  var boundBehind: Bound? {
    guard case .word(nil) = current.kind else { return nil }
    let word = text(of: current)
    return BoundWord.chineseSuffix(of: word).flatMap { $0.text == word ? $0.bound : nil }
  }

  /// 以上 behind an amount; `or more` and `+` are shown as what says the same.
  mutating func parseBoundBehind(
    _ literal: inout NumberLiteral, from first: Int
  ) throws(Failure) {
    if literal.bound != .exact { try checkBound(of: &literal, from: first) }
    if let bound = boundBehind {
      advance()
      try take(bound, &literal, from: first)
    }
    let amount = list[first].range.joined(with: list[index - 1].range)
    if let (bound, last) = spokenBoundBehind() {
      let ours = "\(bound.words) \(lexemes.source[amount])"
      let whole = amount.joined(with: last.range)
      throw problem(
        .boundBefore(lexemes.source[whole], ours), at: whole, fixes: [replace(whole, with: ours)])
    }
  }

  /// `300 or more`, and `300+` where nothing is added.
  private func spokenBoundBehind() -> (bound: Bound, last: Lexeme)? {
    if at(.plus) {
      switch peek().kind {
      case .end, .lineEnd, .blankLine, .sign(.close), .sign(.comma): return (.atLeast, current)
      case .word(let keyword):
        return keyword?.isReserved ?? false && keyword != .at ? (.atLeast, current) : nil
      default: return nil
      }
    }
    guard at(.or) || at(.and), case .word = peek().kind else { return nil }
    let phrase = (text(of: current) + " " + text(of: peek())).lowercased()
    guard let bound = BoundWord.bound(ofEnding: phrase) else { return nil }
    switch peek(2).kind {
    case .end, .lineEnd, .blankLine, .sign(.close), .sign(.comma), .sign(.semicolon): break
    case .word(let keyword):
      guard keyword?.isReserved ?? false || startsClause(after: 2) else { return nil }
    default: return nil
    }
    return (bound, peek())
  }

  private mutating func take(
    _ bound: Bound, _ literal: inout NumberLiteral, from first: Int
  ) throws(Failure) {
    guard let both = Bound.combined([literal.bound, bound]) else {
      throw problem(
        .bothBounds, at: list[first].range.joined(with: list[index - 1].range))
    }
    literal.bound = both
    try checkBound(of: &literal, from: first)
  }

  /// A bound inside or behind a number is echoed; below zero it could mean either side.
  private mutating func checkBound(
    of literal: inout NumberLiteral, from first: Int
  ) throws(Failure) {
    literal.isFourDigits = false
    let written = list[first].range.joined(with: list[index - 1].range)
    echo(lexemes.source[written], literal.bound.words)
    guard first > 0, list[first - 1].sign == .minus, isUnary(at: first - 1) else { return }
    var plain = literal
    plain.bound = .exact
    plain.coefficient = -plain.coefficient
    let digits = Printer.digits(of: plain)
    let whole = list[first - 1].range.joined(with: written)
    throw problem(
      .boundBelowZero(lexemes.source[whole], digits), at: whole,
      fixes: ["at least", "at most"].map { replace(whole, with: "\($0) \(digits)") })
  }

  private func isUnary(at place: Int) -> Bool {
    guard place > 0 else { return true }
    let before = list[place - 1]
    switch before.kind {
    case .sign(let sign): return sign != .close
    case .word(let keyword):
      return keyword.map { $0.isReserved || Keywords.openingWords.contains($0.rawValue) } ?? false
    case .number, .period, .text, .pattern, .quotedName: return false
    case .lineEnd, .blankLine, .end, .broken: return true
    }
  }

  /// `USD 5 million`: a unit stands behind its number.
  func currencyFirst() -> Failure? {
    guard peek().isNumber, Keywords.currencyWords.contains(text(of: current).lowercased()) else {
      return nil
    }
    let last = scaleExponent(of: peek(2)) == nil ? peek() : peek(2)
    let whole = current.range.joined(with: last.range)
    let amount = lexemes.source[peek().range.joined(with: last.range)]
    let ours = "\(amount) \(text(of: current))"
    return problem(.currencyBefore(ours), at: whole, fixes: [replace(whole, with: ours)])
  }

  /// Whether a word stands here, in any case.
  func isWord(_ word: String) -> Bool {
    guard case .word = current.kind else { return false }
    return text(of: current).lowercased() == word
  }
}

extension Bound {
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
  fileprivate static let bothBounds = "a lower and an upper bound stand on one number"
  fileprivate static func boundBefore(_ written: String, _ ours: String) -> String {
    "\(written) is written \(ours)"
  }
  fileprivate static func boundBelowZero(_ written: String, _ digits: String) -> String {
    "\(written) reads in two ways: at least \(digits), or at most \(digits)"
  }
  fileprivate static func currencyBefore(_ ours: String) -> String {
    "a unit stands behind its number: \(ours)"
  }
}
