import Records
import Semantics
import Syntax

extension Session {
  /// What could stand at a byte offset of an entry, the likeliest first.
  package func completions(
    of text: String, at offset: Int,
    files: @escaping (_ folder: String) -> [(name: String, isFolder: Bool)] = { _ in [] }
  ) -> Completions {
    let place = CompletionPlace(in: text, at: offset)
    var scope = completionScope
    scope.files = { folder in
      files(folder).map { CompletionScope.File(name: $0.name, isFolder: $0.isFolder) }
    }
    return CompletionCandidates(place: place, scope: scope).completions()
  }

  private var completionScope: CompletionScope {
    let catalog = catalog
    var scope = CompletionScope()
    scope.sets = catalog.setNames.compactMap { catalog.sets[$0] }.map { set in
      CompletionScope.NamedSet(
        name: set.name, count: set.count, fields: set.fields.map(CompletionScope.Field.init))
    }
    scope.current = catalog.current
    scope.definitions = catalog.definitions.keys.sorted()
    scope.parameters = catalog.parameters.map { ($0.key, $0.value.help ?? $0.value.type.remark) }
      .sorted { $0.name < $1.name }
    scope.units = Set(catalog.units.atoms.values.map(\.plural)).sorted()
    scope.answer = { text in
      let schema =
        text.allSatisfy(\.isWhitespace) ? catalog.lastAnswer : Self.schema(of: text, in: catalog)
      return schema?.fields.map { field in
        let column = field.origin.flatMap {
          catalog.sets[$0.set]?.field(named: $0.field)?.column
        }
        return CompletionScope.Field(name: field.name, type: field.type, column: column)
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
      .describe, .why, .explain, .help:
      return nil
    }
  }
}

extension CompletionScope.Field {
  fileprivate init(_ field: Field) {
    self.init(name: field.name, type: field.type, column: field.column)
  }

  fileprivate init(name: String, type: ValueType, column: Column?) {
    self.init(name: name, type: type, values: { column?.countedValues ?? [] })
  }
}

extension Column {
  /// The distinct values with the number of rows of each, for the types whose values have names.
  fileprivate var countedValues: [(text: String, count: Int)] {
    switch storage {
    case .text(let codes, let dictionary):
      let counts = counts(of: codes, cardinality: dictionary.count)
      return counts.indices.filter { counts[$0] > 0 }.map { (dictionary.text(of: $0), counts[$0]) }
    case .lists(let codes, let dictionary):
      var members = [Int](repeating: 0, count: dictionary.members.count)
      for (list, count) in counts(of: codes, cardinality: dictionary.count).enumerated() {
        for member in dictionary.memberCodes(of: list) { members[Int(member)] += count }
      }
      return members.indices.filter { members[$0] > 0 }
        .map { (dictionary.members.text(of: $0), members[$0]) }
    case .booleans:
      return [true, false].map { isYes in
        (isYes ? "yes" : "no", (0..<count).count { value(at: $0) == .yesNo(isYes) })
      }.filter { $0.count > 0 }
    case .integers, .doubles, .periods, .moments: return []
    }
  }

  private func counts(of codes: CodeStorage, cardinality: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: cardinality)
    for row in 0..<count where isValid(row) { counts[codes[row]] += 1 }
    return counts
  }
}
