/// What `why where …` asks for: rows of the answer, records, or both.
package struct WhyCondition: Sendable {
  /// A row of the answer by its number, the first being 1.
  package var row: Int?
  /// Over the rows of the answer.
  package var rows: TypedExpr?
  /// Over the records that the plan reads first.
  package var records: TypedExpr?
  /// The whole of it over these records, where it can be said of them and there are no groups: it
  /// finds the records of a row that is not in the answer.
  package var behind: TypedExpr?
  /// The groups that there would be without any condition, and the same condition over their keys:
  /// it finds the records of a group that is not in the answer.
  package var groups: Groups?
  /// The condition as it was written.
  package var text: String

  package struct Groups: Sendable {
    package var plan: Plan
    package var condition: TypedExpr
  }

  package init(text: String) { self.text = text }
}
