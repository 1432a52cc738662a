extension TypedExpr {
  /// The expressions that stand directly inside this one.
  package var children: [TypedExpr] {
    switch kind {
    case .column, .constant, .scalar: []
    case .negate(let x), .scaled(let x, _), .complement(let x), .isIn(let x, _),
      .isInAnswer(let x, _), .matches(let x, _, _), .listTest(_, let x, _), .isMissing(let x),
      .isExact(let x), .atDigits(let x, _):
      [x]
    case .arithmetic(_, let a, let b), .concatenated(let a, let b), .comparison(_, let a, let b),
      .both(let a, let b), .either(let a, let b), .textTest(_, let a, let b),
      .isUndecided(_, let a, let b), .isLonger(let a, let b), .defaulting(let a, let b):
      [a, b]
    case .isWithin(let x, let low, let high, _): [x, low, high]
    case .conditional(let c, let a, let b): [c, a, b]
    case .call(_, let arguments): arguments
    }
  }

  /// The columns of the input that it reads.
  package var columns: Set<Int> {
    if case .column(let index) = kind { return [index] }
    return children.reduce(into: []) { $0.formUnion($1.columns) }
  }
}
