import Records
import Syntax

extension Checker {
  mutating func call(_ call: Call, _ expr: Expr) throws(Diagnostic) -> TypedExpr {
    let name = call.name.text.lowercased()
    if let window = Window.Function(rawValue: name) { return try self.window(window, call, expr) }
    guard let function = Function(rawValue: name), !Checker.inner.contains(function) else {
      throw unknownFunction(call)
    }
    let range = expr.range
    switch function {
    case .lower, .upper, .trim: return try textCall(function, call, takes: 1...1, expr)
    case .length:
      let checked = try textCall(function, call, takes: 1...1, expr)
      return TypedExpr(checked.kind, .number(.plain), at: range)
    case .left, .right:
      try expect(2...2, call, expr)
      let text = try textArgument(call, 0)
      let count = try wholeArgument(call, 1, isSigned: false)
      return TypedExpr(.call(function, [text, count]), .text, at: range)
    case .replace: return try textCall(function, call, takes: 3...3, expr)
    case .split:
      let checked = try textCall(function, call, takes: 2...2, expr)
      guard case .call(_, let arguments) = checked.kind, case .constant = arguments[1].kind else {
        throw Diagnostic(
          "the separator of split is written in quotes, as in split(x, \";\")",
          at: call.arguments[1].range)
      }
      return TypedExpr(checked.kind, .list, at: range)
    case .abs:
      try expect(1...1, call, expr)
      let x = try numberArgument(call, 0)
      return TypedExpr(.call(.abs, [x]), x.type, at: range)
    case .round, .floor, .ceiling:
      try expect(1...(function == .round ? 2 : 1), call, expr)
      let x = try numberArgument(call, 0)
      var arguments = [x]
      if call.arguments.count == 2 { arguments.append(try places(call)) }
      return TypedExpr(.call(function, arguments), x.type, at: range)
    case .sqrt, .ln, .log10, .exp:
      try expect(1...1, call, expr)
      return TypedExpr(
        .call(function, [try plainArgument(call, 0)]), .number(.plain), at: range)
    case .mod:
      try expect(2...2, call, expr)
      let (a, b) = try alignedArguments(call)
      return TypedExpr(.call(.mod, [a, b]), a.type, at: range)
    case .larger, .smaller:
      try expect(2...2, call, expr)
      let (a, b) = try agreeing(call.arguments[0], call.arguments[1], joinedBy: name)
      for (index, side) in [a, b].enumerated() where side.type.numberType == nil {
        throw wrongArgument(call, index, side, needs: "numbers")
      }
      return TypedExpr(.call(function, [a, b]), a.type, at: range)
    case .total: return try total(call, expr)
    case .bin: return try bin(call, expr)
    case .size:
      try expect(1...1, call, expr)
      let list = try check(call.arguments[0])
      guard list.type == .list else {
        throw wrongArgument(call, 0, list, needs: "a list; length is of a text")
      }
      return TypedExpr(.call(.size, [list]), .number(.plain), at: range)
    case .number:
      try expect(1...1, call, expr)
      return TypedExpr(
        .call(.number, [try textArgument(call, 0)]), .number(.plain), at: range)
    case .text:
      try expect(1...1, call, expr)
      return TypedExpr(.call(.text, [try check(call.arguments[0])]), .text, at: range)
    case .date: return try date(call, expr)
    case .today:
      try expect(0...0, call, expr)
      return TypedExpr(.call(.today, []), .date, at: range)
    case .year:
      let argument = try dateArgument(call, expr)
      return TypedExpr(.call(.year, [argument]), .number(NumberType(style: .year)), at: range)
    case .quarter, .month, .week:
      return TypedExpr(.call(function, [try dateArgument(call, expr)]), .date, at: range)
    case .monthNumber, .quarterNumber, .weekNumber, .day, .weekday:
      return TypedExpr(
        .call(function, [try dateArgument(call, expr)]), .number(.plain), at: range)
    case .binEdges, .addDays, .addMonths, .daysBetween:
      preconditionFailure("these have no name of their own in the language")
    }
  }

  /// Made from operators and overloads; they cannot be called by name.
  private static let inner: [Function] = [.binEdges, .addDays, .addMonths, .daysBetween]

