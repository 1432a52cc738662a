/// How a file or a pipe takes a set of records.
package enum WritingForm: String, Sendable, CaseIterable {
  case csv, tsv, json, jsonl, markdown
  /// the records as they are kept in memory, with all that is known of them
  case records

  /// The form that a file's name asks for by its ending.
  package init?(fileName: String) {
    let name = fileName.lowercased()
    guard let dot = name.lastIndex(of: "."), !name[dot...].contains("/") else { return nil }
    switch name[name.index(after: dot)...] {
    case "csv": self = .csv
    case "tsv", "tab": self = .tsv
    case "json": self = .json
    case "jsonl", "ndjson": self = .jsonl
    case "md", "markdown": self = .markdown
    case "records": self = .records
    default: return nil
    }
  }
}
