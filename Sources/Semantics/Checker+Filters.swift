import Records
import Syntax

/// One `and`-ed part of a condition, with the definitions it was written among.
struct Conjunct {
  var expr: Expr
  var definitions: [String: Catalog.Definition]
  /// Whether it has an aggregate, and so tests groups in a summary.
  var testsGroups: Bool
}

extension Checker {
  /// The `and`-ed parts of `where` and `having`, after definitions were looked through.
  func conjuncts(of condition: Expr?, orGroups groups: Expr?) -> [Conjunct] {
    var parts: [Conjunct] = []
    for expr in [condition, groups] {
      guard let expr else { continue }
      split(expr, definitions: definitions, into: &parts, depth: 0)
    }
    return parts
  }

  private func split(
    _ expr: Expr, definitions: [String: Catalog.Definition], into parts: inout [Conjunct],
    depth: Int
  ) {
    if case .infix(.and, _, let left, let right) = expr.kind, depth < 1_000 {
      split(left, definitions: definitions, into: &parts, depth: depth + 1)
      split(right, definitions: definitions, into: &parts, depth: depth + 1)
      return
    }
    if case .name(let name, nil) = expr.kind, let definition = definitions[name.text],
      case .expression(let body) = definition.body, case .infix(.and, _, _, _) = body.kind,
      containsAggregate(body, definitions: definition.earlier)
    {
      split(body, definitions: definition.earlier, into: &parts, depth: depth + 1)
      return
    }
    let testsGroups = containsAggregate(expr, definitions: definitions)
    parts.append(Conjunct(expr: expr, definitions: definitions, testsGroups: testsGroups))
  }

  /// Checks the parts as one filter; `nil` without parts.
  mutating func filter(
    _ conjuncts: [Conjunct], testsGroups: Bool
  ) throws(Diagnostic) -> Filter? {
    guard !conjuncts.isEmpty else { return nil }
    var parts: [Filter.Part] = []
    var seeds: [[WatchSeed]] = []
    for conjunct in conjuncts {
      let saved = definitions
      definitions = conjunct.definitions
      watchSeeds = []
      isTesting = true
      defer { isTesting = false }
      if testsGroups { try refuseFieldAmongGroups(conjunct.expr) }
      let predicate = try condition(conjunct.expr)
      definitions = saved
      if predicate.columns.contains(where: { $0 >= Checker.windowBase }) {
        let named = aliases.first { alias in
          alias.expr.columns.contains { $0 >= Checker.windowBase }
            && predicate.columns.isSuperset(of: alias.expr.columns)
        }
        throw windowInCondition(named?.name, of: conjunct.expr)
      }
      parts.append(Filter.Part(text: Printer.text(of: conjunct.expr), predicate: predicate))
      seeds.append(watchSeeds)
    }
    watchSeeds = []
    let all = conjunction(parts.map(\.predicate))
    var watches: [Watch] = []
    for (index, partSeeds) in seeds.enumerated() {
      for seed in partSeeds {
        var predicates = parts.map(\.predicate)
        // What is missing is counted where the part takes it in.
        if case .missingTakenIn = seed.kind {
          predicates.append(seed.predicate)
        } else {
          predicates[index] = seed.predicate
        }
        // A watch counts records: of those the other parts keep, those it asks for.
        watches.append(Watch(seed.kind, predicate: conjunction(predicates)))
      }
    }
    return Filter(
      predicate: all, testsGroups: testsGroups, parts: parts, watches: testsGroups ? [] : watches)
  }

  private func conjunction(_ predicates: [TypedExpr]) -> TypedExpr {
    guard var result = predicates.first else {
      return TypedExpr(.constant(.yesNo(true)), .yesNo, at: SourceRange(0, 0))
    }
    for predicate in predicates.dropFirst() {
      result = TypedExpr(
        .both(result, predicate), .yesNo, at: result.range.joined(with: predicate.range))
    }
    return result
  }

  func containsAggregate(_ expr: Expr) -> Bool {
    containsAggregate(expr, definitions: definitions)
  }

  /// Whether an aggregate of groups stands in an expression, also inside what it names.
  func containsAggregate(
    _ expr: Expr, definitions: [String: Catalog.Definition]
  ) -> Bool {
    switch expr.kind {
    case .aggregate(let aggregate): return aggregate.per.isEmpty
    case .name(let name, nil):
      if name.text == "count", !name.isQuoted, records.index(of: name) == nil { return true }
      guard let definition = definitions[name.text], case .expression(let body) = definition.body
      else {
        if aliases.contains(where: { $0.name == name.text }) { return true }
        return place != .shown && itemNames.contains(name.text) && records.index(of: name) == nil
      }
      return containsAggregate(body, definitions: definition.earlier)
    default:
      return expr.children.contains { containsAggregate($0, definitions: definitions) }
    }
  }
}

/// What a condition wants counted beside it, as a replacement of its own part.
struct WatchSeed {
  var kind: Watch.Kind
  var predicate: TypedExpr
}
