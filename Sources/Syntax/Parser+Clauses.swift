import Numerals

extension Parser {
  /// Whether a clause starts here.
  var startsClause: Bool { startsClause(after: 0) }

  func startsClause(after distance: Int) -> Bool {
    let next = peek(distance + 1)
    switch peek(distance).keyword {
    case .from, .join, .where, .by, .across, .with, .sort, .per: return true
    case .top, .bottom, .limit, .offset: return next.isNumber || next.sign == .dollar
    case .having: return startsHaving(after: distance + 1)
    case .group, .order: return next.keyword == .by
    case .including: return withWord(of: next) != nil
    default: return false
    }
  }

  /// Whether a condition follows the word `having`, which else is a name.
  private func startsHaving(after distance: Int) -> Bool {
    let next = peek(distance)
    switch next.keyword {
    case .not, .if, .at: return true
    default: return startsOperand(after: distance) || next.sign == .minus
    }
  }

  /// clause = from | join | where | having | by | across | with | sort | top | limit ;
  mutating func parseClauses() throws(Failure) -> Clauses {
    var clauses = Clauses()
    var seen: Set<Keyword> = []
    var last: Keyword?
    while startsClause {
      let word = current
      let kind = clauseKind(of: word.keyword)
      if let kind, kind != .join, kind != .with, seen.contains(kind) {
        throw repeated(kind, at: word, followsItself: last == kind)
      }
      try parseClause(into: &clauses)
      if let kind { seen.insert(kind) }
      last = kind
    }
    return clauses
  }

  private func clauseKind(of keyword: Keyword?) -> Keyword? {
    switch keyword {
    case .group, .per: .by
    case .order: .sort
    case .bottom: .top
    case .including: .with
    default: keyword
    }
  }

  private mutating func parseClause(into clauses: inout Clauses) throws(Failure) {
    switch current.keyword {
    case .from: clauses.from = try parseFrom()
    case .join: clauses.joins.append(try parseJoin())
    case .where: clauses.filter = try parseWhere()
    case .having:
      clauses.echoes.append(Echo(written: "having", read: "where"))
      clauses.groupFilter = try parseHaving()
    case .by, .per, .group: clauses.by = try parseBy(into: &clauses)
    case .across: clauses.across = try parseAcross()
    case .with, .including: clauses.with.append(try parseWith(into: &clauses))
    case .sort, .order: clauses.sort = try parseSort(into: &clauses)
    case .top, .bottom: clauses.top = try parseTop()
    case .limit: clauses.limit = try parseLimit()
    default: throw offsetAlone()
    }
  }

  /// where = "where" expression ;
  mutating func parseWhere() throws(Failure) -> Expr {
    advance()
    return try parseCondition()
  }

  /// having = "having" expression ;
  mutating func parseHaving() throws(Failure) -> Expr {
    advance()
    return try parseCondition()
  }

  /// A condition, and what people write after one: a second one without `and`.
  mutating func parseCondition() throws(Failure) -> Expr {
    let expr = try parseExpression()
    if at(.comma) {
      throw problem(
        .commaBetweenConditions, at: current.range,
        fixes: [replace(current.range, with: " and")])
    }
    return expr
  }

  /// by = "by" key { "," key } ;
  mutating func parseBy(into clauses: inout Clauses) throws(Failure) -> [Clauses.Key] {
    let word = advance()
    if word.keyword == .group {
      advance()
      clauses.echoes.append(Echo(written: "group by", read: "by"))
    } else if word.keyword == .per {
      clauses.perInPlaceOfBy = word.range
    }
    var keys = [try parseKey()]
    while at(.comma) {
      let comma = advance()
      if isAtEnd && !canContinue || startsClause || at(.then) { throw trailingComma(comma) }
      keys.append(try parseKey())
    }
    return keys
  }

  /// key = [ "each" ] expression [ alias ] ;
  mutating func parseKey() throws(Failure) -> Clauses.Key {
    let isEach = eat(.each)
    let expr = try parseExpression()
    return Clauses.Key(isEach: isEach, expr: expr, alias: try eatAlias())
  }

  /// across = "across" key ;
  mutating func parseAcross() throws(Failure) -> Clauses.Key {
    advance()
    let key = try parseKey()
    if at(.comma) { throw problem(.acrossTwice, at: current.range) }
    return key
  }

