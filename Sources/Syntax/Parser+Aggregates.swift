extension Parser {
  /// Whether what stands at a distance can be the operand of a prefix aggregate.
  func startsOperand(after distance: Int) -> Bool {
    let lexeme = peek(distance)
    switch lexeme.kind {
    case .quotedName, .number, .period, .text, .sign(.open), .sign(.dollar): return true
    case .word(let keyword):
      if keyword == .every || keyword == .distinct { return true }
      if keyword?.isReserved ?? false { return false }
      return !startsClause(after: distance) && !startsTextTest(after: distance)
    case .sign, .pattern, .lineEnd, .blankLine, .end, .broken: return false
    }
  }

  /// Whether an aggregate word with its operand stands here.
  var startsAggregate: Bool {
    guard let keyword = current.keyword, keyword.aggregate != nil, startsOperand(after: 1) else {
      return false
    }
    // `total(a, b)` adds within a record; `total funds` is a sum.
    return keyword != .total || peek().sign != .open
  }

  /// aggregate = measuring | pair | counting ;
  mutating func parseAggregate() throws(Failure) -> Expr {
    switch current.keyword?.aggregate {
    case .count: try parseCounting()
    case .percentile, .correlation: try parsePair()
    case .sum, .average, .min, .max, .median, .stddev, .variance, .mode, .first, .last, .list:
      try parseMeasuring()
    case nil: preconditionFailure("the caller saw the word of an aggregate")
    }
  }

  /// counting = "count" [ "distinct" ( operand | body ) | "(" ( ( "*" | "distinct" expression )
  ///   within | "where" expression [ per ] | per ) ")" ] ;
  mutating func parseCounting() throws(Failure) -> Expr {
    guard startsOperand(after: 1) else {
      let range = advance().range
      return Expr(.aggregate(Aggregate(.count, functionRange: range, operands: [])), at: range)
    }
    if peek().sign != .open, peek().keyword != .distinct {
      try enter(at: current.range)
      let word = advance()
      if standsBeforeOf { advance() }
      throw countOfField(word)
    }
    return try parseFunction()
  }

  /// pair = ( "percentile" | "correlation" ) "(" expression "," expression within ")" ;
  mutating func parsePair() throws(Failure) -> Expr {
    try parseFunction()
  }

  /// measuring = ( "sum" | "average" | "min" | "max" | "median" | "stddev" | "variance" | "mode"
  ///   | "first" | "last" | "list" ) [ "every" ] ( operand [ "once" "per" name ] | body ) ;
  mutating func parseMeasuring() throws(Failure) -> Expr {
    try parseFunction()
  }

  /// The word of an aggregate and what it is of; what the function asks of its operands is checked
  /// after they are read, so that the diagnostic can show them.
  private mutating func parseFunction() throws(Failure) -> Expr {
    guard let function = current.keyword?.aggregate else {
      preconditionFailure("the caller saw the word of an aggregate")
    }
    let word = advance()
    try enter(at: word.range)
    let written = text(of: word)
    if written.lowercased() != function.rawValue { echo(written, function.rawValue) }
    if standsBeforeOf { echo("\(written) \(text(of: advance()))", function.rawValue) }
    var aggregate = Aggregate(function, functionRange: word.range, operands: [])
    try parseModifier(into: &aggregate)
    if at(.open) {
      aggregate.isCall = true
      try parseBody(into: &aggregate)
    } else {
      aggregate.operands = [try parseOperand()]
    }
    if aggregate.oncePer.isEmpty { aggregate.oncePer = try eatIdentity() }
    try checkOperands(of: aggregate, at: range(from: word.range))
    nesting -= 1
    return try raised(Expr(.aggregate(aggregate), at: range(from: word.range)), over: height)
  }

  /// `sum of funds`: two names in a row are never one operand, so `of` is no field here.
  private var standsBeforeOf: Bool {
    guard case .word = current.kind, text(of: current).lowercased() == "of" else { return false }
    return switch peek().kind {
    case .quotedName, .sign(.open), .word(nil): true
    case .word(let keyword?): !keyword.isReserved && startsOperand(after: 1)
    default: false
    }
  }

  private mutating func eatIdentity() throws(Failure) -> [Name] {
    guard eat(.once) else { return [] }
    try expect(.per, "after once")
    return [try parseName("the name of what counts once")]
  }

  private mutating func parseModifier(into aggregate: inout Aggregate) throws(Failure) {
    if at(.distinct) {
      guard aggregate.function == .count || aggregate.function == .list else {
        throw distinctValues(of: aggregate)
      }
      advance()
      aggregate.isDistinct = true
    } else if eat(.every) {
      aggregate.isEvery = true
    }
  }

  /// `sum distinct funds` as `sum funds once per funds`
  private func distinctValues(of aggregate: Aggregate) -> Failure {
    var fixes: [Diagnostic.Fix] = []
    if case .word = peek().kind {
      let field = text(of: peek())
      fixes = [
        replace(current.range.joined(with: peek().range), with: "\(field) once per \(field)")
      ]
    }
    return problem(
      .distinctValues(aggregate.function.rawValue), at: current.range, fixes: fixes)
  }

  /// operand = amount | period | text | parameter | aggregate | call | reference ;
  mutating func parseOperand() throws(Failure) -> Expr {
    if case .number = current.kind {
      height = 1
      let start = current.range
      return Expr(.number(try parseAmount()), at: range(from: start))
    }
    if at(.count), !startsAggregate { return try parseReference() }
    return try parsePrimary()
  }

  /// body = "(" [ "every" ] expression within ")" ;
  mutating func parseBody(into aggregate: inout Aggregate) throws(Failure) {
    let open = index
    advance()
    let mark = groupedNumbers.count
    height = 1
    if at(.times), aggregate.function == .count {
      advance()
    } else if !at(.where), !at(.per), !at(.once) {
      if !aggregate.isDistinct, !aggregate.isEvery { try parseModifier(into: &aggregate) }
      if at(.close) { throw unexpected("what \(aggregate.function.rawValue) is of") }
      aggregate.operands = try parseArguments()
      try checkGroups(since: mark)
    }
    try parseWithin(into: &aggregate)
    groupedNumbers.removeSubrange(mark...)
    if !eat(.close) { throw unclosedBody(of: aggregate, list[open]) }
  }

  private func unclosedBody(of aggregate: Aggregate, _ open: Lexeme) -> Failure {
    startsClause || at(.then) ? clauseInside(aggregate, open) : unclosed(open)
  }

  /// within = [ "where" expression ] [ per ] [ "once" "per" names ] ;
  private mutating func parseWithin(
    into aggregate: inout Aggregate
  ) throws(Failure) {
    var tallest = height
    while true {
      if at(.where), aggregate.filter == nil {
        advance()
        aggregate.filter = try parseCondition()
        tallest = max(tallest, height)
      } else if at(.per), aggregate.per.isEmpty {
        aggregate.per = try parsePer()
        tallest = max(tallest, height)
      } else if at(.once), aggregate.oncePer.isEmpty {
        advance()
        try expect(.per, "after once")
        aggregate.oncePer = try parseNames("the name of what counts once")
      } else {
        height = tallest
        return
      }
    }
  }

  mutating func parseKeys() throws(Failure) -> [Expr] {
    var keys = [try parseExpression()]
    var tallest = height
    while eat(.comma) {
      keys.append(try parseExpression())
      tallest = max(tallest, height)
    }
    height = tallest
    return keys
  }

  /// extremum = "at" ( "max" | "min" ) ( [ "every" ] operand [ "once" "per" name ]
  ///   | body ) ;
  mutating func parseExtremum(of expr: Expr) throws(Failure) -> Expr {
    advance()
    let word = advance()
    let function: AggregateFunction = word.keyword == .max ? .max : .min
    var aggregate = Aggregate(
      function, functionRange: word.range, operands: [expr],
      at: function == .max ? .max : .min)
    if at(.open) {
      var body = Aggregate(function, functionRange: word.range, operands: [])
      try parseBody(into: &body)
      guard body.operands.count == 1 else { throw problem(.oneMeasure, at: word.range) }
      aggregate.operands += body.operands
      aggregate.isEvery = body.isEvery
      aggregate.filter = body.filter
      aggregate.per = body.per
      aggregate.oncePer = body.oncePer
    } else if startsOperand(after: 0) {
      aggregate.isEvery = eat(.every)
      aggregate.operands.append(try parseOperand())
      aggregate.oncePer = try eatIdentity()
    } else {
      throw unexpected("what is \(function == .max ? "largest" : "smallest")")
    }
    return Expr(.aggregate(aggregate), at: range(from: expr.range))
  }
}

extension String {
  fileprivate static func distinctValues(_ function: String) -> String {
    "distinct stands after count; to take one value for each of something, once per follows:"
      + " \(function) value once per gift"
  }
  fileprivate static let oneMeasure = "at max and at min are of one expression"
}
