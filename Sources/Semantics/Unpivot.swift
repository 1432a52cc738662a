package import Records

/// Columns become rows: for each row and each of the columns that has a value one row, with the
/// columns kept, what the column is called, and the value.
package struct Unpivot: Sendable, Equatable {
  package struct Column: Sendable, Equatable {
    /// What its name says, as a value of the new key's type.
    package var label: Value
    /// The value, in the unit of the first of the columns.
    package var expr: TypedExpr

    package init(label: Value, expr: TypedExpr) {
      self.label = label
      self.expr = expr
    }
  }

  /// The columns of the input that stay.
  package var kept: [Int]
  package var columns: [Column]
  package var key: Schema.Field
  package var value: Schema.Field

  package init(kept: [Int], columns: [Column], key: Schema.Field, value: Schema.Field) {
    self.kept = kept
    self.columns = columns
    self.key = key
    self.value = value
  }
}
