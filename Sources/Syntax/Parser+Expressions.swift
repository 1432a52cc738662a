extension Parser {
  /// expression = disjunction ;
  mutating func parseExpression() throws(Diagnostic) -> Expr {
    try parseInfix(.disjunction)
  }

  /// disjunction = conjunction { "or" conjunction } ;
  /// conjunction = negation { "and" negation } ;
  /// negation = { "not" } comparison ;
  /// comparison = joining [ comparator joining | [ "not" ] test | state ] ;
  /// joining = sum { "&" sum } ;
  /// sum = product { ( "+" | "-" ) product } ;
  /// product = minus { ( "*" | "/" ) minus } ;
  /// minus = { "-" } power ;
  /// power = postfix [ "^" minus ] ;
  mutating func parseInfix(_ minimum: Precedence) throws(Diagnostic) -> Expr {
    try enter(at: current.range)
    var left = try parsePrefix(minimum)
    while true {
      if let infix = infixOperator, infix.precedence >= minimum {
        left = try parseInfixTail(of: left, infix)
      } else if minimum <= .comparison, startsTest {
        left = try parseTest(of: left)
        try checkChain(after: left)
      } else {
        break
      }
    }
    nesting -= 1
    return left
  }

  private mutating func parsePrefix(_ minimum: Precedence) throws(Diagnostic) -> Expr {
    let start = current.range
    if at(.minus) {
      advance()
      let operand = try parseInfix(.power)
      return try raised(Expr(.prefix(.minus, operand), at: range(from: start)), over: height)
    }
    if at(.not), minimum <= .negation {
      advance()
      let operand = try parseInfix(.negation)
      return try raised(Expr(.prefix(.not, operand), at: range(from: start)), over: height)
    }
    return try parsePostfix()
  }

  private mutating func parseInfixTail(
    of left: Expr, _ infix: InfixOperator
  ) throws(Diagnostic) -> Expr {
    let leftHeight = height
    let word = advance()
    let right = try parseInfix(infix == .power ? .minus : infix.precedence.next)
    let expr = Expr(
      .infix(infix, operatorRange: word.range, left, right),
      at: left.range.joined(with: right.range))
    let whole = try raised(expr, over: max(leftHeight, height))
    if infix.precedence == .comparison {
      try checkWords(after: right)
      try checkChain(after: whole)
    }
    return whole
  }

  /// The operator that stands here between two operands.
  var infixOperator: InfixOperator? {
    switch current.kind {
    case .sign(let sign):
      switch sign {
      case .equal: .equal
      case .unequal: .unequal
      case .less: .less
      case .lessOrEqual: .lessOrEqual
      case .greater: .greater
      case .greaterOrEqual: .greaterOrEqual
      case .plus: .plus
      case .minus: .minus
      case .times: .times
      case .divide: .divide
      case .power: .power
      case .join: .join
      case .span, .open, .close, .comma, .dot, .dollar, .semicolon: nil
      }
    case .word(.and): .and
    case .word(.or): .or
    case .word, .quotedName, .number, .period, .text, .pattern, .lineEnd, .blankLine, .end,
      .broken:
      nil
    }
  }

  /// postfix = primary { "default" [ "-" ] primary | conversion | extremum } ;
  mutating func parsePostfix() throws(Diagnostic) -> Expr {
    var expr = try parsePrimary()
    while true {
      let tallest = height
      switch current.keyword {
      case .default:
        advance()
        let fallback = try parseFallback()
        expr = Expr(.defaulting(expr, fallback), at: expr.range.joined(with: fallback.range))
        _ = try raised(expr, over: max(tallest, height))
      case .to:
        expr = try raised(try parseConversion(of: expr), over: tallest)
      case .in where startsSpokenConversion:
        let word = peek()
        expr = try raised(try parseConversion(of: expr), over: tallest)
        echo("in \(text(of: word))", "to \(text(of: word))")
      case .at where peek().keyword == .max || peek().keyword == .min:
        expr = try parseExtremum(of: expr)
        _ = try raised(expr, over: max(tallest, height))
      default:
        height = tallest
        return expr
      }
    }
  }

  private mutating func parseFallback() throws(Diagnostic) -> Expr {
    let start = current.range
    guard at(.minus) else { return try parsePrimary() }
    advance()
    let operand = try parsePrimary()
    return try raised(Expr(.prefix(.minus, operand), at: range(from: start)), over: height)
  }

  /// Opens a nested expression within the budget.
  mutating func enter(at range: SourceRange) throws(Diagnostic) {
    nesting += 1
    if nesting > Self.maximumNesting { throw problem(.tooDeep, at: range) }
  }

  /// Sets the height of a tree above its tallest part, within the budget.
  mutating func raised(_ expr: Expr, over tallest: Int) throws(Diagnostic) -> Expr {
    height = tallest + 1
    peak = max(peak, height)
    if height > Self.maximumChain { throw problem(.tooLong, at: expr.range) }
    return expr
  }
}

extension String {
  fileprivate static let tooDeep =
    "expressions nest at most 256 deep; a let can name an inner one"
  fileprivate static let tooLong =
    "a chain of operators has at most 1,000; a let can name a part, in ( … ) can list values"
}
