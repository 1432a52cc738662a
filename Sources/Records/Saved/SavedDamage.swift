/// What is wrong with a file of saved records, before it is known which file that is.
struct SavedDamage: Error {
  let message: String
  let notes: [String]

  init(_ message: String, notes: [String] = []) {
    self.message = message
    self.notes = notes
  }

  /// Bytes that are not those that were written.
  static func damaged(_ what: String) -> SavedDamage {
    SavedDamage(
      "the file is damaged: \(what)",
      notes: ["loaded from what they came from, the records can be saved again"])
  }

  func error(_ file: String) -> ReadingError {
    ReadingError(file: file, message, notes: notes)
  }
}
