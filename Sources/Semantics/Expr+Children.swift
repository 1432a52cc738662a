import Syntax

extension Expr {
  /// The expressions directly inside this one; a query in brackets is closed.
  var children: [Expr] {
    switch kind {
    case .number, .text, .period, .pattern, .name, .parameter, .query: []
    case .list(let members): members
    case .range(let low, let high): [low, high]
    case .prefix(_, let operand): [operand]
    case .infix(_, _, let left, let right): [left, right]
    case .test(let subject, let test, _, _): [subject] + test.operands
    case .aggregate(let aggregate):
      aggregate.operands + (aggregate.filter.map { [$0] } ?? []) + aggregate.per
    case .call(let call): call.arguments + call.along + call.per
    case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
    case .defaulting(let operand, let fallback): [operand, fallback]
    case .converting(let operand, _): [operand]
    }
  }
}

extension Test {
  var operands: [Expr] {
    switch self {
    case .between(let low, let high): [low, high]
    case .isIn(let operand), .contains(let operand), .startsWith(let operand),
      .endsWith(let operand), .matches(let operand), .has(let operand):
      [operand]
    case .isMissing, .isExact: []
    case .hasAny(let operands), .hasAll(let operands), .within(let operands): operands
    }
  }
}
