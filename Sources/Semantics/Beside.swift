/// How figures of several groups together are told beside a table: for totals, and for the groups
/// that `top` does not choose. They are computed from records, never from the groups' figures.
package struct Beside: Sendable, Equatable {
  /// How many keys the rows have, which stand first among the columns.
  package var keyCount: Int
  /// Over the columns of the summary; `nil` for a measure that only a group has, as a window. One
  /// that reads a key is blank where several of its values are together.
  package var measures: [TypedExpr?]

  package init(keyCount: Int, measures: [TypedExpr?]) {
    self.keyCount = keyCount
    self.measures = measures
  }
}
