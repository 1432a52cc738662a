extension TypedExpr {
  /// The same expression over an input whose columns stand elsewhere.
  package func renumbered(_ place: (Int) -> Int) -> TypedExpr {
    TypedExpr(renumberedKind(place), type, at: range)
  }

  private func renumberedKind(_ place: (Int) -> Int) -> Kind {
    switch kind {
    case .column(let index): .column(place(index))
    case .constant, .scalar: kind
    case .negate(let x): .negate(x.renumbered(place))
    case .arithmetic(let operation, let a, let b):
      .arithmetic(operation, a.renumbered(place), b.renumbered(place))
    case .scaled(let x, let ratio): .scaled(x.renumbered(place), by: ratio)
    case .concatenated(let a, let b): .concatenated(a.renumbered(place), b.renumbered(place))
    case .comparison(let comparison, let a, let b):
      .comparison(comparison, a.renumbered(place), b.renumbered(place))
    case .both(let a, let b): .both(a.renumbered(place), b.renumbered(place))
    case .either(let a, let b): .either(a.renumbered(place), b.renumbered(place))
    case .complement(let x): .complement(x.renumbered(place))
    case .isIn(let x, let values): .isIn(x.renumbered(place), values)
    case .isWithin(let x, let low, let high, let opens):
      .isWithin(
        x.renumbered(place), low: low.renumbered(place), high: high.renumbered(place),
        opensAtMissing: opens)
    case .isInAnswer(let x, let plan): .isInAnswer(x.renumbered(place), plan)
    case .textTest(let test, let a, let b):
      .textTest(test, a.renumbered(place), b.renumbered(place))
    case .matches(let x, let pattern, let ignoresCase):
      .matches(x.renumbered(place), pattern: pattern, ignoresCase: ignoresCase)
    case .listTest(let test, let x, let texts): .listTest(test, x.renumbered(place), texts)
    case .isMissing(let x): .isMissing(x.renumbered(place))
    case .isExact(let x): .isExact(x.renumbered(place))
    case .isUndecided(let comparison, let a, let b):
      .isUndecided(comparison, a.renumbered(place), b.renumbered(place))
    case .isLonger(let x, let other):
      .isLonger(x.renumbered(place), than: other.renumbered(place))
    case .call(let function, let arguments):
      .call(function, arguments.map { $0.renumbered(place) })
    case .conditional(let condition, let a, let b):
      .conditional(
        condition.renumbered(place), then: a.renumbered(place), else: b.renumbered(place))
    case .defaulting(let x, let other): .defaulting(x.renumbered(place), other.renumbered(place))
    case .atDigits(let x, let digits): .atDigits(x.renumbered(place), digits)
    }
  }
}

extension PlanStep {
  func renumbered(_ place: (Int) -> Int) -> PlanStep {
    switch self {
    case .filter(var filter):
      filter.predicate = filter.predicate.renumbered(place)
      filter.parts = filter.parts.map {
        Filter.Part(text: $0.text, predicate: $0.predicate.renumbered(place))
      }
      filter.watches = filter.watches.map {
        Watch($0.kind, predicate: $0.predicate.renumbered(place))
      }
      return .filter(filter)
    case .figures(let figures):
      return .figures(
        figures.map { figure in
          RecordFigure(
            call: figure.call.renumbered(place), per: figure.per.map { $0.renumbered(place) })
        })
    case .summarise(let summary):
      let keys = summary.keys.map {
        Summary.Key(expr: $0.expr.renumbered(place), isEach: $0.isEach, name: $0.name)
      }
      return .summarise(
        Summary(keys: keys, aggregates: summary.aggregates.map { $0.renumbered(place) }))
    case .windows(let windows): return .windows(windows.map { $0.renumbered(place) })
    case .project(let projection):
      let items = projection.items.map {
        Projection.Item(expr: $0.expr.renumbered(place), name: $0.name)
      }
      return .project(Projection(items: items, keepsRecords: projection.keepsRecords))
    case .across(var across):
      across.key.expr = across.key.expr.renumbered(place)
      return .across(across)
    // An append stands alone in its stage; totals are of aggregates, which have their places.
    case .join, .fill, .totals, .unpivot, .compare, .distinct, .limit, .append: return self
    case .sort(let terms): return .sort(terms.map { $0.renumbered(place) })
    case .top(var top):
      top.term = top.term.renumbered(place)
      top.per = top.per.map { $0.renumbered(place) }
      return .top(top)
    }
  }
}

extension AggregateCall {
  func renumbered(_ place: (Int) -> Int) -> AggregateCall {
    var call = self
    call.operands = operands.map { $0.renumbered(place) }
    call.filter = filter.map { $0.renumbered(place) }
    call.oncePer = oncePer.map { $0.renumbered(place) }
    return call
  }
}

extension SortTerm {
  func renumbered(_ place: (Int) -> Int) -> SortTerm {
    SortTerm(expr: expr.renumbered(place), isDescending: isDescending, text: text)
  }
}

extension Window {
  func renumbered(_ place: (Int) -> Int) -> Window {
    var window = self
    window.operand = operand.map { $0.renumbered(place) }
    window.order = order.map { $0.renumbered(place) }
    window.per = per.map { $0.renumbered(place) }
    return window
  }
}
