extension Printer {
  /// What is still to be written when the left operand is.
  private enum Tail {
    case bracket
    case infix(InfixOperator, Expr)
    case test(Test, isNegated: Bool)
    case fallback(Expr)
    case unit(UnitPhrase)
    case extremum(Aggregate)
  }

  mutating func write(_ expr: Expr, _ minimum: Precedence) {
    var tails: [Tail] = []
    var node = expr
    var minimum = minimum
    var isMeasuredBase = false
    descent: while true {
      if node.precedence < minimum || isMeasuredBase {
        write("(")
        tails.append(.bracket)
      }
      switch node.kind {
      case .infix(let infix, _, let left, let right):
        tails.append(.infix(infix, right))
        if infix == .power, case .number(let number) = left.kind {
          isMeasuredBase = number.unit != nil
        }
        minimum =
          switch infix.precedence {
          case .power: .postfix
          case .comparison: .joining
          default: infix.precedence
          }
        node = left
      case .test(let subject, let test, let isNegated, _):
        tails.append(.test(test, isNegated: isNegated))
        minimum = .joining
        node = subject
      case .defaulting(let value, let fallback):
        tails.append(.fallback(fallback))
        minimum = .postfix
        node = value
      case .converting(let value, let unit):
        tails.append(.unit(unit))
        minimum = .postfix
        node = value
      case .aggregate(let aggregate) where aggregate.at != nil && !aggregate.operands.isEmpty:
        tails.append(.extremum(aggregate))
        minimum = .postfix
        node = aggregate.operands[0]
      case .number, .text, .period, .pattern, .name, .parameter, .list, .range, .prefix,
        .aggregate, .call, .conditional, .query:
        writeLeaf(node)
        break descent
      }
    }
    while let tail = tails.popLast() { write(tail, before: tails.last) }
  }

  private mutating func write(_ tail: Tail, before next: Tail?) {
    switch tail {
    case .bracket: write(")")
    case .infix(let infix, let right):
      write(" \(infix.rawValue) ")
      write(right, infix == .power ? .minus : infix.precedence.next)
    case .test(let test, let isNegated): write(test, isNegated: isNegated)
    case .fallback(let fallback):
      write(" default ")
      if case .prefix(.minus, let operand) = fallback.kind {
        write("-")
        write(operand, .primary)
      } else {
        write(fallback, .primary)
      }
    case .unit(let unit):
      let needsBrackets = unit.factors.count > 1 || takesUnit(next)
      write(needsBrackets ? " to (" : " to ")
      write(unit)
      if needsBrackets { write(")") }
    case .extremum(let aggregate):
      write(" at \(aggregate.at?.rawValue ?? "max")")
      writeBody(of: aggregate, Array(aggregate.operands.dropFirst()))
    }
  }

  /// Whether an operator after a unit would be read as a part of it.
  private func takesUnit(_ tail: Tail?) -> Bool {
    if case .infix(let infix, _) = tail { infix == .divide || infix == .power } else { false }
  }

  private mutating func writeLeaf(_ expr: Expr) {
    switch expr.kind {
    case .number(let number): write(number)
    case .text(let text): write(Self.quoted(text))
    case .period(let period): write(period.text)
    case .pattern(let pattern, let ignoresCase):
      write(Self.text(ofPattern: pattern, ignoresCase: ignoresCase))
    case .name(let name, let qualifier):
      if let qualifier {
        write(qualifier)
        write(".")
      }
      write(name)
    case .parameter(let name):
      write("$")
      write(name)
    case .list(let elements): writeList(elements)
    case .range(let low, let high):
      writeScaled([low, high]) { printer in
        printer.write(low, .joining)
        printer.write("..")
        printer.write(high, .joining)
      }
    case .prefix(.minus, let operand):
      write("-")
      write(operand, .power)
    case .prefix(.not, let operand):
      write("not ")
      write(operand, .negation)
    case .aggregate(let aggregate):
      write(aggregate.function.rawValue)
      writeBody(of: aggregate, aggregate.operands)
    case .call(let call): write(call)
    case .conditional(let condition, let first, let second):
      write("if ")
      write(condition, .conditional)
      write(" then ")
      write(first, .conditional)
      write(" else ")
      write(second, .conditional)
    case .query(let query):
      write("(")
      write(query)
      write(")")
    case .infix, .test, .defaulting, .converting:
      preconditionFailure("the descent goes through these")
    }
  }

  private mutating func writeList(_ elements: [Expr]) {
    write("(")
    writeScaled(elements) { printer in
      printer.write(list: elements) { $0.write($1, .conditional) }
    }
    write(")")
  }

  private mutating func write(_ test: Test, isNegated: Bool) {
    write(" ")
    let not = isNegated ? "not " : ""
    switch test {
    case .between(let low, let high):
      write("\(not)between ")
      writeScaled([low, high]) { printer in
        printer.write(low, .joining)
        printer.write(" and ")
        printer.write(high, .joining)
      }
    case .isIn(let set):
      write("\(not)in ")
      write(set, .joining)
    case .contains(let operand): write("\(not)contains ", operand)
    case .startsWith(let operand): write("\(not)starts with ", operand)
    case .endsWith(let operand): write("\(not)ends with ", operand)
    case .matches(let pattern): write("\(not)matches ", pattern)
    case .isMissing: write("is \(not)missing")
    case .isExact: write("is \(not)exact")
    case .has(let operand): write("\(not)has ", operand)
    case .hasAny(let values):
      write("\(not)has any ")
      writeList(values)
    case .hasAll(let values):
      write("\(not)has all ")
      writeList(values)
    case .within(let values):
      write("\(not)within ")
      writeList(values)
    }
  }

  private mutating func write(_ words: String, _ operand: Expr) {
    write(words)
    write(operand, .joining)
  }

  private mutating func write(_ call: Call) {
    write(call.name)
    write("(")
    write(list: call.arguments) { $0.write($1, .conditional) }
    var needsSpace = !call.arguments.isEmpty
    for (word, keys) in [("along ", call.along), ("per ", call.per)] where !keys.isEmpty {
      write(needsSpace ? " \(word)" : word)
      write(list: keys) { $0.write($1, .conditional) }
      needsSpace = true
    }
    write(")")
  }
}

extension Expr {
  var precedence: Precedence {
    switch kind {
    case .conditional: .conditional
    case .infix(let infix, _, _, _): infix.precedence
    case .prefix(.not, _): .negation
    case .prefix(.minus, _): .minus
    case .test: .comparison
    case .defaulting, .converting: .postfix
    case .aggregate(let aggregate): aggregate.at == nil ? .primary : .postfix
    case .range: .joining
    case .number, .text, .period, .pattern, .name, .parameter, .list, .call, .query: .primary
    }
  }
}
