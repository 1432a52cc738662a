package import Records
package import Syntax

/// Everything a sentence can name: sets, definitions, parameters and units.
package struct Catalog: Sendable {
  /// `let` with the definitions it was written among, so that it keeps its meaning.
  package struct Definition: Sendable {
    package enum Body: Sendable {
      case expression(Expr)
      case query(Query)
    }

    package var body: Body
    package var earlier: [String: Definition]
    /// The text that `body`'s ranges point into.
    package var source: SourceText

    package init(body: Body, earlier: [String: Definition], source: SourceText) {
      self.body = body
      self.earlier = earlier
      self.source = source
    }
  }

  package struct Parameter: Sendable {
    package var value: Value
    package var type: ValueType
    package var help: String?

    package init(value: Value, type: ValueType, help: String?) {
      self.value = value
      self.type = type
      self.help = help
    }
  }

  /// In the order in which they were loaded or named.
  package var setNames: [String] = []
  package var sets: [String: RecordSet] = [:]
  /// The set that a sentence without `from` reads.
  package var current: String?
  package var definitions: [String: Definition] = [:]
  package var parameters: [String: Parameter] = [:]
  package var units = UnitTable()
  /// What `then` at a statement's start continues.
  package var lastAnswer: Schema?
  /// Answers a plan now, for the values that become columns of a cross table: the one thing about
  /// records that a sentence must know before it is complete. `nil` where nothing may run.
  package var probe: (@Sendable (Plan) throws(Diagnostic) -> RecordSet)?

  package init() {}

  package mutating func add(_ set: RecordSet) {
    if sets[set.name] == nil { setNames.append(set.name) }
    sets[set.name] = set
    current = set.name
  }

  /// Puts a set in the place of one of the same name, with more of its fields.
  package mutating func replace(_ set: RecordSet) { sets[set.name] = set }

  /// A name in its own case, else as the only one that differs by case.
  package static func find(_ name: String, in names: some Sequence<String>) -> String? {
    var alike: [String] = []
    let lowered = name.lowercased()
    for candidate in names {
      if candidate == name { return candidate }
      if candidate.lowercased() == lowered { alike.append(candidate) }
    }
    return alike.count == 1 ? alike[0] : nil
  }

  package func schema(of set: RecordSet) -> Schema {
    Schema(
      fields: set.fields.map { field in
        Schema.Field(
          name: field.name, type: field.type,
          origin: Schema.Origin(set: set.name, field: field.name))
      })
  }

  func column(of origin: Schema.Origin?) -> Column? {
    guard let origin else { return nil }
    var column = sets[origin.set]?.field(named: origin.field)?.column
    for other in origin.also {
      guard let next = sets[other.set]?.field(named: other.field)?.column else { return nil }
      column = column?.appending(next)
    }
    return column
  }
}
