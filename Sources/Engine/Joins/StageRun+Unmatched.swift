import Records
import Semantics
import Syntax

extension StageRun {
  /// Says which records found nothing, and what is near.
  func say(_ join: Join, _ found: LookUp, _ left: RecordSet, _ right: RecordSet) {
    if found.rightWithoutKey > 0 {
      let names = join.keys.map(\.rightName).joined(separator: " or ")
      let verb = found.rightWithoutKey == 1 ? "has" : "have"
      run.notes.add(
        Note(
          .unmatched,
          "\(NoteText.records(found.rightWithoutKey)) of \(join.title) \(verb) no \(names), so "
            + "nothing finds \(found.rightWithoutKey == 1 ? "it" : "them")",
          count: found.rightWithoutKey))
    }
    if found.withoutKey > 0 {
      let names = join.keys.map(\.leftName).joined(separator: " or ")
      let verb = found.withoutKey == 1 ? "has" : "have"
      run.notes.add(
        Note(
          .unmatched,
          "\(NoteText.records(found.withoutKey)) \(verb) no \(names) to look up in \(join.title)",
          count: found.withoutKey))
    }
    guard found.unmatched.count > 0 else { return }
    let verb = found.unmatched.count == 1 ? "has" : "have"
    let keys = unmatchedKeys(join, found.unmatched.elements, left)
    let near = nearest(join, right)
    let shown = keys.first.map { key in
      let count = key.count > 1 ? " (\(NoteText.count(key.count)))" : ""
      return key.text + count + near(key.text)
    }
    let more =
      keys.total > shown.count ? " and \(NoteText.count(keys.total - shown.count)) more" : ""
    run.notes.add(
      Note(
        .unmatched,
        "\(NoteText.records(found.unmatched.count)) \(verb) no match in \(join.title): "
          + shown.joined(separator: ", ") + more, count: found.unmatched.count))
  }

  /// The first few keys that found nothing, with their counts, and how many there are.
  private func unmatchedKeys(
    _ join: Join, _ rows: [UInt32], _ left: RecordSet
  ) -> (first: [(text: String, count: Int)], total: Int) {
    let columns = join.keys.map { left.fields[$0.left].column }
    var ids = UnmatchedCodes(columns[0]).codes(of: rows)
    for column in columns.dropFirst() {
      let pairs = Interner()
      let next = UnmatchedCodes(column).codes(of: rows)
      for index in ids.indices {
        ids[index] = pairs.id(of: UInt64(ids[index]) << 32 | UInt64(next[index]))
      }
    }
    var counts = [Int](repeating: 0, count: Int(ids.max() ?? 0) + 1)
    var total = 0
    var met: [(id: Int, row: Int)] = []
    for (id, row) in zip(ids, rows) {
      if counts[Int(id)] == 0 {
        total += 1
        if met.count < 5 { met.append((Int(id), Int(row))) }
      }
      counts[Int(id)] += 1
    }
    let first = met.map { id, row in
      let texts = zip(join.keys, columns).map { key, column in
        NoteText.figure(column.value(at: row), left.fields[key.left].type)
      }
      return (texts.joined(separator: " + "), counts[id])
    }
    return (first, total)
  }

  /// ` (nearest: Daning)` for one text key.
  private func nearest(_ join: Join, _ right: RecordSet) -> (String) -> String {
    guard join.keys.count == 1,
      case .text(_, let dictionary) = right.fields[join.keys[0].right].column.storage,
      dictionary.count <= 20_000
    else { return { _ in "" } }
    let texts = dictionary.texts
    return { text in
      let folded = text.lowercased()
      if let other = texts.first(where: { $0.lowercased() == folded }) {
        return " (nearest: \(other), which differs by letter case only)"
      }
      let near = Suggestion.nearest(to: text, among: texts, atMost: 2)
      return near.isEmpty ? "" : " (nearest: \(near.joined(separator: ", ")))"
    }
  }
}

/// Small codes for the cells of a key, equal ones for equal cells.
private struct UnmatchedCodes {
  private let column: Column

  init(_ column: Column) { self.column = column }

  func codes(of rows: [UInt32]) -> [UInt32] {
    switch column.storage {
    case .text(let codes, _), .lists(let codes, _):
      switch codes {
      case .uint8(let codes): return rows.map { UInt32(codes[Int($0)]) }
      case .uint16(let codes): return rows.map { UInt32(codes[Int($0)]) }
      case .uint32(let codes): return rows.map { codes[Int($0)] }
      }
    case .integers(let integers, _):
      switch integers {
      case .int8(let cells): return interned(rows) { UInt64(bitPattern: Int64(cells[$0])) }
      case .int16(let cells): return interned(rows) { UInt64(bitPattern: Int64(cells[$0])) }
      case .int32(let cells): return interned(rows) { UInt64(bitPattern: Int64(cells[$0])) }
      case .int64(let cells): return interned(rows) { UInt64(bitPattern: cells[$0]) }
      case .int128(let cells):
        var known: [Int128: UInt32] = [:]
        return rows.map { row in
          let id = known[cells[Int(row)]] ?? UInt32(known.count)
          known[cells[Int(row)]] = id
          return id
        }
      }
    case .doubles(let doubles): return interned(rows) { doubles[$0].bitPattern }
    case .booleans(let flags): return rows.map { UInt32(flags[Int($0)]) }
    case .periods(let days, let grains):
      return interned(rows) {
        UInt64(UInt32(bitPattern: days[$0])) << 8 | UInt64(grains[$0].rawValue)
      }
    case .moments(let seconds): return interned(rows) { UInt64(bitPattern: seconds[$0]) }
    }
  }

  @inline(__always)
  private func interned(_ rows: [UInt32], _ word: (Int) -> UInt64) -> [UInt32] {
    // Numbers near each other need no table: their distance from the least is their code.
    var low = Int64.max
    var high = Int64.min
    for row in rows {
      let number = Int64(bitPattern: word(Int(row)))
      low = min(low, number)
      high = max(high, number)
    }
    let (distance, overflow) = high.subtractingReportingOverflow(low)
    if low <= high, !overflow, distance < Int64(max(1 << 16, 8 * rows.count)) {
      return rows.map {
        UInt32(truncatingIfNeeded: Int64(bitPattern: word(Int($0))) &- low)
      }
    }
    let interner = Interner()
    return rows.map { interner.id(of: word(Int($0))) }
  }
}
