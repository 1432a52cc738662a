import Records
import Syntax

extension Checker {
  /// Top, then sort, then limit.
  mutating func ordering(
    _ clauses: Clauses, firstMeasure: TypedExpr?, of items: [Item]
  ) throws(Diagnostic) -> [PlanStep] {
    var steps: [PlanStep] = []
    prefersAliases = true
    defer { prefersAliases = false }
    if let top = clauses.top {
      steps.append(.top(try self.top(top, clauses, firstMeasure: firstMeasure, of: items)))
    }
    if !clauses.sort.isEmpty {
      var terms: [SortTerm] = []
      for key in clauses.sort {
        terms.append(try term(key.expr, isDescending: key.isDescending))
      }
      steps.append(.sort(terms))
    }
    if let limit = clauses.limit {
      let offset = try limit.offset.map(count) ?? 0
      steps.append(.limit(count: try count(limit.count), offset: offset))
    }
    return steps
  }

  private mutating func term(_ expr: Expr, isDescending: Bool) throws(Diagnostic) -> SortTerm {
    if let column = column(named: expr) {
      return SortTerm(expr: column, isDescending: isDescending, text: Printer.text(of: expr))
    }
    let checked = try check(expr)
    if isConstant(checked) {
      throw Diagnostic(
        "\(Printer.text(of: expr)) is the same for every row, so it orders nothing",
        at: expr.range)
    }
    return SortTerm(expr: checked, isDescending: isDescending, text: Printer.text(of: expr))
  }

  private func isConstant(_ expr: TypedExpr) -> Bool { expr.columns.isEmpty }

  /// A number or a period is the same for every row, unless a column is called so.
  private func column(named expr: Expr) -> TypedExpr? {
    switch expr.kind {
    case .number, .period: break
    default: return nil
    }
    let name = Name(Printer.text(of: expr), at: expr.range)
    guard let index = scope.index(of: name) else { return nil }
    return TypedExpr(.column(index), scope.fields[index].type, at: expr.range)
  }

  private mutating func top(
    _ top: Clauses.Top, _ clauses: Clauses, firstMeasure: TypedExpr?, of items: [Item]
  ) throws(Diagnostic) -> Top {
    let word = top.isBottom ? "bottom" : "top"
    let term: SortTerm
    if let by = top.by {
      term = try self.term(by, isDescending: !top.isBottom)
    } else if let firstMeasure, let item = items.first {
      let text = item.alias?.text ?? Printer.text(of: item.expr)
      term = SortTerm(expr: firstMeasure, isDescending: !top.isBottom, text: text)
      if items.count > 1 {
        note(.firstMeasureRanks, "\(word) is by the first measure, \(text)")
      }
    } else {
      let numbers = scope.fields.filter { $0.type.numberType != nil }
      let number = numbers.first { $0.type.numberType?.style != .year } ?? numbers.first
      let example = (number?.name ?? "funds").asName
      throw Diagnostic(
        "\(word) needs by: what should the rows be ranked by?", at: top.range,
        fixes: [
          .init(
            range: SourceRange(start: top.range.end, end: top.range.end),
            replacement: " by \(example)")
        ])
    }
    noteRankOrder(term, top)
    var per: [TypedExpr] = []
    for name in top.per { per.append(try check(Expr(.name(name, qualifier: nil), at: name.range))) }
    let keepsTies = clauses.with.contains { $0.word == .ties }
    let rest = clauses.with.contains { $0.word == .rest } ? beside : nil
    return Top(
      count: try count(top.count), term: term, per: per, keepsTies: keepsTies, rest: rest)
  }

  /// The largest place by rank is the last one.
  private mutating func noteRankOrder(_ term: SortTerm, _ top: Clauses.Top) {
    guard !top.isBottom, case .column(let index) = term.expr.kind,
      index >= Checker.windowBase, windows.indices.contains(index - Checker.windowBase),
      windows[index - Checker.windowBase].function == .rank
    else { return }
    note(
      .windowOrder,
      "top takes the largest \(term.text), which comes last in rank; bottom takes the first",
      suggestion: "bottom")
  }

  private func count(_ count: Clauses.Count) throws(Diagnostic) -> Int {
    switch count {
    case .number(let number, _): return number
    case .parameter(let name):
      let parameter = try self.parameter(name)
      if case .number(.exact(let decimal), _) = parameter.value,
        let whole = decimal.rescaled(to: 0),
        let number = Int(exactly: whole), number >= 0
      {
        return number
      }
      throw Diagnostic("$\(name.text) is no whole number", at: name.range)
    }
  }
}
