import Records
import Semantics
import Syntax

extension StageRun {
  /// Puts the rows of another source below these; they stay the records they are where both have
  /// loaded ones.
  func append(_ append: Append) throws(ExecutionError) {
    try settle()
    let upper = frame.materialised(name: frame.set.name)
    let lower = try run.source(append.source, enclosing: context.input)
    let below = try StageRun.columns(append, of: lower, run)
    var fields: [Field] = []
    for (column, cells) in zip(append.columns, below) {
      let above = column.upper.map { upper.fields[$0].column } ?? .missing(column.type, upper.count)
      guard let whole = above.appending(cells) else {
        let range = column.lower?.range ?? SourceRange(0, 0)
        throw .failed(
          Diagnostic("\(column.name) has figures of more than 38 digits together", at: range))
      }
      fields.append(Field(name: column.name, type: column.type, column: whole))
    }
    try run.checkCancelled()
    sayAbsent(append, upper: upper.count, lower: lower.count)
    var set = RecordSet(name: upper.name, fields: fields, count: upper.count + lower.count)
    if let above = upper.lineage, let below = lower.lineage {
      sayRepeated(above, upper.count, below, lower.count, append)
      set.lineage = above.joined(upper.count, with: below, lower.count)
    }
    frame = Frame(set)
  }

  private static func columns(
    _ append: Append, of set: RecordSet, _ run: Run
  ) throws(ExecutionError) -> [Column] {
    let preparer = Preparer(run, StageContext(set), over: set)
    let tally = Tally()
    var columns: [Column] = []
    for column in append.columns {
      guard let lower = column.lower else {
        columns.append(.missing(column.type, set.count))
        continue
      }
      let node = try preparer.node(lower)
      if let plain = node as? ColumnNode {
        columns.append(plain.column)
        continue
      }
      var assembler = ColumnAssembler(node.type, node.form)
      try run.forEachBatch(of: Frame(set), tally) { (batch) throws(ExecutionError) in
        assembler.append(try node.evaluate(batch))
      }
      columns.append(assembler.finish())
    }
    run.notes.add(tally.notes)
    return columns
  }

  // MARK: What is said

  private func sayAbsent(_ append: Append, upper: Int, lower: Int) {
    func say(_ names: [String], _ title: String, _ count: Int) {
      guard !names.isEmpty, count > 0 else { return }
      let they = names.count == 1 ? "it is" : "they are"
      run.notes.add(
        Note(
          .missing,
          "\(title) has no \(names.listed): \(they) missing in its \(NoteText.records(count))",
          count: count))
    }
    say(append.columns.filter { $0.upper == nil }.map(\.name), append.upperTitle, upper)
    say(append.columns.filter { $0.lower == nil }.map(\.name), append.lowerTitle, lower)
  }

  /// Records that stand in both would be counted twice.
  private func sayRepeated(
    _ upper: Lineage, _ upperCount: Int, _ lower: Lineage, _ lowerCount: Int, _ append: Append
  ) {
    guard upper.base === lower.base else { return }
    var isAbove = [Bool](repeating: false, count: upper.base.count)
    for row in 0..<upperCount { isAbove[upper.record(of: row)] = true }
    let twice = (0..<lowerCount).filter { isAbove[lower.record(of: $0)] }
    guard let first = twice.first else { return }
    let label = upper.base.shortLabel(of: lower.record(of: first))
    let verb = twice.count == 1 ? "stands in both: \(label)" : "stand in both, first \(label)"
    run.notes.add(
      Note(.repeats, "\(NoteText.records(twice.count)) \(verb)", count: twice.count))
  }
}

extension Lineage {
  /// The records of rows that stand above others.
  func joined(_ count: Int, with other: Lineage, _ otherCount: Int) -> Lineage {
    let isOne = base === other.base
    let shift = isOne ? 0 : UInt32(base.count)
    let records = Vector<UInt32>(count: count + otherCount) { target in
      for row in 0..<count { target[row] = UInt32(record(of: row)) }
      for row in 0..<otherCount { target[count + row] = UInt32(other.record(of: row)) + shift }
    }
    return Lineage(base: isOne ? base : base.joined(with: other.base), records: records)
  }
}
