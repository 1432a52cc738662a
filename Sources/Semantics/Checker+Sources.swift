package import Records
package import Syntax

extension Checker {
  /// What a sentence reads, and the columns it has.
  mutating func openSource(
    of sentence: Sentence
  ) throws(Diagnostic) -> (source: Plan.Source, scope: Scope) {
    guard let from = sentence.clauses.from else { return try openCurrent(at: sentence.headRange) }
    return try open(from)
  }

  /// What a source names, and the columns it has.
  mutating func open(_ from: Source) throws(Diagnostic) -> (source: Plan.Source, scope: Scope) {
    switch from.kind {
    case .query(let query):
      var inner = nested()
      let plan = try inner.plan(query)
      let name = from.alias?.text ?? "the answer"
      let scope = Scope(schema: plan.output, title: name, qualifier: from.alias?.text)
      take(inner, plan)
      return (.query(plan), scope)
    case .set(let name):
      return try openSet(name, alias: from.alias)
    }
  }

  private func openCurrent(
    at range: SourceRange
  ) throws(Diagnostic) -> (source: Plan.Source, scope: Scope) {
    guard let current = catalog.current, let set = catalog.sets[current] else {
      throw Diagnostic(
        "no set is loaded that this could be asked of", at: range,
        notes: ["load one first: load \"records.csv\""])
    }
    let scope = Scope(schema: catalog.schema(of: set), title: current, qualifier: current)
    return (.set(current), scope)
  }

  private mutating func openSet(
    _ name: Name, alias: Name?
  ) throws(Diagnostic) -> (source: Plan.Source, scope: Scope) {
    let qualifier = alias?.text ?? name.text
    if let definition = definitions[name.text], case .query(let query) = definition.body {
      var inner = nested()
      inner.definitions = definition.earlier
      let plan = try inner.plan(query)
      take(inner, plan)
      return (.query(plan), Scope(schema: plan.output, title: name.text, qualifier: qualifier))
    }
    if let found = Catalog.find(name.text, in: catalog.setNames), let set = catalog.sets[found] {
      let scope = Scope(schema: catalog.schema(of: set), title: found, qualifier: qualifier)
      return (.set(found), scope)
    }
    throw unknownSet(name)
  }

  package static func unknownSet(_ name: Name, in catalog: Catalog) -> Diagnostic {
    Checker(catalog: catalog).unknownSet(name)
  }

  package static func unknownField(_ name: Name, of set: RecordSet) -> Diagnostic {
    let names = set.fields.map(\.name)
    let nearest = Suggestion.nearest(to: name.text, among: names)
    let tail =
      nearest.isEmpty
      ? "; \(set.name) has \(names.prefix(12).joined(separator: ", "))"
      : "; nearest: \(nearest.joined(separator: ", "))"
    return Diagnostic(
      "no field is named \(name.text)\(tail)", at: name.range,
      fixes: nearest.prefix(1).map { .init(range: name.range, replacement: $0.asName) })
  }

  func unknownSet(_ name: Name) -> Diagnostic {
    let queries = definitions.compactMap { entry in
      if case .query = entry.value.body { entry.key } else { nil }
    }
    let known = catalog.setNames + queries.sorted()
    let nearest = Suggestion.nearest(to: name.text, among: known)
    var message = "no set is named \(name.text)"
    if known.isEmpty {
      message += "; none is loaded yet"
    } else if nearest.isEmpty {
      message += "; there is \(known.listed)"
    } else {
      message += "; nearest: \(nearest.joined(separator: ", "))"
    }
    return Diagnostic(
      message, at: name.range,
      fixes: nearest.prefix(1).map { .init(range: name.range, replacement: $0.asName) })
  }
}

extension Diagnostic {
  /// What the grammar has and this version does not answer.
  package static func notYet(_ what: String, at range: SourceRange) -> Diagnostic {
    Diagnostic("\(what) is not available in this version", at: range)
  }
}

extension [String] {
  /// `a`, `a and b`, `a, b and c`.
  package var listed: String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " and " + last
  }
}

extension String {
  /// As a name in a sentence: in backquotes where it needs them.
  package var asName: String { Printer.text(ofName: self) }

  /// As a value in a sentence: bare where it can be, else in quotes.
  package var asValue: String { Printer.text(ofName: self) == self ? self : Printer.quoted(self) }
}
