import Records
import Syntax

extension Checker {
  /// `unpivot 2008..2010 as year, funds`
  mutating func unpivot(
    _ names: Step.Names, key: Name, value: Name, at range: SourceRange
  ) throws(Diagnostic) -> Unpivot {
    let (chosen, written) = try columns(of: names)
    let kept = scope.fields.indices.filter { !chosen.contains($0) }
    for name in [key, value] {
      if kept.contains(where: { scope.fields[$0].name == name.text })
        || (name == value && key.text == value.text)
      {
        throw Diagnostic("two columns of the answer are named \(name.text)", at: name.range)
      }
    }
    var exprs: [TypedExpr] = []
    var type = scope.fields[chosen[0]].type
    for (index, range) in zip(chosen, written) {
      let expr = TypedExpr(.column(index), scope.fields[index].type, at: range)
      exprs.append(try agreeing(expr, index, first: chosen[0], &type))
    }
    // A column of years among plain numbers holds numbers that look like years.
    exprs = exprs.map { TypedExpr($0.kind, type, at: $0.range) }
    let (labels, keyType) = self.labels(of: chosen)
    return Unpivot(
      kept: kept,
      columns: zip(labels, exprs).map { Unpivot.Column(label: $0, expr: $1) },
      key: Schema.Field(name: key.text, type: keyType),
      value: Schema.Field(name: value.text, type: type))
  }

  private func columns(
    of names: Step.Names
  ) throws(Diagnostic) -> (indices: [Int], ranges: [SourceRange]) {
    switch names {
    case .span(let first, let last):
      let (low, high) = (try index(of: first), try index(of: last))
      guard low <= high else {
        throw Diagnostic(
          "\(scope.fields[low].name) stands behind \(scope.fields[high].name), so nothing is "
            + "between them", at: first.range.joined(with: last.range),
          fixes: [
            .init(
              range: first.range.joined(with: last.range),
              replacement: "\(last.text.asColumn)..\(first.text.asColumn)")
          ])
      }
      let range = first.range.joined(with: last.range)
      return (Array(low...high), [SourceRange](repeating: range, count: high - low + 1))
    case .listed(let names):
      var indices: [Int] = []
      for name in names {
        let index = try index(of: name)
        if indices.contains(index) {
          throw Diagnostic("\(scope.fields[index].name) stands here twice", at: name.range)
        }
        indices.append(index)
      }
      return (indices, names.map(\.range))
    }
  }

  /// A column in the unit of the first; what is of another kind is an error that names both.
  private mutating func agreeing(
    _ expr: TypedExpr, _ index: Int, first: Int, _ type: inout ValueType
  ) throws(Diagnostic) -> TypedExpr {
    let own = scope.fields[index]
    if own.type == type { return expr }
    let (name, other) = (own.name, scope.fields[first].name)
    if case .number(let wanted) = type, case .number(let given) = own.type {
      let styles = Set([wanted.style == .percent, given.style == .percent])
      if styles.count == 1, let ratio = given.unit.ratio(to: wanted.unit) {
        if wanted.style != .percent, given.style != wanted.style {
          type = .number(NumberType(unit: wanted.unit))
        }
        guard given.unit != wanted.unit else { return expr }
        note(.converted, "\(name) is converted from \(given.unit.text) to \(wanted.unit.text)")
        return TypedExpr(.scaled(expr, by: ratio), type, at: expr.range)
      }
    }
    throw Diagnostic(
      "\(other) is \(scope.fields[first].type.described) and \(name) is \(own.type.described), "
        + "which are no values of one column", at: expr.range,
      notes: ["unpivot takes columns of one kind; drop \(name.asColumn) leaves one out"])
  }

  /// What the names say: the values of the key that they were spread from, else years, numbers or
  /// dates where all are such, else texts.
  private func labels(of chosen: [Int]) -> ([Value], ValueType) {
    let fields = chosen.map { scope.fields[$0] }
    let labels = fields.compactMap(\.label)
    if labels.count == fields.count, let first = labels.first,
      labels.allSatisfy({ $0.type == first.type && $0.measure == first.measure })
    {
      return (labels.map(\.value), first.type)
    }
    let names = fields.map(\.name)
    let whole = names.map { name in
      name.utf8.allSatisfy { $0 >= 48 && $0 <= 57 } && name.utf8.count <= 18 ? Int64(name) : nil
    }
    if !whole.contains(nil) {
      let isYears = names.allSatisfy { $0.utf8.count == 4 && $0.first != "0" }
      let values = whole.map { Value.number(.exact(FixedDecimal(Int128($0 ?? 0))), .exact) }
      // A name with a leading zero is a code, and two codes may be one number.
      if !names.contains(where: { $0.utf8.count > 1 && $0.first == "0" }) {
        return (values, .number(NumberType(style: isYears ? .year : .plain)))
      }
    }
    let periods = names.map { DateText.period($0) }
    if !periods.contains(nil) {
      return (periods.compactMap { $0.map { .period($0) } }, .date)
    }
    return (names.map { .text($0) }, .text)
  }
}

extension String {
  /// As a column in a step: digits and periods stand as they are.
  fileprivate var asColumn: String {
    let isDigits = !isEmpty && utf8.allSatisfy { $0 >= 48 && $0 <= 57 }
    return isDigits || DateText.period(self) != nil ? self : asName
  }
}