  /// with = "with" ( "totals" | "empty" | "rest" | "ties" ) ;
  mutating func parseWith(into clauses: inout Clauses) throws(Failure) -> Clauses.With {
    let start = advance()
    guard let word = withWord(of: current) else {
      throw unexpected(
        "`totals`, `empty`, `rest` or `ties`",
        fixes: at(.total) ? [replace(current.range, with: "totals")] : [])
    }
    advance()
    if start.keyword == .including {
      clauses.echoes.append(
        Echo(written: "including \(word.rawValue)", read: "with \(word.rawValue)"))
    }
    if at(.comma), withWord(of: peek()) != nil {
      throw problem(
        .withList, at: current.range, fixes: [replace(current.range, with: " with")])
    }
    return Clauses.With(word: word, range: range(from: start.range))
  }

  func withWord(of lexeme: Lexeme) -> Clauses.WithWord? {
    lexeme.keyword.flatMap { Clauses.WithWord(rawValue: $0.rawValue) }
  }

  /// sort = "sort" "by" sortKey { "," sortKey } ;
  mutating func parseSort(into clauses: inout Clauses) throws(Failure) -> [Clauses.SortKey] {
    let word = advance()
    if word.keyword == .order {
      clauses.echoes.append(Echo(written: "order by", read: "sort by"))
    }
    guard eat(.by) else {
      throw unexpected("`by` after sort", fixes: [insert(" by", at: word.range.end)])
    }
    var keys = [try parseSortKey(into: &clauses)]
    while eat(.comma) { keys.append(try parseSortKey(into: &clauses)) }
    return keys
  }

  /// sortKey = expression [ "ascending" | "descending" ] ;
  mutating func parseSortKey(into clauses: inout Clauses) throws(Failure) -> Clauses.SortKey {
    let expr = try parseExpression()
    if eat(.asc) {
      clauses.echoes.append(Echo(written: "asc", read: "ascending"))
    } else if eat(.desc) {
      clauses.echoes.append(Echo(written: "desc", read: "descending"))
      return Clauses.SortKey(expr: expr, isDescending: true)
    } else if eat(.descending) {
      return Clauses.SortKey(expr: expr, isDescending: true)
    } else {
      _ = eat(.ascending)
    }
    return Clauses.SortKey(expr: expr, isDescending: false)
  }

  /// top = ( "top" | "bottom" ) count [ "by" expression ] [ "per" names ] ;
  mutating func parseTop() throws(Failure) -> Clauses.Top {
    let word = advance()
    let count = try parseCount()
    if at(.comma) { throw problem(.commaAfterTop, at: current.range) }
    let key = eat(.by) ? try parseExpression() : nil
    let per = eat(.per) ? try parseNames("the name of a key") : []
    return Clauses.Top(
      isBottom: word.keyword == .bottom, count: count, by: key, per: per,
      range: range(from: word.range))
  }

  /// limit = "limit" count [ "offset" count ] ;
  mutating func parseLimit() throws(Failure) -> Clauses.Limit {
    let word = advance()
    try checkLimitList(from: word.range)
    let count = try parseCount()
    var offset: Clauses.Count?
    if at(.offset) {
      advance()
      offset = try parseCount()
    }
    return Clauses.Limit(count: count, offset: offset, range: range(from: word.range))
  }

  /// count = whole | parameter ;
  mutating func parseCount() throws(Failure) -> Clauses.Count {
    if at(.dollar) { return .parameter(try parseParameter()) }
    guard case .number(let number) = current.kind else {
      throw unexpected("a whole number or a parameter")
    }
    let value = lexemes.numbers[Int(number)]
    guard !value.isPercent, value.exponent >= 0, let whole = value.whole else {
      throw problem(.notWhole(text(of: current)), at: current.range)
    }
    let lexeme = advance()
    return .number(whole, lexeme.range)
  }
}

extension NumberLexeme {
  /// The number where it is whole, exact and fits; nil elsewhere.
  var whole: Int? {
    guard exponent >= 0, bound == .exact else { return nil }
    var value = coefficient
    for _ in 0..<exponent {
      let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      value = scaled
    }
    return Int(exactly: value)
  }
}

extension String {
  fileprivate static let acrossTwice = "`across` has one key; the others stand after by"
  fileprivate static let commaAfterTop = "`top` has one number; what ranks stands after by"
  fileprivate static let commaBetweenConditions = "conditions are joined by and, not by a comma"
  fileprivate static func notWhole(_ number: String) -> String {
    "\(number) is no whole number of rows"
  }
  fileprivate static let withList = "each word has its own with: with totals with ties"
}
