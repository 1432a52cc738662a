// What people write who know another language, or who left a word out, and what says the same.
extension Parser {
  /// `a % 2` as `mod(a, 2)`
  func moduloFix() -> Diagnostic.Fix? {
    guard index > 0, peek().isNumber || peek().kind == .word(nil) else { return nil }
    let before = list[index - 1]
    guard before.isNumber || before.kind == .word(nil) else { return nil }
    return replace(
      before.range.joined(with: peek().range),
      with: "mod(\(text(of: before)), \(text(of: peek())))")
  }

  /// What follows a complete statement and is no part of it.
  func leftOver() -> Failure {
    if let habit = habitAfterOperand() ?? slip() { return habit }
    if let rank = rankWithoutBy() { return rank }
    switch current.kind {
    case .sign(.close):
      return problem(.closesNothing, at: current.range, fixes: [remove(current.range)])
    case .sign(.comma):
      return peek().kind == .end
        ? trailingComma(current) : unexpected("a clause or the end of the statement")
    case .sign(.span):
      return problem(.rangePlace, at: current.range)
    default:
      return unexpected("a clause, `then` or the end of the statement")
    }
  }

  /// `show top 5 funds`
  private func rankWithoutBy() -> Failure? {
    guard index > 1, list[index - 1].isNumber else { return nil }
    let word = list[index - 2]
    guard word.keyword == .top || word.keyword == .bottom else { return nil }
    switch current.kind {
    case .word(nil), .quotedName: break
    default: return nil
    }
    let start = "\(text(of: word)) \(text(of: list[index - 1]))"
    return problem(
      .rankWithoutBy(start, text(of: current)), at: current.range,
      fixes: [insert("by ", at: current.range.start)])
  }

  /// What people write after an operand where an operator or a clause belongs.
  func habitAfterOperand() -> Failure? {
    if let missing = missingAnd() { return missing }
    switch current.keyword {
    case .like:
      guard case .text(let number) = peek().kind else { return nil }
      let pattern = lexemes.texts[Int(number)]
      let inner = String(pattern.filter { $0 != "%" })
      let word =
        pattern.hasPrefix("%") == pattern.hasSuffix("%")
        ? "contains" : pattern.hasPrefix("%") ? "ends with" : "starts with"
      let whole = current.range.joined(with: peek().range)
      let ours = "\(word) \(Printer.quoted(inner))"
      return problem(.like(ours), at: whole, fixes: [replace(whole, with: ours)])
    case .asc, .desc, .ascending, .descending:
      return problem(.directionWithoutSort(text(of: current)), at: current.range)
    default:
      return nil
    }
  }

  /// `where county = Daning year = 2010`
  private func missingAnd() -> Failure? {
    switch current.kind {
    case .word(let keyword): if keyword?.isReserved ?? false { return nil }
    case .quotedName: break
    default: return nil
    }
    let isCondition =
      switch peek().sign {
      case .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual: true
      default: startsTestWord(after: 1)
      }
    guard isCondition else { return nil }
    return problem(
      .missingAnd, at: current.range, fixes: [insert("and ", at: current.range.start)])
  }

  private func startsTestWord(after distance: Int) -> Bool {
    switch peek(distance).keyword {
    case .between, .in, .is, .contains, .matches, .has, .within: true
    default: startsTextTest(after: distance)
    }
  }

  /// `sector = rural roads`: a value of several words, or a condition without its `and`.
  func checkWords(after operand: Expr) throws(Failure) {
    if let missing = missingAnd() { throw missing }
    guard case .name(let name, nil) = operand.kind, !name.isQuoted else { return }
    var end = operand.range
    var distance = 0
    while case .word(let keyword) = peek(distance).kind, !(keyword?.isReserved ?? false),
      !startsClause(after: distance), !startsTextTest(after: distance), keyword != .like
    {
      end = peek(distance).range
      distance += 1
    }
    guard distance > 0 else { return }
    let whole = operand.range.joined(with: end)
    let quoted = Printer.quoted(lexemes.source[whole])
    throw problem(.severalWords(quoted), at: whole, fixes: [replace(whole, with: quoted)])
  }

  /// `a < b < c`, `x = null` and what else cannot follow a comparison.
  func checkChain(after expr: Expr) throws(Failure) {
    if case .infix(let infix, _, let left, let right) = expr.kind,
      case .name(let name, nil) = right.kind, !name.isQuoted,
      infix == .equal || infix == .unequal, ["null", "missing"].contains(name.text.lowercased())
    {
      let asked = infix == .equal ? "is missing" : "is not missing"
      let whole = SourceRange(start: left.range.end, end: right.range.end)
      throw problem(
        .comparedWithMissing(asked), at: right.range, fixes: [replace(whole, with: " " + asked)])
    }
    let isComparator = infixOperator?.precedence == .comparison
    guard isComparator || startsTest else { return }
    guard case .infix(_, _, _, let right) = expr.kind else {
      throw problem(.chain, at: current.range)
    }
    if case .number(let number) = right.kind, let unit = number.unit, unit.scaleExponent == 0 {
      throw problem(
        .missingAnd, at: unit.range, fixes: [insert("and ", at: unit.range.start)])
    }
    let again = lexemes.source[right.range]
    throw problem(
      .chain, at: current.range, fixes: [insert("and \(again) ", at: current.range.start)])
  }

