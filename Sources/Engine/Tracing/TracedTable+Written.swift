import Records
import Semantics

extension TracedTable {
  /// Ranges as they are written, which a figure in the middle cannot tell.
  static func notesOnRanges(
    of base: LoadedRecords, records: [Int], among names: Set<String>
  ) -> [Note] {
    var notes: [Note] = []
    for field in base.fields where names.contains(field.name) && !field.column.written.isEmpty {
      let found = records.compactMap { record in
        field.column.written[record].map { (record, $0) }
      }
      guard !found.isEmpty else { continue }
      var parts = found.prefix(5).map { "\"\($0.1)\" at \(base.place(of: $0.0))" }
      let more = found.count - parts.count
      if more > 0 { parts.append("\(NoteText.count(more)) more") }
      let verb = found.count == 1 ? "is a range" : "are ranges"
      let figures = found.count == 1 ? "figure" : "figures"
      notes.append(
        Note(
          .decided,
          "\(NoteText.count(found.count)) \(figures) of \(field.name) \(verb): \(parts.listed)",
          count: found.count))
    }
    return notes
  }
}
