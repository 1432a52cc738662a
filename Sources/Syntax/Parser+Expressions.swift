extension Parser {
  /// expression = disjunction ;
  mutating func parseExpression() throws(Failure) -> Expr {
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
  mutating func parseInfix(_ minimum: Precedence) throws(Failure) -> Expr {
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

  private mutating func parsePrefix(_ minimum: Precedence) throws(Failure) -> Expr {
    if at(.minus) { return try parsePrefix(.minus, .power) }
    if minimum <= .negation, at(.not) { return try parsePrefix(.not, .negation) }
    return try parsePostfix()
  }

  private mutating func parsePrefix(
    _ prefix: PrefixOperator, _ minimum: Precedence
  ) throws(Failure) -> Expr {
    let start = advance().range
    let operand = try parseInfix(minimum)
    return try raised(Expr(.prefix(prefix, operand), at: range(from: start)), over: height)
  }

  private mutating func parseInfixTail(
    of left: Expr, _ infix: InfixOperator
  ) throws(Failure) -> Expr {
    let leftHeight = height
    if infix == .power { try checkMeasuredBase(left) }
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
      case .span, .open, .close, .comma, .dot, .dollar, .semicolon, .question: nil
      }
    case .word(.and): .and
    case .word(.or): .or
    case .word, .quotedName, .number, .period, .text, .pattern, .lineEnd, .blankLine, .end,
      .broken:
      nil
    }
  }

  /// postfix = primary { "default" [ "-" ] primary | conversion | extremum } ;
  mutating func parsePostfix() throws(Failure) -> Expr {
    var expr = try parsePrimary()
    while startsPostfix { expr = try parsePostfix(of: expr) }
    return expr
  }

  private var startsPostfix: Bool {
    switch current.keyword {
    case .default, .to: true
    case .in: startsSpokenConversion
    case .at: peek().keyword == .max || peek().keyword == .min
    default: false
    }
  }

  private mutating func parsePostfix(of expr: Expr) throws(Failure) -> Expr {
    let tallest = height
    let whole: Expr
    switch current.keyword {
    case .default: whole = try parseDefault(of: expr)
    case .at: whole = try parseExtremum(of: expr)
    case .in:
      echo("in \(text(of: peek()))", "to \(text(of: peek()))")
      whole = try parseConversion(of: expr)
    default: whole = try parseConversion(of: expr)
    }
    return try raised(whole, over: max(tallest, height))
  }

  private mutating func parseDefault(of expr: Expr) throws(Failure) -> Expr {
    advance()
    let fallback = try parseFallback()
    return Expr(.defaulting(expr, fallback), at: expr.range.joined(with: fallback.range))
  }

  private mutating func parseFallback() throws(Failure) -> Expr {
    let start = current.range
    guard at(.minus) else { return try parsePrimary() }
    advance()
    let operand = try parsePrimary()
    return try raised(Expr(.prefix(.minus, operand), at: range(from: start)), over: height)
  }
}
