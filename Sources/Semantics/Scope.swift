import Records
import Syntax

/// The names that an expression can use at one place of a sentence.
struct Scope: Sendable {
  struct Field: Sendable {
    var name: String
    var type: ValueType
    var origin: Schema.Origin?
    /// Other ways to say this column: its expression's canonical text, `sum funds`.
    var text: String?
    /// The name of the set, for `counties.population`.
    var qualifier: String?
    /// The value of a key that a column of a cross table is of.
    var label: Schema.Label?
  }

  /// Index by index the columns of the step's input.
  var fields: [Field]
  /// What to call the whole: the set's name, `the answer` after then.
  var title: String

  init(schema: Schema, title: String, qualifier: String?) {
    fields = schema.fields.map {
      Field(
        name: $0.name, type: $0.type, origin: $0.origin, text: nil, qualifier: qualifier,
        label: $0.label)
    }
    self.title = title
  }

  init(fields: [Field], title: String) {
    self.fields = fields
    self.title = title
  }

  func index(of name: Name) -> Int? {
    if let exact = fields.firstIndex(where: { $0.name == name.text }) { return exact }
    let lowered = name.text.lowercased()
    let alike = fields.indices.filter { fields[$0].name.lowercased() == lowered }
    return alike.count == 1 ? alike[0] : nil
  }

  var names: [String] { fields.map(\.name) }

  var schema: Schema {
    Schema(
      fields: fields.map {
        Schema.Field(name: $0.name, type: $0.type, origin: $0.origin, label: $0.label)
      })
  }
}

/// Where an expression stands, which says what an aggregate in it means.
enum Place {
  /// a test of records, a key, or an aggregate's operand: no aggregate may stand there
  case record
  /// `show` and `add`: an aggregate is that of the whole set
  case shown
  /// measures, group tests, and the order of groups
  case group
}
