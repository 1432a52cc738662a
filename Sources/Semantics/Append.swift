package import Records

/// Rows of a source below the rows at hand, field by field of one name.
package struct Append: Sendable, Equatable {
  package struct Column: Sendable, Equatable {
    package var name: String
    package var type: ValueType
    /// The column of the rows at hand; `nil` where they have no such field.
    package var upper: Int?
    /// The cells of the source, in the unit of the rows at hand; `nil` where it has no such field.
    package var lower: TypedExpr?

    package init(name: String, type: ValueType, upper: Int?, lower: TypedExpr?) {
      self.name = name
      self.type = type
      self.upper = upper
      self.lower = lower
    }
  }

  package var source: Plan.Source
  package var columns: [Column]
  /// What sentences call the rows at hand and those of the source.
  package var upperTitle: String
  package var lowerTitle: String

  package init(
    source: Plan.Source, columns: [Column], upperTitle: String, lowerTitle: String
  ) {
    self.source = source
    self.columns = columns
    self.upperTitle = upperTitle
    self.lowerTitle = lowerTitle
  }
}
