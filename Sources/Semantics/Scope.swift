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
    /// Which of the joined sets it tells of; empty for the first.
    var strands: [Int] = []
    /// Whether its name alone means the key of the left, which is equal to it.
    var isShadowed = false
    /// Whether it is a key of the groups that the rows are.
    var isKey = false
  }

  /// Index by index the columns of the step's input.
  var fields: [Field]
  /// What to call the whole: the set's name, `the answer` after then.
  var title: String
  /// What the joined sets are called, first the one that the others are looked up for; empty where
  /// none is.
  var strandTitles: [String] = []

  init(schema: Schema, title: String, qualifier: String?) {
    fields = schema.fields.map {
      Field(
        name: $0.name, type: $0.type, origin: $0.origin, text: nil, qualifier: qualifier,
        label: $0.label, strands: $0.strands, isKey: $0.isKey)
    }
    self.title = title
    strandTitles = schema.strandTitles
  }

  init(fields: [Field], title: String) {
    self.fields = fields
    self.title = title
  }

  func index(of name: Name) -> Int? {
    index(of: name) { !$0.isShadowed }
  }

  /// `counties.population`
  func index(of name: Name, qualifier: Name) -> Int? {
    index(of: name) { $0.qualifier == qualifier.text }
  }

  private func index(of name: Name, where isMeant: (Field) -> Bool) -> Int? {
    if let exact = fields.firstIndex(where: { $0.name == name.text && isMeant($0) }) {
      return exact
    }
    let lowered = name.text.lowercased()
    let alike = fields.indices.filter {
      isMeant(fields[$0]) && fields[$0].name.lowercased() == lowered
    }
    return alike.count == 1 ? alike[0] : nil
  }

  var names: [String] { fields.filter { !$0.isShadowed }.map(\.name) }

  var schema: Schema {
    var schema = Schema(
      fields: fields.map {
        var field = Schema.Field(
          name: $0.name, type: $0.type, origin: $0.origin, label: $0.label, strands: $0.strands)
        field.isKey = $0.isKey
        return field
      })
    schema.strandTitles = strandTitles
    return schema
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
