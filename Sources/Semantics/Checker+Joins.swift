import Records
import Syntax

/// Look-ups: which set, which keys, and what the names of both mean afterwards.
extension Checker {
  /// The look-ups of a sentence, and the scope behind them.
  mutating func openJoins(
    of clauses: Clauses, over scope: Scope
  ) throws(Diagnostic) -> (joins: [Join], scope: Scope) {
    var scope = scope
    var joins: [Join] = []
    for clause in clauses.joins { joins.append(try join(clause, to: &scope)) }
    return (joins, scope)
  }

  private mutating func join(
    _ clause: Clauses.Join, to scope: inout Scope
  ) throws(Diagnostic) -> Join {
    let (source, opened) = try open(clause.source)
    let right = named(opened, clause.source)
    try refuseSecondReading(of: right, clause.source, beside: scope)
    let keys = try joinKeys(of: clause, scope, right)
    let join = Join(
      source: source, keys: keys, right: right.schema, leftTitle: scope.title, title: right.title,
      written: writtenSet(clause.source), qualifier: right.fields.first?.qualifier,
      range: clause.source.range)
    for key in keys where key.isEach {
      scope.fields[key.left].type = .text
      scope.fields[key.left].text = nil
    }
    append(right, keys, to: &scope)
    return join
  }

  /// A set is called by its alias, a query without one by what it is.
  func named(_ scope: Scope, _ source: Source) -> Scope {
    var scope = scope
    if let alias = source.alias {
      scope.title = alias.text
    } else if case .query = source.kind {
      scope.title = "the query in brackets"
    }
    return scope
  }

  private func writtenSet(_ source: Source) -> String {
    switch source.kind {
    case .set(let name): name.text.asName
    case .query(let query): "(\(Printer.text(of: query)))"
    }
  }

  private func append(_ right: Scope, _ keys: [Join.Key], to scope: inout Scope) {
    if scope.strandTitles.isEmpty { scope.strandTitles = [scope.title] }
    let strand = scope.strandTitles.count
    for (index, field) in right.fields.enumerated() {
      var field = field
      field.strands = [strand]
      field.isShadowed = keys.contains { key in
        key.right == index && scope.fields[key.left].name == field.name
      }
      scope.fields.append(field)
    }
    scope.strandTitles.append(right.title)
  }

  /// Two sets under one name could not be told apart.
  private func refuseSecondReading(
    of right: Scope, _ source: Source, beside scope: Scope
  ) throws(Diagnostic) {
    guard let qualifier = right.fields.first?.qualifier,
      scope.fields.contains(where: { $0.qualifier == qualifier })
    else { return }
    let end = SourceRange(start: source.range.end, end: source.range.end)
    throw Diagnostic(
      "\(qualifier) is read twice here, and its fields could not be told apart",
      at: source.range, notes: ["as gives one of them another name"],
      fixes: source.alias == nil
        ? [.init(range: end, replacement: " as \("\(qualifier)_2".asName)")] : [])
  }

  // MARK: Names

  /// A name that several sets have, and that is no key, means none of them.
  func refuseAmbiguous(_ name: Name, _ field: Scope.Field) throws(Diagnostic) {
    guard !scope.strandTitles.isEmpty,
      scope.fields.count(where: { $0.name == field.name && !$0.isShadowed }) > 1
    else { return }
    throw ambiguous(name, scope)
  }

  func ambiguous(_ name: Name, _ scope: Scope) -> Diagnostic {
    let alike = scope.fields.filter {
      $0.name.lowercased() == name.text.lowercased() && !$0.isShadowed
    }
    let titles = alike.map { $0.qualifier ?? scope.strandTitles[$0.strands.first ?? 0] }
    let fixes = alike.compactMap { field in
      field.qualifier.map { "\($0.asName).\(field.name.asName)" }
    }
    var notes: [String] = []
    if fixes.count < alike.count {
      notes = ["as gives a query in brackets a name; then rename gives a field another one"]
    }
    return Diagnostic(
      "\(name.text) is a field of \(titles.listed)", at: name.range, notes: notes,
      fixes: fixes.map { .init(range: name.range, replacement: $0) })
  }

  /// The name of a field in `show *`: one that is taken is qualified.
  func ownName(of field: Scope.Field, among items: [Projection.Item]) -> String {
    let taken = Set(items.map(\.name))
    guard taken.contains(field.name) else { return field.name }
    var name = "\(field.qualifier ?? "joined").\(field.name)"
    while taken.contains(name) { name += "_2" }
    return name
  }

  // MARK: What an aggregate counts

  /// The joined sets whose records an aggregate counts; `count` counts the left's.
  mutating func counted(by call: AggregateCall) -> [Int] {
    guard !records.strandTitles.isEmpty else { return [] }
    let strands = records.strands(of: readingKeys(call.operands))
    guard strands.count > 1 else { return strands.isEmpty ? [0] : strands }
    switch call.function {
    case .min, .max, .list: break
    case .count, .sum, .average, .median, .percentile, .stddev, .variance, .correlation, .mode,
      .first, .last:
      guard !call.isDistinct else { break }
      let titles = strands.map { records.strandTitles[$0] }
      let what = strands.count == 2 ? "pair" : "combination"
      note(.joined, "\(call.text) counts each \(what) of records of \(titles.listed)")
    }
    return strands
  }

  /// `once per gift`
  mutating func identity(
    of aggregate: Aggregate, _ expr: Expr
  ) throws(Diagnostic) -> [TypedExpr] {
    guard let first = aggregate.oncePer.first else { return [] }
    if aggregate.operands.isEmpty || aggregate.function == .count {
      let names = aggregate.oncePer.map { $0.text.asName }
      throw Diagnostic(
        "once per says of which a value counts once; to count the different values themselves: "
          + "count distinct", at: first.range,
        fixes: names.count == 1 && aggregate.filter == nil
          ? [.init(range: expr.range, replacement: "count distinct \(names[0])")] : [])
    }
    var identity: [TypedExpr] = []
    for name in aggregate.oncePer {
      let checked = try check(Expr(.name(name, qualifier: nil), at: name.range))
      if !identity.contains(checked) { identity.append(checked) }
    }
    return identity
  }
}

extension Scope {
  /// The name of a column, qualified where another set has the same.
  func title(ofColumn index: Int) -> String {
    let field = fields[index]
    guard !strandTitles.isEmpty, fields.count(where: { $0.name == field.name }) > 1,
      let qualifier = field.qualifier
    else { return field.name }
    return "\(qualifier).\(field.name)"
  }

  /// The joined sets that expressions read, in their order.
  func strands(of exprs: [TypedExpr]) -> [Int] {
    guard !strandTitles.isEmpty else { return [] }
    var met: Set<Int> = []
    for index in exprs.flatMap(\.columns) where index < fields.count {
      let strands = fields[index].strands
      met.formUnion(strands.isEmpty ? [0] : strands)
    }
    return met.sorted()
  }
}

extension Schema {
  /// Of rows that are new records.
  mutating func forgetStrands() {
    strandTitles = []
    for index in fields.indices { fields[index].strands = [] }
  }
}
