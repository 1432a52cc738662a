/// The rows that meet a condition, and what is counted beside it.
package struct Filter: Sendable, Equatable {
  package var predicate: TypedExpr
  /// Whether it tests groups: rows of a summary of this stage.
  package var testsGroups: Bool
  /// The `and`-ed parts with their canonical texts, to say which one matched nothing by itself.
  package var parts: [Part]
  package var watches: [Watch]

  package struct Part: Sendable, Equatable {
    package var text: String
    package var predicate: TypedExpr

    package init(text: String, predicate: TypedExpr) {
      self.text = text
      self.predicate = predicate
    }
  }

  package init(predicate: TypedExpr, testsGroups: Bool, parts: [Part], watches: [Watch] = []) {
    self.predicate = predicate
    self.testsGroups = testsGroups
    self.parts = parts
    self.watches = watches
  }
}

/// Something to count beside a filter, over the filter's input, and to say when it is not 0.
package struct Watch: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// `1 record more names Daning together with others: 2,000,000 yuan (county has Daning)`: the
    /// list column, the value named, and the condition to paste. With measures the count is of
    /// records in which the first measure's operand has a value, with its aggregate.
    case sharedWithOthers(column: Int, value: String, suggestion: String)
    /// `!=` and `not` take in records with a missing cell: the column's name.
    case missingTakenIn(field: String)
    /// A shown condition whose field is missing: its text, and what it counts as.
    case missingDecides(condition: String, field: String, answer: Bool)
    /// A bound leaves the comparison open: its text.
    case undecided(condition: String)
    /// A cell's period is longer than the question's: its text.
    case longerPeriod(condition: String)
    /// Only letter case differs: the value as written, and as it stands in other records.
    case letterCase(field: String, value: String, other: String)
  }

  package var kind: Kind
  /// Which records of the filter's input it counts.
  package var predicate: TypedExpr

  package init(_ kind: Kind, predicate: TypedExpr) {
    self.kind = kind
    self.predicate = predicate
  }
}
