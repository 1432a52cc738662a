/// An operator, a bracket or a mark, however it was typed.
enum Sign: String, CaseIterable {
  case equal = "="
  case unequal = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divide = "/"
  case power = "^"
  case join = "&"
  case span = ".."
  case open = "("
  case close = ")"
  case comma = ","
  case dot = "."
  case dollar = "$"
  case semicolon = ";"
  case question = "?"

  /// Whether the sign asks for an operand on both sides.
  var isBetweenOperands: Bool {
    switch self {
    case .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual, .plus, .minus, .times,
      .divide, .power, .join, .span, .comma:
      true
    case .open, .close, .dot, .dollar, .semicolon, .question:
      false
    }
  }
}
