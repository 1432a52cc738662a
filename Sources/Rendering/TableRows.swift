/// Which rows are shown: all, or the first and the last few.
struct TableRows {
  let count: Int
  /// How many rows stand before those that are left out; `nil` where none are.
  let gap: Int?
  private(set) var shownCount: Int
  /// Totals stand among the rows and are none.
  private let recordCount: Int
  private let tailCount: Int

  /// A table has a line a row, and room for its header and what is said below.
  static func table(count: Int, recordCount: Int, height: Int?) -> TableRows {
    TableRows(
      count: count, recordCount: recordCount, limit: height.map { max(5, $0 - 6) }, tailCount: 2)
  }

  /// A record one below the other has a line a field, and one for its number.
  static func records(count: Int, fieldCount: Int, height: Int?) -> TableRows {
    TableRows(
      count: count, recordCount: count, limit: height.map { max(1, ($0 - 4) / (fieldCount + 1)) },
      tailCount: 0)
  }

  private init(count: Int, recordCount: Int, limit: Int?, tailCount: Int) {
    self.count = count
    self.recordCount = recordCount
    self.tailCount = tailCount
    let limit = limit ?? count
    gap = count > limit ? limit - tailCount : nil
    shownCount = min(count, limit)
  }

  /// Totals among the rows are no rows that are shown.
  mutating func countRecords(_ isRecord: (Int) -> Bool) {
    guard gap != nil else { return }
    shownCount = blocks.joined().count(where: isRecord)
  }

  var blocks: [Range<Int>] {
    if let gap { return [0..<gap, count - tailCount..<count] }
    return stride(from: 0, to: count, by: 4096).map { $0..<min($0 + 4096, count) }
  }

  /// `1,234 rows, 19 shown`, `nil` where all are.
  func sentence(allRows: String?) -> String? {
    guard gap != nil else { return nil }
    let shown = "\(grouped(Substring(String(recordCount)))) rows, \(shownCount) shown"
    return allRows.map { "\(shown) — \($0) to see them" } ?? shown
  }
}
