import Records

/// How answers are written.
enum OutputFormat: String, CaseIterable {
  case table, csv, tsv, json, jsonl, markdown

  /// What is written where no person reads it; `nil` for a table.
  var form: WritingForm? { WritingForm(rawValue: rawValue) }

  /// The format that a file's name asks for.
  init?(fileName: String) {
    if let form = WritingForm(fileName: fileName) {
      self.init(rawValue: form.rawValue)
      return
    }
    let name = fileName.lowercased()
    guard name.hasSuffix(".txt") || name.hasSuffix(".text") else { return nil }
    self = .table
  }
}
