/// How a file or a pipe takes a set of records.
package enum WritingForm: String, Sendable, CaseIterable {
  case csv, tsv, json, jsonl, markdown
}
