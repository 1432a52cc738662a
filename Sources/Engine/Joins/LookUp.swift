import Records
import Semantics
import Syntax

/// Finds for each row of the left the one row of the right whose keys are equal.
struct LookUp {
  /// A row of the right for each of the left; `Strand.none` where there is none.
  let rows: Vector<UInt32>
  /// Which rows of the left have a match; `nil` where all do.
  let matched: Validity?
  /// The rows of the left whose key the right does not have, and those without one.
  let unmatched: Vector<UInt32>
  let withoutKey: Int
  /// The rows of the right without a key.
  let rightWithoutKey: Int

  /// Rows of the left without a key, until they are counted.
  static let noKey = UInt32.max - 1

  init(
    _ join: Join, _ left: RecordSet, _ right: RecordSet, _ run: Run
  ) throws(ExecutionError) {
    var codes: KeyCodes?
    for key in join.keys {
      let sides = KeySides(
        left: left.fields[key.left].column, right: right.fields[key.right].column,
        ratio: key.ratio)
      let own = try KeyCodes(sides, run)
      codes =
        try codes.map { known throws(ExecutionError) in
          try known.combined(with: own, run)
        } ?? own
    }
    guard let codes else { preconditionFailure("a look-up has a key") }
    let table = try LookUpTable(codes, run)
    if table.hasRepeats { throw .failed(join.severalMatches(try codes.repeats(run), in: right)) }
    rightWithoutKey = table.withoutKey
    let count = left.count
    var unmatched = Vector<UInt32>([])
    var withoutKey = 0
    var matched: Validity?
    rows = try Vector<UInt32>(count: count) {
      (found: UnsafeMutablePointer<UInt32>) throws(ExecutionError) in
      try codes.look(
        up: table.rows, unknown: Strand.none, missing: LookUp.noKey, into: found, run)
      let failures = try LookUpFailures(found, count, run)
      guard failures.count > 0 else { return }
      withoutKey = failures.withoutKey
      let listed = try failures.listed(found, run)
      unmatched = listed.unmatched
      matched = listed.matched
    }
    self.unmatched = unmatched
    self.withoutKey = withoutKey
    self.matched = matched
  }
}

extension KeyCodes {
  /// The first row of each key that stands several times on the right, and how many it has.
  fileprivate func repeats(_ run: Run) throws(ExecutionError) -> [(row: Int, count: Int)] {
    var first = [UInt32](repeating: Strand.none, count: bound)
    var twice: [UInt32] = []
    var counts: [UInt32: Int] = [:]
    try run.forEachChunk(of: right.count) { rows in
      for row in rows where right[row] != KeyCodes.missing {
        let code = right[row]
        if first[Int(code)] == Strand.none {
          first[Int(code)] = UInt32(row)
        } else {
          if counts[code] == nil { twice.append(code) }
          counts[code, default: 1] += 1
        }
      }
    }
    return twice.map { (row: Int(first[Int($0)]), count: counts[$0] ?? 0) }
  }
}

extension Join {
  /// The keys that stand several times on the right stop the question.
  fileprivate func severalMatches(
    _ found: [(row: Int, count: Int)], in set: RecordSet
  ) -> Diagnostic {
    let listed = found.prefix(5).map { twice in
      let values = keys.map { ValueText.plain(set.fields[$0.right].column.value(at: twice.row)) }
      return "\(values.joined(separator: " + ")) (\(NoteText.records(twice.count)))"
    }
    let more = found.count > 5 ? " and \(NoteText.count(found.count - 5)) more" : ""
    let names = keys.map(\.rightName)
    let others = right.fields.map(\.name).enumerated().filter { index, name in
      !names.contains(name) && (read?.contains(index) ?? true)
    }.map(\.element)
    let example = right.fields.map(\.name).first { !names.contains($0) }
    let picked = others.isEmpty ? [example].compactMap { $0 } : others
    let keyList = names.map { Printer.text(ofName: $0) }.joined(separator: ", ")
    let from = "from \(written)"
    let values =
      picked.isEmpty
      ? "count"
      : picked.map {
        let name = Printer.text(ofName: $0)
        return "first \(name) as \(name)"
      }.joined(separator: ", ")
    let alias = qualifier.map { " as \(Printer.text(ofName: $0))" } ?? ""
    // A form with more fields than anyone would read is no help.
    let fixes: [Diagnostic.Fix] =
      picked.count > 4
      ? [] : [.init(range: range, replacement: "(\(values) by \(keyList) \(from))\(alias)")]
    return Diagnostic(
      "a look-up needs one record for each \(names.listed), and \(title) has several for "
        + listed.joined(separator: ", ") + more, at: range,
      notes: [
        "summarising \(title) first leaves one: (first … by \(keyList) \(from)), or sum … by it",
        "to count what is told several times once, ask \(title) and look the rest up: "
          + "sum value once per gift",
      ],
      fixes: fixes)
  }
}
