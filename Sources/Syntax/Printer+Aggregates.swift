import Numerals

extension Printer {
  /// What stands after the word of an aggregate: one operand, or brackets.
  mutating func writeBody(of aggregate: Aggregate, _ operands: [Expr]) {
    if aggregate.isDistinct { write(" distinct") }
    if aggregate.isEvery { write(" every") }
    let hasWithin =
      aggregate.filter != nil || !aggregate.per.isEmpty || aggregate.oncePer.count > 1
      || !aggregate.oncePer.isEmpty && !(operands.first.map(Self.standsAlone) ?? false)
    if operands.isEmpty, !hasWithin {
      if aggregate.isCall { write(" (*)") }
      return
    }
    if operands.count == 1, !hasWithin {
      writeOperand(operands[0])
      if let key = aggregate.oncePer.first {
        write(" once per ")
        write(key)
      }
      return
    }
    write(operands.count > 1 ? "(" : " (")
    write(list: operands) { $0.write($1, .conditional) }
    writeWithin(aggregate, needsSpace: !operands.isEmpty)
    write(")")
  }

  private mutating func writeWithin(_ aggregate: Aggregate, needsSpace: Bool) {
    var space = needsSpace ? " " : ""
    if let filter = aggregate.filter {
      write("\(space)where ")
      write(filter, .conditional)
      space = " "
    }
    if !aggregate.per.isEmpty {
      write("\(space)per ")
      write(list: aggregate.per) { $0.write($1, .conditional) }
      space = " "
    }
    if !aggregate.oncePer.isEmpty {
      write("\(space)once per ")
      write(list: aggregate.oncePer) { $0.write($1) }
    }
  }

  /// Whether an operand needs no brackets after the word of its aggregate.
  private static func standsAlone(_ operand: Expr) -> Bool {
    switch operand.kind {
    case .number(let number): number.bound == .exact
    case .text, .period, .name, .parameter, .call: true
    case .aggregate, .list, .query, .range, .pattern, .prefix, .infix, .test, .conditional,
      .defaulting, .converting:
      false
    }
  }

  private mutating func writeOperand(_ operand: Expr) {
    let standsAlone = Self.standsAlone(operand)
    write(standsAlone ? " " : " (")
    write(operand, .conditional)
    if !standsAlone { write(")") }
  }
}
