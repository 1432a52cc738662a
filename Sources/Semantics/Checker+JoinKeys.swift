import Records
import Syntax

/// The keys of a look-up: names, types and units must agree.
extension Checker {
  func joinKeys(
    of clause: Clauses.Join, _ left: Scope, _ right: Scope
  ) throws(Diagnostic) -> [Join.Key] {
    if clause.on.isEmpty { return [try onlyKey(of: clause, left, right)] }
    var keys: [Join.Key] = []
    for on in clause.on {
      guard let leftIndex = left.index(of: on.left) else { throw unknown(on.left, in: left) }
      let alike = left.fields.count {
        $0.name == left.fields[leftIndex].name && !$0.isShadowed
      }
      if alike > 1 { throw ambiguous(on.left, left) }
      let name = on.right ?? on.left
      guard let rightIndex = right.index(of: name) else {
        throw unknown(name, in: right, of: clause, on)
      }
      let key = try self.key(
        (leftIndex, left), (rightIndex, right), isEach: on.isEach,
        at: on.left.range.joined(with: name.range), clause)
      if keys.contains(where: { $0.left == key.left || $0.right == key.right }) {
        throw Diagnostic("\(on.left.text) is a key already", at: on.left.range)
      }
      keys.append(key)
    }
    return keys
  }

  /// Without `on`: the one name both have.
  private func onlyKey(
    of clause: Clauses.Join, _ left: Scope, _ right: Scope
  ) throws(Diagnostic) -> Join.Key {
    let end = SourceRange(start: clause.source.range.end, end: clause.source.range.end)
    let shared = left.fields.indices.filter { index in
      !left.fields[index].isShadowed
        && right.fields.contains { $0.name == left.fields[index].name }
    }
    let names = shared.map { left.fields[$0].name }
    guard names.count == 1, let name = names.first else {
      if names.isEmpty {
        throw Diagnostic(
          "\(left.title) and \(right.title) have no field of the same name", at: clause.range,
          notes: [
            "on says which fields agree, the one of \(left.title) first: on county = name",
            "\(right.title) has \(shortList(right.names))",
          ])
      }
      let fixes = names.prefix(4).map { $0.asName }
      throw Diagnostic(
        "\(left.title) and \(right.title) both have \(names.listed); on says which is the key",
        at: clause.range,
        fixes: (fixes + [names.map(\.asName).joined(separator: ", ")]).map {
          .init(range: end, replacement: " on \($0)")
        })
    }
    let other = right.fields.firstIndex { $0.name == name } ?? 0
    return try key(
      (shared[0], left), (other, right), isEach: false, at: clause.range, clause)
  }

  private func shortList(_ names: [String]) -> String {
    let shown = names.prefix(12).joined(separator: ", ")
    return names.count > 12 ? "\(shown) and \(names.count - 12) more" : shown
  }

  private func key(
    _ left: (index: Int, scope: Scope), _ right: (index: Int, scope: Scope), isEach: Bool,
    at range: SourceRange, _ clause: Clauses.Join
  ) throws(Diagnostic) -> Join.Key {
    let own = left.scope.fields[left.index]
    let other = right.scope.fields[right.index]
    var type = own.type
    if isEach {
      guard type == .list else {
        throw Diagnostic(
          "each takes a list apart, and \(own.name) is \(own.type.described)", at: range)
      }
      type = .text
    } else if type == .list {
      let pair = own.name == other.name ? own.name : "\(own.name) = \(other.name)"
      let fix =
        clause.on.isEmpty
        ? Diagnostic.Fix(
          range: SourceRange(start: clause.source.range.end, end: clause.source.range.end),
          replacement: " on each \(pair)")
        : Diagnostic.Fix(
          range: SourceRange(start: range.start, end: range.start), replacement: "each ")
      throw Diagnostic(
        "\(own.name) is a list, and a look-up needs one key; each gives a record a row under each "
          + "of its members", at: range, fixes: [fix])
    }
    if other.type == .list {
      throw Diagnostic(
        "\(other.name) of \(right.scope.title) is a list, and a look-up needs one key", at: range)
    }
    guard let scaling = Checker.ratio(of: type, to: other.type) else {
      throw disagreeing(left, right, at: range)
    }
    return Join.Key(
      left: left.index, isEach: isEach, right: right.index, ratio: scaling.factor,
      leftName: own.name,
      rightName: other.name)
  }

  private func disagreeing(
    _ left: (index: Int, scope: Scope), _ right: (index: Int, scope: Scope), at range: SourceRange
  ) -> Diagnostic {
    let own = left.scope.fields[left.index]
    let other = right.scope.fields[right.index]
    return Diagnostic(
      "\(own.name) of \(left.scope.title) is \(own.type.described), and \(other.name) of "
        + "\(right.scope.title) is \(other.type.described); keys are of one kind", at: range)
  }

  private func unknown(
    _ name: Name, in scope: Scope, of clause: Clauses.Join? = nil, _ on: Clauses.Join.On? = nil
  ) -> Diagnostic {
    let nearest = Suggestion.nearest(to: name.text, among: scope.names)
    let tail =
      nearest.isEmpty
      ? "; \(scope.title) has \(shortList(scope.names))"
      : "; nearest: \(nearest.joined(separator: ", "))"
    var notes: [String] = []
    var fixes: [Diagnostic.Fix] = []
    if let on, on.right == nil {
      notes = ["another name of \(scope.title) stands behind =: on \(on.left.text.asName) = name"]
      fixes = nearest.map {
        .init(range: name.range, replacement: "\(on.left.text.asName) = \($0.asName)")
      }
    } else {
      fixes = nearest.map { .init(range: name.range, replacement: $0.asName) }
    }
    return Diagnostic(
      "no field of \(scope.title) is named \(name.text)\(tail)", at: name.range, notes: notes,
      fixes: fixes)
  }
}
