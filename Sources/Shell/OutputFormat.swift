import Records

/// How answers are written.
enum OutputFormat: String, CaseIterable {
  case table, csv, tsv, json, jsonl, markdown

  /// What is written where no person reads it; `nil` for a table.
  var form: WritingForm? { WritingForm(rawValue: rawValue) }

  /// The format that a file's name asks for.
  init?(fileName: String) {
    let name = fileName.lowercased()
    guard let dot = name.lastIndex(of: ".") else { return nil }
    switch name[name.index(after: dot)...] {
    case "csv": self = .csv
    case "tsv", "tab": self = .tsv
    case "json": self = .json
    case "jsonl", "ndjson": self = .jsonl
    case "md", "markdown": self = .markdown
    case "txt", "text": self = .table
    default: return nil
    }
  }
}
