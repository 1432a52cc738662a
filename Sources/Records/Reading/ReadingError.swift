/// A data file that could not be read: a sentence with file, line and column.
package struct ReadingError: Error, Sendable, Equatable {
  package var file: String
  package var line: Int?
  package var column: Int?
  package var message: String
  package var notes: [String]
  /// The load was stopped by whoever asked for it; nothing is wrong with the file.
  package var isCancellation = false

  package init(
    file: String, line: Int? = nil, column: Int? = nil, _ message: String, notes: [String] = []
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
    self.notes = notes
  }

  package static func cancelled(_ file: String) -> ReadingError {
    var error = ReadingError(file: file, "the load was stopped")
    error.isCancellation = true
    return error
  }
}
