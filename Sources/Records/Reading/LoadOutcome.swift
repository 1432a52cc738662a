/// A loaded set with what there is to say of the load.
package struct LoadOutcome: Sendable {
  /// Cells of a line that has more of them than there are fields.
  package struct Aside: Sendable, Equatable {
    package var line: Int
    package var cells: [String]
  }

  package var set: RecordSet
  package var notes: [Note]
  /// The units with those met in headers and cells.
  package var units: UnitTable
  /// How many records the file holds.
  package var recordCount: Int
  /// The names of the fields that no question names and that hold numbers or prose: they are not in
  /// the set.
  package var unkeptFields: [String] = []
  /// The first thousand lines with too many cells and what stood in these; a note counts all.
  package var asides: [Aside] = []

  /// The file that columns are still read from, where the set was saved as records.
  package var savedFile: SavedFile?

  package init(set: RecordSet, notes: [Note], units: UnitTable, recordCount: Int) {
    self.set = set
    self.notes = notes
    self.units = units
    self.recordCount = recordCount
  }
}
