import Records
import Semantics
import Syntax

/// Makes checked expressions ready for one input.
struct Preparer {
  let run: Run
  let stage: StageContext
  let subject: Subject

  init(_ run: Run, _ stage: StageContext, over set: RecordSet) {
    self.run = run
    self.stage = stage
    subject = Subject(set)
  }

  func nodes(_ exprs: [TypedExpr]) throws(ExecutionError) -> [Node] {
    var result: [Node] = []
    for expr in exprs { result.append(try node(expr)) }
    return result
  }

  func node(_ expr: TypedExpr) throws(ExecutionError) -> Node {
    switch expr.kind {
    case .column(let index): return ColumnNode(expr, subject, subject.set.fields[index].column)
    case .constant(let value): return ConstantNode(expr, subject, value)
    case .negate(let x): return NegationNode(expr, subject, try node(x))
    case .arithmetic(let operation, let a, let b):
      return ArithmeticNode(expr, subject, operation, try node(a), try node(b))
    case .scaled(let x, let ratio): return ScaledNode(expr, subject, try node(x), ratio)
    case .concatenated(let a, let b):
      return JoinedTextNode(expr, subject, try written(a), try written(b))
    case .comparison(let comparison, let a, let b):
      return try self.comparison(expr, comparison, a, b)
    case .both(let a, let b):
      return LogicNode(expr, subject, try node(a), try node(b), isEither: false)
    case .either(let a, let b):
      return LogicNode(expr, subject, try node(a), try node(b), isEither: true)
    case .complement(let x): return ComplementNode(expr, subject, try node(x))
    case .isIn(let x, let values): return try membership(expr, x, values)
    case .isWithin(let x, let low, let high, let opensAtMissing):
      return WithinNode(
        expr, subject, try node(x), low: try node(low), high: try node(high),
        opensAtMissing: opensAtMissing)
    case .isInAnswer(let x, let plan):
      return try membership(expr, x, try stage.members(of: plan, run))
    case .textTest(let test, let a, let b): return try textTest(expr, test, a, b)
    case .matches(let x, let pattern, let ignoresCase):
      return try matches(expr, x, pattern, ignoresCase: ignoresCase)
    case .listTest(let test, let x, let texts):
      return CodePredicateNode(
        expr, subject, try node(x), .list { test.holds($0, texts) }, run, stage)
    case .isMissing(let x): return MissingNode(expr, subject, try node(x))
    case .isExact(let x): return ExactNode(expr, subject, try node(x))
    case .isUndecided(let comparison, let a, let b):
      return UndecidedNode(expr, subject, comparison, try node(a), try node(b))
    case .isLonger(let x, let other):
      return LongerNode(expr, subject, try node(x), try node(other))
    case .call(let function, let arguments): return try call(expr, function, arguments)
    case .conditional(let condition, let chosen, let other):
      return ConditionalNode(
        expr, subject, try node(condition), try node(chosen), try node(other),
        tested: try nodes(condition.testedOperands))
    case .defaulting(let x, let filler):
      return DefaultNode(expr, subject, try node(x), try node(filler))
    case .atDigits(let x, let digits):
      let operand = try node(x)
      guard operand.form == .double else { return operand }
      return RoundingNode(expr, subject, operand, .places(digits, .nearest))
    case .scalar(let plan): return ConstantNode(expr, subject, try stage.value(of: plan, run))
    }
  }

  /// An operand of `&` as a text.
  private func written(_ expr: TypedExpr) throws(ExecutionError) -> Node {
    let node = try node(expr)
    return expr.type == .text ? node : WrittenNode(expr, subject, node)
  }

  // MARK: Conditions

  private func comparison(
    _ expr: TypedExpr, _ comparison: Comparison, _ a: TypedExpr, _ b: TypedExpr
  ) throws(ExecutionError) -> Node {
    let left = try node(a)
    let right = try node(b)
    if let constant = right as? ConstantNode, !(left is ConstantNode),
      let question = question(comparison, constant.value)
    {
      return CodePredicateNode(expr, subject, left, question, run, stage)
    }
    if let constant = left as? ConstantNode, !(right is ConstantNode),
      let question = question(comparison.mirrored, constant.value)
    {
      return CodePredicateNode(expr, subject, right, question, run, stage)
    }
    return ComparisonNode(expr, subject, comparison, left, right)
  }

