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
    guard !found.unmatched.isEmpty else { return }
    let verb = found.unmatched.count == 1 ? "has" : "have"
    let keys = unmatchedKeys(join, found.unmatched, left)
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
    let group = Interner()
    let words = columns.map { UnmatchedWords($0) }
    var counts: [Int] = []
    var firstRows: [Int] = []
    for row in rows {
      var id = words[0].code(of: Int(row))
      for word in words.dropFirst() {
        id = group.id(of: UInt64(id) << 32 | UInt64(word.code(of: Int(row))))
      }
      if id >= counts.count {
        counts += Array(repeating: 0, count: Int(id) + 1 - counts.count)
        firstRows += Array(repeating: 0, count: Int(id) + 1 - firstRows.count)
      }
      if counts[Int(id)] == 0 { firstRows[Int(id)] = Int(row) }
      counts[Int(id)] += 1
    }
    let met = counts.indices.filter { counts[$0] > 0 }.sorted { firstRows[$0] < firstRows[$1] }
    let first = met.prefix(5).map { id in
      let texts = zip(join.keys, columns).map { key, column in
        NoteText.figure(column.value(at: firstRows[id]), left.fields[key.left].type)
      }
      return (texts.joined(separator: " + "), counts[id])
    }
    return (first, met.count)
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
private struct UnmatchedWords {
  private let column: Column
  private let interner = Interner()

  init(_ column: Column) { self.column = column }

  func code(of row: Int) -> UInt32 {
    switch column.storage {
    case .text(let codes, _), .lists(let codes, _): UInt32(codes[row])
    case .integers(let integers, _):
      interner.id(of: UInt64(truncatingIfNeeded: integers[row]))
    case .doubles(let doubles): interner.id(of: doubles[row].bitPattern)
    case .booleans(let flags): UInt32(flags[row])
    case .periods(let days, let grains):
      interner.id(of: UInt64(UInt32(bitPattern: days[row])) << 8 | UInt64(grains[row].rawValue))
    case .moments(let seconds): interner.id(of: UInt64(bitPattern: seconds[row]))
    }
  }
}
