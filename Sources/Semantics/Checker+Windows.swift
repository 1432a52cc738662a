import Records
import Syntax

/// Windows: functions over the rows of an answer.
extension Checker {
  mutating func window(
    _ function: Window.Function, _ call: Call, _ expr: Expr
  ) throws(Diagnostic) -> TypedExpr {
    if isTesting { throw windowInCondition(Printer.text(of: expr), of: expr) }
    if place == .record { throw windowAmongRecords(expr) }
    if isDistinctShow { throw windowBesideDistinct(expr) }
    try checkArguments(function, call, expr)
    var operand: TypedExpr?
    if let argument = call.arguments.first {
      let checked = try check(argument)
      try checkOperand(checked, argument, of: function, call)
      operand = checked
    }
    var window = Window(
      function, operand: operand, text: Printer.text(of: expr),
      type: windowType(function, operand), at: expr.range)
    if place == .shown, let operand { window.strands = records.strands(of: readingKeys([operand])) }
    if call.arguments.count == 2 { window.count = try rowCount(call.arguments[1], function) }
    for key in call.per { window.per.append(try check(key)) }
    var followsSort = false
    if function.needsOrder { followsSort = try setOrder(of: &window, call, expr) }
    let index = windows.firstIndex(of: window) ?? windows.count
    if index == windows.count {
      windows.append(window)
      if followsSort { sortedWindows.insert(index) }
    }
    return TypedExpr(.column(Checker.windowBase + index), window.type, at: expr.range)
  }

  private func checkArguments(
    _ function: Window.Function, _ call: Call, _ expr: Expr
  ) throws(Diagnostic) {
    let counts: ClosedRange<Int> =
      switch function {
      case .rowNumber: 0...0
      case .running, .change, .growth, .rank, .share: 1...1
      case .previous, .next: 1...2
      case .movingAverage: 2...2
      }
    guard counts.contains(call.arguments.count) else {
      let example =
        switch function {
        case .rowNumber: "row_number()"
        case .previous, .next: "\(function.rawValue)(x) or \(function.rawValue)(x, 2)"
        case .movingAverage:
          "moving_average(x, 3), with along behind: moving_average(x, 3 along day)"
        case .running, .change, .growth, .rank, .share: "\(function.rawValue)(x)"
        }
      throw Diagnostic("\(function.rawValue) is written \(example)", at: expr.range)
    }
    guard !function.needsOrder, let along = call.along.first else { return }
    var plain = call
    plain.along = []
    let text = Printer.text(of: Expr(.call(plain), at: expr.range))
    throw Diagnostic(
      function == .rank
        ? "rank orders by what it ranks, so along has nothing to say"
        : "share is of a whole, which needs no order", at: along.range,
      fixes: [.init(range: expr.range, replacement: text)])
  }

  private func checkOperand(
    _ checked: TypedExpr, _ argument: Expr, of function: Window.Function, _ call: Call
  ) throws(Diagnostic) {
    let text = Printer.text(of: argument)
    switch function {
    case .running, .change, .growth, .movingAverage, .share:
      guard checked.type.numberType != nil else {
        throw Diagnostic(
          "\(function.rawValue) needs numbers, and \(text) is \(checked.type.described)",
          at: argument.range)
      }
    case .rank:
      if checked.type == .list || checked.type == .yesNo {
        throw Diagnostic(
          "rank needs an order, and \(text) is \(checked.type.described)", at: argument.range)
      }
    case .previous, .next, .rowNumber: break
    }
    guard case .scalar = checked.kind else { return }
    throw Diagnostic(
      "\(text) is of the whole set here, so it is the same in every row", at: argument.range,
      notes: ["of each row it is the field alone, as in \(function.rawValue)(funds)"])
  }

  private func windowType(_ function: Window.Function, _ operand: TypedExpr?) -> ValueType {
    switch function {
    case .rowNumber, .rank: return .number(.plain)
    case .previous, .next: return operand?.type ?? .number(.plain)
    case .growth, .share: return .number(NumberType(style: .percent))
    case .running, .change, .movingAverage:
      var type = operand?.type.numberType ?? .plain
      if type.style == .year { type.style = .plain }
      return .number(type)
    }
  }

  private mutating func rowCount(
    _ expr: Expr, _ function: Window.Function
  ) throws(Diagnostic) -> Int {
    let checked = try check(expr)
    guard case .constant(.number(.exact(let decimal), .exact)) = checked.kind,
      checked.type.numberType?.unit.isNone == true, let whole = decimal.rescaled(to: 0),
      whole >= 1, whole <= 1_000_000
    else {
      throw Diagnostic(
        "\(function.rawValue) takes a whole number of rows from 1 on, and "
          + "\(Printer.text(of: expr)) is none", at: expr.range)
    }
    return Int(whole)
  }

  // MARK: Where no window stands

  /// A window in a condition; `named` is the item or the call that stands there.
  func windowInCondition(_ named: String?, of expr: Expr) -> Diagnostic {
    Diagnostic(
      "\(named ?? Printer.text(of: expr)) looks at the rows that where leaves, so it is tested "
        + "after then", at: expr.range,
      notes: [
        "named with as it is a column of the answer: … rank(funds) as place then where place <= 3"
      ])
  }

  private func windowAmongRecords(_ expr: Expr) -> Diagnostic {
    Diagnostic(
      "\(Printer.text(of: expr)) looks at the rows of the answer, and here records are taken one "
        + "by one", at: expr.range,
      notes: [
        "named with as it can be used after then: show *, \(Printer.text(of: expr)) as place "
          + "then …"
      ])
  }

  private func windowBesideDistinct(_ expr: Expr) -> Diagnostic {
    let text = Printer.text(of: expr)
    return Diagnostic(
      "distinct takes rows away, and \(text) could look at them before or after", at: expr.range,
      notes: ["after: show distinct … then add \(text)"])
  }

  /// Whether a window stands in an expression, also inside what it names.
  func containsWindow(
    _ expr: Expr, definitions: [String: Catalog.Definition]? = nil
  ) -> Bool {
    let definitions = definitions ?? self.definitions
    switch expr.kind {
    case .call(let call) where Window.Function(rawValue: call.name.text) != nil: return true
    case .name(let name, nil):
      if windowNames.contains(name.text) { return true }
      guard let definition = definitions[name.text], case .expression(let body) = definition.body
      else { return false }
      return containsWindow(body, definitions: definition.earlier)
    default:
      return expr.children.contains { containsWindow($0, definitions: definitions) }
    }
  }
}