  private func question(
    _ comparison: Comparison, _ value: Value
  ) -> CodePredicateNode.Question? {
    switch value {
    case .text(let text):
      switch comparison {
      case .equal: return .text(.equal(text, isEqual: true))
      case .unequal: return .text(.equal(text, isEqual: false))
      case .less, .lessOrEqual, .greater, .greaterOrEqual: break
      }
      let other = Array(text.utf8)
      return .text(
        .test {
          { bytes in
            other.withUnsafeBufferPointer {
              comparison.holds(order: TextSource.compare(bytes, $0))
            }
          }
        })
    case .list(let texts):
      let other = Set(texts)
      return .list { (Set($0) == other) == (comparison == .equal) }
    case .missing, .number, .yesNo, .period, .moment: return nil
    }
  }

  private func membership(
    _ expr: TypedExpr, _ x: TypedExpr, _ values: [Value]
  ) throws(ExecutionError) -> Node {
    let operand = try node(x)
    switch x.type {
    case .text:
      let texts = Set(
        values.compactMap { value in if case .text(let text) = value { text } else { nil } })
      return CodePredicateNode(
        expr, subject, operand,
        .text(.test { { texts.contains(String(decoding: $0, as: UTF8.self)) } }), run, stage)
    case .list:
      let lists = Set(
        values.compactMap { value in if case .list(let list) = value { Set(list) } else { nil } })
      return CodePredicateNode(
        expr, subject, operand, .list { lists.contains(Set($0)) }, run, stage)
    case .number, .yesNo, .date, .dateTime:
      return MembershipNode(expr, subject, operand, values)
    }
  }

  private func textTest(
    _ expr: TypedExpr, _ test: TextTest, _ a: TypedExpr, _ b: TypedExpr
  ) throws(ExecutionError) -> Node {
    let left = try node(a)
    let right = try node(b)
    if let constant = right as? ConstantNode, case .text(let text) = constant.value {
      let needle = FoldedText(text)
      let question: TextQuestion =
        test == .contains ? .contains(needle) : .test { { needle.meets(test, $0) } }
      return CodePredicateNode(expr, subject, left, .text(question), run, stage)
    }
    return TextTestNode(expr, subject, test, left, right)
  }

  private func matches(
    _ expr: TypedExpr, _ x: TypedExpr, _ text: String, ignoresCase: Bool
  ) throws(ExecutionError) -> Node {
    let operand = try node(x)
    do {
      let pattern = try Pattern(text, ignoresCase: ignoresCase)
      return CodePredicateNode(expr, subject, operand, .text(.matches(pattern)), run, stage)
    } catch {
      throw .failed(Diagnostic(error.message, at: expr.range))
    }
  }
}

extension ListTest {
  func holds(_ members: [String], _ texts: [String]) -> Bool {
    switch self {
    case .has, .hasAll: texts.allSatisfy(members.contains)
    case .hasAny: texts.contains(where: members.contains)
    case .within: members.allSatisfy(texts.contains)
    }
  }
}

extension TypedExpr {
  /// What the comparisons and tests of a condition read: where one of these is missing, the
  /// condition met missing.
  var testedOperands: [TypedExpr] {
    switch kind {
    case .comparison(_, let a, let b), .textTest(_, let a, let b), .isUndecided(_, let a, let b):
      return [a, b].filter { !$0.isConstant }
    case .both(let a, let b), .either(let a, let b): return a.testedOperands + b.testedOperands
    case .complement(let x): return x.testedOperands
    case .isIn(let x, _), .isInAnswer(let x, _), .matches(let x, _, _), .listTest(_, let x, _),
      .isWithin(let x, _, _, _):
      return [x]
    case .isLonger(let x, let other): return [x, other].filter { !$0.isConstant }
    case .column: return [self]
    case .isMissing, .isExact, .constant, .negate, .arithmetic, .scaled, .concatenated, .call,
      .conditional, .defaulting, .atDigits, .scalar:
      return []
    }
  }

  private var isConstant: Bool {
    switch kind {
    case .constant, .scalar: true
    default: false
    }
  }
}
