import Records

/// The notes of a run, each said once.
struct NoteBook {
  private(set) var notes: [Note] = []

  mutating func add(_ note: Note) {
    if !notes.contains(note) { notes.append(note) }
  }

  mutating func add(_ others: [Note]) {
    for note in others { add(note) }
  }
}
