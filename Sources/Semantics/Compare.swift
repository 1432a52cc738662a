package import Records
package import Syntax

/// What differs between the rows at hand and another set, told apart by their keys.
///
/// The answer has a row for each key that is on one side only or whose fields differ: the keys'
/// columns, what it is, which fields differ, and of each field the value here and the other.
package struct Compare: Sendable, Equatable {
  package struct Field: Sendable, Equatable {
    package var left: Int
    package var right: Int
    /// What the right's number is multiplied by to be in the left's unit.
    package var ratio: Ratio?
    package var name: String

    package init(left: Int, right: Int, ratio: Ratio?, name: String) {
      self.left = left
      self.right = right
      self.ratio = ratio
      self.name = name
    }
  }

  package var source: Plan.Source
  package var keys: [Field]
  package var fields: [Field]
  package var leftTitle: String
  package var title: String
  /// What the other's columns are called by: `old` in `old.funds`.
  package var qualifier: String
  /// Where the other set and its keys are written.
  package var range: SourceRange

  package init(
    source: Plan.Source, keys: [Field], fields: [Field], leftTitle: String, title: String,
    qualifier: String, range: SourceRange
  ) {
    self.source = source
    self.keys = keys
    self.fields = fields
    self.leftTitle = leftTitle
    self.title = title
    self.qualifier = qualifier
    self.range = range
  }
}
