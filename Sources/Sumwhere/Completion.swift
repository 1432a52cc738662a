import Records
import Semantics
import Syntax

extension Session {
  /// What can be named now.
  ///
  /// - Shape: `light` is what questions before a `then` are checked in; `counts` gives the counts of a
  ///   field of a set
  func completionScope(
    checkingIn light: Catalog,
    counts: @escaping (_ set: String, _ field: String) -> ValueCounts?
  ) -> CompletionScope {
    let catalog = catalog
    var scope = CompletionScope()
    scope.sets = catalog.setNames.compactMap { catalog.sets[$0] }.map { set in
      CompletionScope.NamedSet(
        name: set.name, count: set.count,
        fields: set.fields.map { field in
          CompletionScope.Field(field.name, field.type) { counts(set.name, field.name) }
        })
    }
    scope.current = catalog.current
    scope.definitions = catalog.definitions.keys.sorted()
    scope.parameters = catalog.parameters.map { ($0.key, $0.value.help ?? $0.value.type.remark) }
      .sorted { $0.name < $1.name }
    scope.units = Set(catalog.units.atoms.values.map(\.plural)).sorted()
    scope.answer = { text in
      let schema =
        text.allSatisfy(\.isWhitespace) ? catalog.lastAnswer : Self.schema(of: text, in: light)
      return schema?.fields.map { field in
        CompletionScope.Field(field.name, field.type) {
          field.origin.flatMap { counts($0.set, $0.field) }
        }
      }
    }
    return scope
  }

  /// The fields of the answer to a question that is written so far.
  private static func schema(of text: String, in catalog: Catalog) -> Schema? {
    let parsed = Parser.parse(SourceText(name: "", text: text))
    guard parsed.diagnostics.isEmpty, let statement = parsed.statements.last else { return nil }
    switch statement.kind {
    case .query(let query): return try? Checker.plan(for: query, in: catalog).output
    case .continuation(let steps):
      return try? Checker.plan(continuing: steps, at: statement.range, in: catalog).output
    case .load, .use, .letExpression, .letQuery, .parameter, .include, .store, .unit, .expect,
      .describe, .about, .why, .explain, .help:
      return nil
    }
  }
}

extension CompletionScope.Field {
  fileprivate init(
    _ name: String, _ type: ValueType, counts: @escaping () -> ValueCounts?
  ) {
    self.init(
      name: name, type: type, values: { counts()?.ranking ?? [] },
      likeliest: { counts()?.likeliest($0) })
  }
}
