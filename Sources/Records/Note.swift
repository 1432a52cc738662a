/// Something said beside an answer or a load: what was skipped, shared, approximate, repeated or
/// read in one of two ways.
package struct Note: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    // about the sentence
    case echo, scaleOfLiteral, valueNotField, letterCase, absentValue, firstMeasureRanks,
      windowOrder
    // about the records
    case missing, shared, overlap, parts, repeats, undecided, longerPeriod, weekOfOtherYear,
      tieAtCut, tieTaken
    case unmatched, joined, compared
    case notAdditive, divisionByZero, outsideDomain, elseForMissing, offersEach, skipped, precision
    /// groups that have no record
    case emptyGroups
    /// what totals are of
    case totals
    /// what a statement wrote to a file
    case saved
    // about a load
    case decided, suspected, unreadable, ragged, encoding, newUnit, converted, elsewhere
  }

  package var kind: Kind
  /// One sentence, lower case, no full stop.
  package var text: String
  /// How many records or cells it speaks of, where it speaks of some.
  package var count: Int?
  /// What to write instead or besides, as it could be pasted.
  package var suggestion: String?

  package init(_ kind: Kind, _ text: String, count: Int? = nil, suggestion: String? = nil) {
    self.kind = kind
    self.text = text
    self.count = count
    self.suggestion = suggestion
  }
}
