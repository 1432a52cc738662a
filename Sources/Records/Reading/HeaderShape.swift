/// What the first lines of a file look like: where a table starts and whether it has a header.
struct HeaderShape {
  let lines: SampledLines
  let units: UnitTable

  /// The number of cells that most lines have; of two as frequent the larger.
  func usualCount(from first: Int) -> Int {
    var tally: [Int: Int] = [:]
    for cells in lines.cells.dropFirst(first) { tally[cells.count, default: 0] += 1 }
    return tally.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 1
  }

  /// Behind lines with fewer cells than the table has: titles, dates of making.
  var firstLineOfTable: Int {
    let usual = usualCount(from: 0)
    let first = lines.cells[0].count
    guard usual > 1, first < usual,
      let start = lines.cells.firstIndex(where: { $0.count == usual }),
      lines.cells.count(where: { $0.count == usual }) > 1
    else { return 0 }
    return first == 1 || looksLikeNames(lines.cells[start]) ? start : 0
  }

  private func looksLikeNames(_ cells: [String]) -> Bool {
    let texts = cells.filter { CellKind.of($0, units: units) == .text && !$0.isEmpty }
    return texts.count == cells.count && Set(texts).count == cells.count
  }

  /// A line is no header where it has a number, a date or a yes over more of these, and no word
  /// over any of these.
  func isHeader(_ first: Int) -> Bool {
    let rows = lines.cells.dropFirst(first + 1).prefix(50)
    let names = lines.cells[first]
    var hasValueOverValues = false
    for (column, name) in names.enumerated() {
      let kind = CellKind.of(name, units: units)
      let below = rows.compactMap { $0.count > column && !$0[column].isEmpty ? $0[column] : nil }
        .filter { $0 != "-" && $0.lowercased() != "na" && $0.lowercased() != "n/a" }
      let kinds = below.map { CellKind.of($0, units: units) }
      // A single letter may be a yes by chance, so yes and no tell nothing here.
      let isUniform =
        !kinds.isEmpty && kinds.allSatisfy { $0 == kinds[0] && $0 != .text && $0 != .yesNo }
      if kind == .text || kind == .yesNo || name.isEmpty {
        if isUniform, !name.isEmpty { return true }
      } else if HeaderShape.isYear(name), !below.allSatisfy(HeaderShape.isYear) {
        // Years over figures: a table with a column a year.
        return true
      } else if isUniform, kinds[0] == kind {
        hasValueOverValues = true
      } else if rows.isEmpty {
        hasValueOverValues = true
      }
    }
    return !hasValueOverValues
  }

  private static func isYear(_ text: String) -> Bool {
    text.utf8.count == 4 && (text.hasPrefix("19") || text.hasPrefix("20"))
      && text.utf8.allSatisfy { $0 >= 48 && $0 <= 57 }
  }

  /// Headers of several lines: an upper name reaches over the empty cells behind it.
  static func joined(_ lines: [[String]]) -> [String] {
    guard lines.count > 1 else { return lines.first ?? [] }
    let width = lines.map(\.count).max() ?? 0
    var names = [String](repeating: "", count: width)
    for (number, line) in lines.enumerated() {
      var reaching = ""
      for column in 0..<width {
        var part = column < line.count ? line[column] : ""
        if number < lines.count - 1 {
          if part.isEmpty { part = reaching } else { reaching = part }
        }
        if !part.isEmpty { names[column] += names[column].isEmpty ? part : " " + part }
      }
    }
    return names
  }
}
