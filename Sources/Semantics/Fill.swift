package import Records
package import Syntax

/// `with empty`: every combination of the keys' values is a group, also where no record is; between
/// the first and the last value of a key stand those that are between them.
package struct Fill: Sendable, Equatable {
  /// Which values a key has besides those that occur.
  package enum Step: Sendable, Equatable {
    case occurring
    /// Each multiple of a width from the first value on.
    case whole(FixedDecimal)
    /// The edges of bins, as far as they lie between the first value and the last.
    case edges([FixedDecimal])
    /// The next day, week, month, quarter or year.
    case calendar
  }

  /// One a key of the summary.
  package var keys: [Step]
  /// Where it was written, for what is too much.
  package var range: SourceRange

  package init(keys: [Step], range: SourceRange) {
    self.keys = keys
    self.range = range
  }

  /// More groups than this are refused.
  package static let mostGroups = 1_000_000
}