  private func unknownFunction(_ call: Call) -> Diagnostic {
    let name = call.name.text
    if name == "max" || name == "min" {
      let function = name == "max" ? "larger" : "smaller"
      return Diagnostic(
        "\(name) is of many records; of two values it is \(function)", at: call.name.range,
        fixes: [.init(range: call.name.range, replacement: function)])
    }
    let functions = Function.allCases.filter { !Checker.inner.contains($0) }.map(\.rawValue)
    let names = functions + AggregateFunction.allCases.map(\.rawValue) + Keywords.windows.sorted()
    let nearest = Suggestion.nearest(to: name, among: names)
    var message = "no function is named \(name)"
    if !nearest.isEmpty { message += "; nearest: \(nearest.joined(separator: ", "))" }
    return Diagnostic(
      message, at: call.name.range,
      fixes: nearest.prefix(1).map { .init(range: call.name.range, replacement: $0) })
  }

  // MARK: Arguments

  private func expect(
    _ counts: ClosedRange<Int>, _ call: Call, _ expr: Expr
  ) throws(Diagnostic) {
    if let extra = (call.along + call.per).first {
      throw Diagnostic(
        "along and per belong to windows, and \(call.name.text) is none", at: extra.range)
    }
    guard !counts.contains(call.arguments.count) else { return }
    let wanted =
      counts.lowerBound == counts.upperBound
      ? "\(counts.lowerBound)" : "\(counts.lowerBound) to \(counts.upperBound)"
    let noun = counts.upperBound == 1 ? "value" : "values"
    throw Diagnostic(
      "\(call.name.text) takes \(wanted) \(noun), and here are \(call.arguments.count)",
      at: expr.range)
  }

  private func wrongArgument(
    _ call: Call, _ index: Int, _ checked: TypedExpr, needs: String
  ) -> Diagnostic {
    Diagnostic(
      "\(call.name.text) takes \(needs), and \(Printer.text(of: call.arguments[index])) is "
        + checked.type.described, at: call.arguments[index].range)
  }

  private mutating func textArgument(_ call: Call, _ index: Int) throws(Diagnostic) -> TypedExpr {
    let checked = try check(call.arguments[index])
    guard checked.type == .text else {
      throw wrongArgument(call, index, checked, needs: "a text")
    }
    return checked
  }

  private mutating func numberArgument(_ call: Call, _ index: Int) throws(Diagnostic) -> TypedExpr {
    let checked = try check(call.arguments[index])
    guard checked.type.numberType != nil else {
      throw wrongArgument(call, index, checked, needs: "a number")
    }
    return checked
  }

  private mutating func plainArgument(_ call: Call, _ index: Int) throws(Diagnostic) -> TypedExpr {
    let checked = try numberArgument(call, index)
    guard checked.type.numberType?.unit.isNone == true else {
      throw wrongArgument(call, index, checked, needs: "a number without unit")
    }
    return checked
  }

  /// A count of characters: where it is written it is a whole number.
  private mutating func wholeArgument(
    _ call: Call, _ index: Int, isSigned: Bool
  ) throws(Diagnostic) -> TypedExpr {
    let checked = try plainArgument(call, index)
    if case .constant(.number(.exact(let decimal), _)) = checked.kind,
      decimal.rescaled(to: 0) == nil || (!isSigned && decimal.coefficient < 0)
    {
      throw Diagnostic(
        "\(call.name.text) takes a whole number\(isSigned ? "" : " from 0 on"), and "
          + "\(Printer.text(of: call.arguments[index])) is none", at: call.arguments[index].range)
    }
    return checked
  }

  private mutating func places(_ call: Call) throws(Diagnostic) -> TypedExpr {
    let checked = try wholeArgument(call, 1, isSigned: true)
    switch checked.kind {
    case .constant: return checked
    case .negate(let operand): if case .constant = operand.kind { return checked }
    default: break
    }
    throw Diagnostic(
      "the places of round are written as a number, as in round(x, 2)",
      at: call.arguments[1].range)
  }

  private mutating func textCall(
    _ function: Function, _ call: Call, takes counts: ClosedRange<Int>, _ expr: Expr
  ) throws(Diagnostic) -> TypedExpr {
    try expect(counts, call, expr)
    var arguments: [TypedExpr] = []
    for index in call.arguments.indices { arguments.append(try textArgument(call, index)) }
    return TypedExpr(.call(function, arguments), .text, at: expr.range)
  }

