package import Records

/// The fields of a set or an answer as the checker knows them.
package struct Schema: Sendable, Equatable {
  package struct Field: Sendable, Equatable {
    package var name: String
    package var type: ValueType
    /// The loaded field that the cells come from unchanged: where its values can be looked up.
    package var origin: Origin?
    /// The value of a key that a column of a cross table is of.
    package var label: Label?
    /// Which of the joined sets it tells of; empty for the first.
    package var strands: [Int] = []
    /// Whether it is a key of the groups that the rows are.
    package var isKey = false

    package init(
      name: String, type: ValueType, origin: Origin? = nil, label: Label? = nil,
      strands: [Int] = []
    ) {
      self.name = name
      self.type = type
      self.origin = origin
      self.label = label
      self.strands = strands
    }
  }

  package struct Origin: Sendable, Equatable {
    package var set: String
    package var field: String
    /// Where the cells come from besides, in rows that were appended.
    package var also: [Origin] = []

    package init(set: String, field: String) {
      self.set = set
      self.field = field
    }
  }

  package var fields: [Field]
  /// What the joined sets are called, where the rows are still their records.
  package var strandTitles: [String] = []

  package init(fields: [Field]) { self.fields = fields }
}