  /// Why no operand starts here.
  func noOperand() -> Failure {
    switch current.kind {
    case .sign(.times): return problem(.starAlone, at: current.range)
    case .sign(.divide): return problem(.patternAlone, at: current.range)
    case .sign(.close) where index > 0 && list[index - 1].sign == .comma:
      return trailingComma(list[index - 1])
    case .sign(.span): return problem(.rangePlace, at: current.range)
    case .sign(.equal), .sign(.greater), .sign(.less):
      if index > 0, let previous = list[index - 1].sign, previous.isBetweenOperands {
        let both = list[index - 1].range.joined(with: current.range)
        return problem(
          .twoOperators, at: both, fixes: [replace(both, with: previous.rawValue)])
      }
      return unexpected("a name or a value")
    case .word(.distinct):
      let startsHere = index == 0 || list[index - 1].kind == .lineEnd
      return problem(
        .distinctPlace, at: current.range,
        fixes: startsHere ? [insert("show ", at: current.range.start)] : [])
    case .word(.every): return problem(.everyPlace, at: current.range)
    case .word(.each): return problem(.eachPlace, at: current.range)
    case .word(.not): return problem(.notPlace, at: current.range)
    case .word(let keyword?) where keyword.isReserved && canBeName(keyword):
      let written = text(of: current)
      return unexpected(
        "a name or a value", fixes: [replace(current.range, with: "`\(written)`")])
    case .word, .quotedName, .number, .period, .text, .pattern, .sign, .lineEnd, .blankLine, .end,
      .broken:
      return unexpected("a name or a value")
    }
  }

  /// Whether a reserved word where a value belongs may be a field's name.
  private func canBeName(_ keyword: Keyword) -> Bool {
    switch peek().kind {
    case .end, .sign(.comma), .sign(.close), .sign(.equal), .sign(.greater), .sign(.less),
      .sign(.unequal), .sign(.greaterOrEqual), .sign(.lessOrEqual):
      true
    default:
      false
    }
  }

  /// A clause that stands twice in a sentence.
  func repeated(_ kind: Keyword, at word: Lexeme, followsItself: Bool) -> Failure {
    var fixes: [Diagnostic.Fix] = []
    if followsItself, kind == .where { fixes = [replace(word.range, with: "and")] }
    if followsItself, kind == .by, word.keyword != .group {
      let start = list[max(index - 1, 0)].range.end
      fixes = [replace(SourceRange(start: start, end: word.range.end), with: ",")]
    }
    return problem(
      .twice(kind.rawValue), at: word.range, fixes: fixes)
  }

  func offsetAlone() -> Failure {
    let offset = current.range.joined(with: peek().range)
    var fixes: [Diagnostic.Fix] = []
    if peek(2).keyword == .limit, peek(3).isNumber {
      let ours = "limit \(text(of: peek(3))) \(lexemes.source[offset])"
      fixes = [replace(offset.joined(with: peek(3).range), with: ours)]
    }
    return problem(.offsetAlone(text(of: peek())), at: offset, fixes: fixes)
  }

  /// `limit 5,10`
  func checkLimitList(from start: SourceRange) throws(Failure) {
    guard case .number(let number) = current.kind else { return }
    if lexemes.numbers[Int(number)].isGrouped {
      let parts = text(of: current).split(separator: ",").map(String.init)
      let joined = parts.joined()
      var fixes = [replace(current.range, with: joined)]
      if parts.count == 2 {
        fixes.append(replace(current.range, with: "\(parts[1]) offset \(parts[0])"))
      }
      throw problem(.limitGroups(fixes.map(\.replacement)), at: current.range, fixes: fixes)
    }
    if peek().sign == .comma, peek(2).isNumber {
      let whole = current.range.joined(with: peek(2).range)
      let ours = "\(text(of: peek(2))) offset \(text(of: current))"
      throw problem(.limitList(ours), at: whole, fixes: [replace(whole, with: ours)])
    }
  }
}

extension String {
  fileprivate static let chain = "comparisons do not chain; two of them are joined by and"
  fileprivate static let closesNothing = "the bracket closes nothing"
  fileprivate static func comparedWithMissing(_ asked: String) -> String {
    "nothing equals what is missing; the condition is written \(asked)"
  }
  fileprivate static func directionWithoutSort(_ word: String) -> String {
    "`\(word)` follows what sort by names: sort by funds \(word)"
  }
  fileprivate static let distinctPlace = "`distinct` stands directly after show or count"
  fileprivate static let eachPlace = "`each` stands directly after by, across or on"
  fileprivate static let everyPlace = "`every` stands directly after the word of an aggregate"
  fileprivate static func like(_ ours: String) -> String { "like is written \(ours) here" }
  fileprivate static func limitGroups(_ forms: [String]) -> String {
    "the number after limit reads in two ways: limit " + forms.joined(separator: ", or limit ")
  }
  fileprivate static func limitList(_ ours: String) -> String {
    "what is skipped stands after offset: limit \(ours)"
  }
  fileprivate static let missingAnd = "two conditions are joined by and or by or"
  fileprivate static let notPlace = "`not` stands before a whole condition: not county = Daning"
  fileprivate static func offsetAlone(_ count: String) -> String {
    "offset follows limit: limit 10 offset \(count)"
  }
  fileprivate static let patternAlone = "a pattern between slashes stands after matches only"
  fileprivate static func rankWithoutBy(_ start: String, _ field: String) -> String {
    "what rows are ranked by stands after by: \(start) by \(field)"
  }
  fileprivate static let rangePlace = "a range stands after in: year in 2008..2010"
  fileprivate static func severalWords(_ quoted: String) -> String {
    "a value of several words stands in quotes: \(quoted)"
  }
  fileprivate static let starAlone = "`*` stands for all fields after show, or in count (*)"
  fileprivate static func twice(_ clause: String) -> String {
    "`\(clause)` stands twice in this sentence"
  }
  fileprivate static let twoOperators = "two operators stand where one belongs"
}
