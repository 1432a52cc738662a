import Records
import Semantics
import Syntax

extension StageRun {
  /// The rows that differ, in the order of the left, then those that only the right has.
  func compare(_ compare: Compare) throws(ExecutionError) {
    try settle()
    let left = frame.materialised(name: frame.set.name)
    let right = try run.source(compare.source, enclosing: nil)
    let matches = try matches(compare, left, right)
    let pairs = matches.enumerated().compactMap { row, match in
      match.map { (left: UInt32(row), right: $0) }
    }
    let differing = try differing(compare, pairs, left, right)
    var rows: [ComparedRow] = []
    var equal = 0
    var pair = 0
    for (row, match) in matches.enumerated() {
      guard let match else {
        rows.append(ComparedRow(left: row, right: nil, fields: []))
        continue
      }
      let fields = compare.fields.indices.filter { differing[$0][pair] }
      pair += 1
      if fields.isEmpty {
        equal += 1
      } else {
        rows.append(ComparedRow(left: row, right: Int(match), fields: fields))
      }
    }
    var isMet = [Bool](repeating: false, count: right.count)
    for pair in pairs { isMet[Int(pair.right)] = true }
    for row in 0..<right.count where !isMet[row] {
      rows.append(ComparedRow(left: nil, right: row, fields: []))
    }
    sayEqual(equal, of: rows, compare)
    compared = rows.map { ($0.left, $0.right) }
    frame = Frame(table(rows, compare, left, right))
  }

  private func sayEqual(_ equal: Int, of rows: [ComparedRow], _ compare: Compare) {
    let verb = equal < 2 ? "row is" : "rows are"
    let number = equal == 0 ? "no" : (rows.isEmpty ? "all " : "") + NoteText.count(equal)
    let what = compare.fields.isEmpty ? "in both, by key alone" : "equal in both"
    run.notes.add(Note(.compared, "\(number) \(verb) \(what)", count: equal))
  }

  // MARK: Keys

  /// The row of the right for each of the left; a missing key is a key like others.
  private func matches(
    _ compare: Compare, _ left: RecordSet, _ right: RecordSet
  ) throws(ExecutionError) -> [UInt32?] {
    let own = try codes(compare, left, left, isOwn: true)
    let ownRows = try own.codes(run)
    try refuseSeveral(own.bound, ownRows, compare, left, compare.leftTitle, isLeft: true)
    let both = try codes(compare, left, right, isOwn: false)
    let others = both.right.elements
    try refuseSeveral(both.bound, others, compare, right, compare.title, isLeft: false)
    var table = [UInt32?](repeating: nil, count: both.bound)
    for (row, code) in others.enumerated() { table[Int(code)] = UInt32(row) }
    return try both.codes(run).map { $0 == KeyCodes.unknown ? nil : table[Int($0)] }
  }

  private func codes(
    _ compare: Compare, _ left: RecordSet, _ right: RecordSet, isOwn: Bool
  ) throws(ExecutionError) -> KeyCodes {
    var codes: KeyCodes?
    for key in compare.keys {
      let sides = KeySides(
        left: left.fields[key.left].column,
        right: right.fields[isOwn ? key.left : key.right].column,
        ratio: isOwn ? nil : key.ratio?.inverse)
      let own = try KeyCodes(sides, run).withMissing(run)
      codes =
        try codes.map { known throws(ExecutionError) in try known.combined(with: own, run) } ?? own
    }
    guard let codes else { preconditionFailure("a comparison has a key") }
    return codes
  }

  private func refuseSeveral(
    _ bound: Int, _ codes: [UInt32], _ compare: Compare, _ set: RecordSet, _ title: String,
    isLeft: Bool
  ) throws(ExecutionError) {
    var counts = [Int](repeating: 0, count: bound)
    for code in codes { counts[Int(code)] += 1 }
    guard counts.contains(where: { $0 > 1 }) else { return }
    var listed: [String] = []
    var total = 0
    for (row, code) in codes.enumerated() where counts[Int(code)] > 1 {
      total += 1
      if listed.count < 5 {
        let values = compare.keys.map { key in
          let index = isLeft ? key.left : key.right
          return NoteText.figure(set.fields[index].column.value(at: row), set.fields[index].type)
        }
        listed.append(
          "\(values.joined(separator: " + ")) (\(NoteText.count(counts[Int(code)])) rows)")
      }
      counts[Int(code)] = 0
    }
    let more = total > listed.count ? " and \(NoteText.count(total - listed.count)) more" : ""
    let names = compare.keys.map(\.name)
    throw .failed(
      Diagnostic(
        "a comparison needs one row for each \(names.listed), and \(title) has several for "
          + listed.joined(separator: ", ") + more, at: compare.range,
        notes: [
          "more keys tell rows apart; sum … by \(names.joined(separator: ", ")) makes them one"
        ]
      ))
  }

  // MARK: Fields

  /// For each field whether it differs, pair by pair.
  private func differing(
    _ compare: Compare, _ pairs: [(left: UInt32, right: UInt32)], _ left: RecordSet,
    _ right: RecordSet
  ) throws(ExecutionError) -> [[Bool]] {
    let leftRows = Vector(pairs.map(\.left))
    let rightRows = Vector(pairs.map(\.right))
    var result: [[Bool]] = []
    for field in compare.fields {
      let sides = KeySides(
        left: Gathering.column(left.fields[field.left].column, leftRows),
        right: Gathering.column(right.fields[field.right].column, rightRows),
        ratio: field.ratio?.inverse)
      let codes = try KeyCodes(sides, run)
      result.append(zip(try codes.codes(run), codes.right.elements).map { $0 != $1 })
    }
    return result
  }

  // MARK: The answer

  private func table(
    _ rows: [ComparedRow], _ compare: Compare, _ left: RecordSet, _ right: RecordSet
  ) -> RecordSet {
    var columns: [[Value]] = []
    for key in compare.keys {
      columns.append(
        rows.map { row in
          row.left.map { left.fields[key.left].column.value(at: $0) }
            ?? other(key, right, row.right)
        })
    }
    columns.append(
      rows.map { row in
        .text(
          row.right == nil
            ? "only in \(compare.leftTitle)"
            : row.left == nil ? "only in \(compare.title)" : "differs")
      })
    columns.append(
      rows.map { row in
        row.fields.isEmpty ? .missing : .list(row.fields.map { compare.fields[$0].name })
      })
    for field in compare.fields {
      columns.append(
        rows.map { row in
          row.left.map { left.fields[field.left].column.value(at: $0) } ?? .missing
        })
      columns.append(rows.map { other(field, right, $0.right) })
    }
    let fields = zip(stage.output.fields, columns).map { field, values in
      Field(name: field.name, type: field.type, column: Column(values, type: field.type))
    }
    return RecordSet(name: left.name, fields: fields, count: rows.count)
  }

  /// A value of the right in the left's unit.
  private func other(_ field: Compare.Field, _ right: RecordSet, _ row: Int?) -> Value {
    guard let row else { return .missing }
    let value = right.fields[field.right].column.value(at: row)
    guard let ratio = field.ratio, case .number(let number, let qualifier) = value else {
      return value
    }
    if case .exact(let decimal) = number, let factor = ratio.decimal,
      let product = decimal.multiplied(by: factor)
    {
      return .number(.exact(product), qualifier)
    }
    return .number(.double(number.double * ratio.double), qualifier)
  }
}

/// A row of a comparison: where it stands on both sides, and which fields differ.
private struct ComparedRow {
  var left: Int?
  var right: Int?
  var fields: [Int]
}
