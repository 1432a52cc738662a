/// A slow reader of records, one character after the other, to compare the fast one with.
struct ReferenceReader {
  let delimiter: UInt8
  let fieldCount: Int

  struct Outcome: Equatable {
    var records: [[String]] = []
    var lines: [Int] = []
    var short = 0
    var long = 0
    var emptyExtra = 0
    var blank = 0
    var oddQuotes = 0
    var unread = 0
  }

  struct Row {
    var line: Int
    var cells: [[UInt8]] = []
    var oddCount = 0
    var lineCount = 0
    var isBlank = false
    /// A quote of it is never closed; nothing stands behind it.
    var isOpen = false
    /// A cell closes its quote in its middle on a later line.
    var isTorn = false
  }

  /// `nil` where a quote stays open, or closes in the middle of a cell on a later line.
  func read(_ bytes: [UInt8]) -> Outcome? {
    let rows = rows(bytes)
    var outcome = Outcome()
    var pendingBlank = 0
    for (index, row) in rows.enumerated() {
      if row.isBlank {
        pendingBlank += 1
        continue
      }
      if row.isOpen { return nil }
      if row.cells.count != fieldCount {
        let isLast = rows[index...].allSatisfy {
          $0.isBlank || $0.isOpen || $0.cells.count != fieldCount
        }
        if pendingBlank > 0, isLast {
          outcome.unread = max(1, rows[index...].reduce(0) { $0 + ($1.isOpen ? 0 : $1.lineCount) })
          return outcome
        }
        let extra = row.cells.dropFirst(fieldCount)
        if row.cells.count < fieldCount {
          outcome.short += 1
        } else if extra.allSatisfy({ text($0).isEmpty }) {
          outcome.emptyExtra += 1
        } else {
          outcome.long += 1
        }
      }
      if row.isTorn { return nil }
      outcome.blank += pendingBlank
      pendingBlank = 0
      outcome.oddQuotes += row.oddCount
      let padding = [[UInt8]](repeating: [], count: max(0, fieldCount - row.cells.count))
      outcome.records.append((row.cells.prefix(fieldCount) + padding).map(text))
      outcome.lines.append(row.line)
    }
    return outcome
  }

  private func rows(_ bytes: [UInt8]) -> [Row] {
    var rows: [Row] = []
    var rest = (bytes.last == 10 ? bytes : bytes + [10])[...]
    var line = 1
    while !rest.isEmpty {
      var row = Row(line: line)
      while true {
        guard let (cell, isOdd) = takeCell(&rest) else {
          row.isOpen = true
          return rows + [row]
        }
        row.isTorn = row.isTorn || isOdd && isTorn(cell)
        row.cells.append(cell)
        row.lineCount += cell.count { $0 == 10 }
        if isOdd { row.oddCount += 1 }
        guard let sign = rest.popFirst(), sign == delimiter else { break }
      }
      row.lineCount += 1
      if row.cells[row.cells.count - 1].last == 13 { row.cells[row.cells.count - 1].removeLast() }
      row.isBlank = row.cells == [[]]
      line += row.lineCount
      rows.append(row)
    }
    return rows
  }

  /// A cell as written, up to its delimiter or line end.
  private func takeCell(_ rest: inout ArraySlice<UInt8>) -> ([UInt8], isOdd: Bool)? {
    var cell: [UInt8] = []
    var isOdd = false
    if rest.first == UInt8(ascii: "\"") {
      cell.append(rest.removeFirst())
      while true {
        guard let sign = rest.popFirst() else { return nil }
        cell.append(sign)
        if sign != UInt8(ascii: "\"") { continue }
        if rest.first != UInt8(ascii: "\"") { break }
        cell.append(rest.removeFirst())
      }
      let isReturn = rest.first == 13 && rest.dropFirst().first == 10
      isOdd = !(rest.isEmpty || rest.first == delimiter || rest.first == 10 || isReturn)
    }
    while let sign = rest.first, sign != delimiter, sign != 10 { cell.append(rest.removeFirst()) }
    return (cell, isOdd)
  }

  /// Whether its first quoted part holds a line end.
  private func isTorn(_ cell: [UInt8]) -> Bool {
    var index = 1
    while index < cell.count {
      if cell[index] == 10 { return true }
      if cell[index] == UInt8(ascii: "\"") {
        if index + 1 == cell.count || cell[index + 1] != UInt8(ascii: "\"") { return false }
        index += 1
      }
      index += 1
    }
    return false
  }

  /// Without quotes, where the cell is well formed.
  private func text(_ cell: [UInt8]) -> String {
    let quote = UInt8(ascii: "\"")
    if cell.count >= 2, cell.first == quote, cell.last == quote {
      let inner = Array(cell.dropFirst().dropLast())
      var result: [UInt8] = []
      var index = 0
      while index < inner.count {
        if inner[index] == quote {
          guard index + 1 < inner.count, inner[index + 1] == quote else {
            return String(decoding: cell, as: UTF8.self)
          }
          index += 1
        }
        result.append(inner[index])
        index += 1
      }
      return String(decoding: result, as: UTF8.self)
    }
    return String(decoding: cell, as: UTF8.self)
  }
}
