extension TreeText {
  static func parts(of query: Query) -> [Part] {
    parts(of: query.sentence) + query.continuations.map(part)
  }

  static func part(of continuation: Continuation) -> Part {
    switch continuation {
    case .sentence(let sentence): .group("then sentence", parts(of: sentence))
    case .step(let step): .group("then step", parts(of: step))
    }
  }

  private static func parts(of sentence: Sentence) -> [Part] {
    let head: Part =
      switch sentence.head {
      case .measures(let items): .group("measures", parts(of: items))
      case .show(let isDistinct, let items):
        .group(isDistinct ? "show distinct" : "show", parts(of: items))
      }
    return [head, .clauses(sentence.clauses)]
  }

  private static func parts(of items: [Item]) -> [Part] {
    items.flatMap { item in [.expr(item.expr)] + alias(item.alias) }
  }

  private static func alias(_ name: Name?) -> [Part] {
    name.map { [.line("as \(text(of: $0))")] } ?? []
  }

  static func parts(of clauses: Clauses) -> [Part] {
    var parts: [Part] = []
    if let from = clauses.from { parts.append(.group("from", Self.parts(of: from))) }
    for join in clauses.joins {
      let keys = join.on.map { on in
        Part.line(
          "on \(on.isEach ? "each " : "")\(text(of: on.left))"
            + (on.right.map { " = \(text(of: $0))" } ?? ""))
      }
      parts.append(.group("join", Self.parts(of: join.source) + keys))
    }
    parts += group("where", clauses.filter.map { [$0] } ?? [])
    parts += group("having", clauses.groupFilter.map { [$0] } ?? [])
    if !clauses.by.isEmpty {
      let label = clauses.perInPlaceOfBy == nil ? "by" : "per in place of by"
      parts.append(.group(label, clauses.by.flatMap(Self.parts)))
    }
    if let across = clauses.across { parts.append(.group("across", Self.parts(of: across))) }
    for with in clauses.with { parts.append(.line("with \(with.word.rawValue)")) }
    if !clauses.sort.isEmpty {
      let keys = clauses.sort.map { key in
        Part.group(key.isDescending ? "descending" : "ascending", [.expr(key.expr)])
      }
      parts.append(.group("sort", keys))
    }
    if let top = clauses.top { parts.append(part(of: top)) }
    if let limit = clauses.limit {
      let offset = limit.offset.map { " offset \(text(of: $0))" } ?? ""
      parts.append(.line("limit \(text(of: limit.count))\(offset)"))
    }
    return parts
  }

  private static func parts(of key: Clauses.Key) -> [Part] {
    (key.isEach ? [.line("each")] : []) + [.expr(key.expr)] + alias(key.alias)
  }

  private static func part(of top: Clauses.Top) -> Part {
    var parts = group("by", top.by.map { [$0] } ?? [])
    if !top.per.isEmpty {
      parts.append(.line("per \(top.per.map(text).joined(separator: ", "))"))
    }
    return .group("\(top.isBottom ? "bottom" : "top") \(text(of: top.count))", parts)
  }

  private static func text(of count: Clauses.Count) -> String {
    switch count {
    case .number(let number, _): String(number)
    case .parameter(let name): "$\(text(of: name))"
    }
  }

  private static func parts(of source: Source) -> [Part] {
    switch source.kind {
    case .set(let name): [.line("set \(text(of: name))")] + alias(source.alias)
    case .query(let query): [.query(query)] + alias(source.alias)
    }
  }

  private static func parts(of step: Step) -> [Part] {
    switch step.kind {
    case .clauses(let clauses): return [.clauses(clauses)]
    case .add(let items): return [.group("add", parts(of: items))]
    case .keep(let names): return [.line("keep \(list(names))")]
    case .drop(let names): return [.line("drop \(list(names))")]
    case .rename(let renames):
      return renames.map { .line("rename \(text(of: $0.from)) as \(text(of: $0.to))") }
    case .unpivot(let names, let key, let value):
      let fields =
        switch names {
        case .span(let first, let last): "\(text(of: first))..\(text(of: last))"
        case .listed(let names): list(names)
        }
      return [.line("unpivot \(fields) as \(text(of: key)), \(text(of: value))")]
    case .append(let source): return [.group("append", parts(of: source))]
    case .compare(let source, let names):
      return [.group("compare on \(list(names))", parts(of: source))]
    case .save(let file): return [.line("save \(Printer.quoted(file.text))")]
    case .chart(let form, let file):
      return [
        .line(
          "chart" + (form.map { " \(text(of: $0))" } ?? "")
            + (file.map { " to \(Printer.quoted($0.text))" } ?? ""))
      ]
    }
  }

  private static func list(_ names: [Name]) -> String {
    names.map(text).joined(separator: ", ")
  }
}
