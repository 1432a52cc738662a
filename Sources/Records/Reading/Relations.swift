/// Which record each record is a part of, and whose figure it tells again.
struct Relations {
  private(set) var keyField: Int?
  private(set) var wholes: Vector<Int32>?
  private(set) var originals: Vector<Int32>?
  private let places: RecordPlaces
  private let file: String

  init(
    fields: [Field], plans: [FieldPlan], count: Int, file: String, places: RecordPlaces,
    notes: inout [Note]
  ) throws(ReadingError) {
    self.places = places
    self.file = file
    keyField = plans.firstIndex { $0.declared?.role == .key }
    guard let keyField else { return }
    let index = try keys(of: fields[keyField], count: count, notes: &notes)
    for (field, plan) in zip(fields, plans) {
      guard let role = plan.declared?.role, role == .whole || role == .original else { continue }
      let targets = resolve(field, index, keyName: fields[keyField].name, &notes)
      try refuseCycle(targets, field, key: fields[keyField])
      if role == .whole { wholes = Vector(targets) } else { originals = Vector(targets) }
    }
  }

  private struct KeyIndex {
    let texts: TextDictionary
    /// The record of each text.
    let records: [Int32]

    func record(of key: String) -> Int32? {
      texts.code(of: key).map { records[$0] }
    }
  }

  /// Keys are compared as they print, so a number is the same key however it was written.
  private static func key(_ column: Column, _ row: Int) -> String? {
    switch column.value(at: row) {
    case .missing: nil
    case .text(let text): text
    case .list(let texts): texts.joined(separator: ";")
    case .number(let number, _):
      switch number {
      case .exact(let decimal): decimal.normalized.description
      case .double(let double): "\(double)"
      }
    case .yesNo(let answer): answer ? "yes" : "no"
    case .period(let period): period.text
    case .moment(let seconds): DateText.text(ofMoment: seconds)
    }
  }

  private func keys(
    of field: Field, count: Int, notes: inout [Note]
  ) throws(ReadingError) -> KeyIndex {
    guard count <= Int(Int32.max) else {
      throw ReadingError(file: file, "a set with a key has at most 2 billion records")
    }
    var texts = TextDictionaryBuilder()
    var records: [Int32] = []
    var twice: [(key: String, first: Int, second: Int)] = []
    var twiceCount = 0
    var missing = RecordPlaces.Tally()
    for row in 0..<count {
      guard let key = Relations.key(field.column, row) else {
        missing.add(row)
        continue
      }
      let code = Int(texts.code(of: key))
      if code == records.count {
        records.append(Int32(row))
      } else {
        twiceCount += 1
        if twice.count < 3 { twice.append((key, Int(records[code]), row)) }
      }
    }
    if let first = twice.first {
      let keys = Counted.noun(twiceCount, "record repeats", "records repeat")
      throw ReadingError(
        file: self.file(of: first.second), line: places.line(of: first.second),
        "\(field.name) is declared key, but \(keys) the key of another",
        notes: twice.map {
          "\($0.key) is at \(places.words(of: $0.first)) and at \(places.words(of: $0.second))"
        })
    }
    if missing.count > 0 {
      let records = Counted.noun(missing.count, "record has", "records have")
      notes.append(
        Note(
          .suspected, "\(records) no \(field.name), which is the key, \(missing.place(in: places))",
          count: missing.count))
    }
    return KeyIndex(texts: texts.finish(), records: records)
  }

  /// The record that each record names, or -1.
  private func resolve(
    _ field: Field, _ index: KeyIndex, keyName: String, _ notes: inout [Note]
  ) -> [Int32] {
    var unknown = RecordPlaces.Tally()
    var examples: [String] = []
    var targets = [Int32](repeating: -1, count: field.column.count)
    for row in 0..<field.column.count {
      guard let key = Relations.key(field.column, row) else { continue }
      if let record = index.record(of: key) {
        targets[row] = record
      } else {
        unknown.add(row)
        if examples.count < 3, !examples.contains(key) { examples.append(key) }
      }
    }
    if unknown.count > 0 {
      let cells = Counted.noun(unknown.count, "cell names", "cells name")
      notes.append(
        Note(
          .suspected,
          "\(field.name): \(cells) no record's \(keyName): \(Counted.list(examples)), "
            + unknown.place(in: places),
          count: unknown.count))
    }
    return targets
  }

  private func refuseCycle(
    _ targets: [Int32], _ field: Field, key: Field
  ) throws(ReadingError) {
    // 0: not seen; a walk's own number while it is under way; -1: known to end.
    var state = [Int32](repeating: 0, count: targets.count)
    for start in targets.indices where state[start] == 0 {
      let walk = Int32(start) + 1
      var row = start
      while state[row] == 0 {
        state[row] = walk
        guard targets[row] >= 0 else { break }
        row = Int(targets[row])
      }
      if targets[row] >= 0, state[row] == walk, isOnCycle(row, targets) {
        throw cycle(from: row, targets, field, key)
      }
      row = start
      while state[row] == walk {
        state[row] = -1
        guard targets[row] >= 0 else { break }
        row = Int(targets[row])
      }
    }
  }

  /// The walk ended on a record of its own, so going on from it comes back to it.
  private func isOnCycle(_ row: Int, _ targets: [Int32]) -> Bool {
    var next = Int(targets[row])
    for _ in targets.indices {
      if next == row { return true }
      guard targets[next] >= 0 else { return false }
      next = Int(targets[next])
    }
    return false
  }

  private func cycle(
    from row: Int, _ targets: [Int32], _ field: Field, _ key: Field
  ) -> ReadingError {
    var chain: [String] = []
    var next = row
    repeat {
      chain.append(Relations.key(key.column, next) ?? places.words(of: next))
      next = Int(targets[next])
    } while next != row && chain.count < 12
    if next == row, let first = chain.first { chain.append(first) } else { chain.append("…") }
    return ReadingError(
      file: self.file(of: row), line: places.line(of: row),
      "\(field.name) goes in a circle: " + chain.joined(separator: " → "))
  }

  private func file(of record: Int) -> String {
    places.fileOfRecord == nil ? file : places.file(of: record)
  }
}