  private mutating func alignedArguments(
    _ call: Call
  ) throws(Diagnostic) -> (TypedExpr, TypedExpr) {
    let left = try numberArgument(call, 0)
    let right = try numberArgument(call, 1)
    return try aligned(
      (call.arguments[0], left), (call.arguments[1], right), for: call.name.text)
  }

  private mutating func total(_ call: Call, _ expr: Expr) throws(Diagnostic) -> TypedExpr {
    try expect(1...1_000, call, expr)
    let first = try numberArgument(call, 0)
    var arguments = [first]
    for index in call.arguments.indices.dropFirst() {
      let next = try numberArgument(call, index)
      let pair = try aligned(
        (call.arguments[0], first), (call.arguments[index], next), for: "total")
      arguments.append(pair.1)
    }
    return TypedExpr(.call(.total, arguments), first.type, at: expr.range)
  }

  private mutating func bin(_ call: Call, _ expr: Expr) throws(Diagnostic) -> TypedExpr {
    try expect(2...2, call, expr)
    let x = try numberArgument(call, 0)
    let edgeExprs = call.arguments[1].members
    var edges: [TypedExpr] = []
    for edge in edgeExprs {
      let checked = try check(edge)
      guard checked.type.numberType != nil, case .constant(.number(.exact, .exact)) = checked.kind
      else {
        throw Diagnostic("bin takes a width or edges written as numbers", at: edge.range)
      }
      edges.append(try aligned((call.arguments[0], x), (edge, checked), for: "bin").1)
    }
    guard edges.count > 1 else {
      guard let width = edges.first,
        case .constant(.number(.exact(let decimal), _)) = width.kind, decimal.coefficient > 0
      else {
        throw Diagnostic("the width of a bin is above 0", at: call.arguments[1].range)
      }
      return TypedExpr(.call(.bin, [x, width]), x.type, at: expr.range)
    }
    for (low, high) in zip(edges, edges.dropFirst()) {
      guard case .constant(.number(.exact(let a), _)) = low.kind,
        case .constant(.number(.exact(let b), _)) = high.kind, a.isOrdered(before: b)
      else {
        throw Diagnostic("the edges of bins rise from each to the next", at: high.range)
      }
    }
    return TypedExpr(.call(.binEdges, [x] + edges), x.type, at: expr.range)
  }

  // MARK: Dates

  private mutating func dateArgument(_ call: Call, _ expr: Expr) throws(Diagnostic) -> TypedExpr {
    try expect(1...1, call, expr)
    let checked = asYear(try check(call.arguments[0]))
    guard checked.type == .date || checked.type == .dateTime else {
      if checked.type.numberType?.style == .year {
        throw Diagnostic(
          "\(Printer.text(of: call.arguments[0])) is a year already, and holds no "
            + call.name.text.replacingUnderscores, at: call.arguments[0].range)
      }
      throw wrongArgument(call, 0, checked, needs: "a date")
    }
    return checked
  }

  private mutating func date(_ call: Call, _ expr: Expr) throws(Diagnostic) -> TypedExpr {
    try expect(1...2, call, expr)
    let checked = try check(call.arguments[0])
    if checked.type == .dateTime, call.arguments.count == 1 {
      return TypedExpr(.call(.date, [checked]), .date, at: expr.range)
    }
    var arguments = [try textArgument(call, 0)]
    if call.arguments.count == 2 {
      let format = try textArgument(call, 1)
      guard case .constant(.text(let pattern)) = format.kind else {
        throw Diagnostic("the form of a date is written in quotes", at: call.arguments[1].range)
      }
      guard DateFormat(pattern) != nil else {
        throw Diagnostic(
          "\(pattern) is no form of a date; one has YYYY, MM and DD, as in \"DD/MM/YYYY\"",
          at: call.arguments[1].range)
      }
      arguments.append(format)
    }
    return TypedExpr(.call(.date, arguments), .date, at: expr.range)
  }
}

extension String {
  fileprivate var replacingUnderscores: String { String(map { $0 == "_" ? " " : $0 }) }
}
