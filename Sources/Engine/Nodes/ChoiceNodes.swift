import Records
import Semantics

/// `if c then a else b`: each side is asked only of its own rows.
final class ConditionalNode: Node {
  private let condition: Node
  private let chosen: Node
  private let other: Node
  /// What the condition's tests read; a row in which one of them is missing takes `else` for that.
  private let tested: [Node]
  private let merger: Merger

  init(
    _ expr: TypedExpr, _ subject: Subject, _ condition: Node, _ chosen: Node, _ other: Node,
    tested: [Node]
  ) {
    self.condition = condition
    self.chosen = chosen
    self.other = other
    self.tested = tested
    merger = Merger(expr.type, chosen.form.joined(with: other.form))
    super.init(expr, subject)
  }

  override var form: NumberForm { merger.form }
  override var mayBeMissing: Bool { chosen.mayBeMissing || other.mayBeMissing }
  override var isSilent: Bool {
    tested.isEmpty && condition.isSilent && chosen.isSilent && other.isSilent
  }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    let count = batch.count
    let flags = try condition.truth(batch)
    let rest = mapped(flags, count, batch.scratch) { $0 ^ UInt8(1) }
    try countMissing(rest, batch)
    let (first, firstCount) = batch.positions(of: flags)
    let (second, secondCount) = batch.positions(of: rest)
    if secondCount == 0 { return try merged([(chosen, nil, count)], batch) }
    if firstCount == 0 { return try merged([(other, nil, count)], batch) }
    return try merged([(chosen, first, firstCount), (other, second, secondCount)], batch)
  }

  private func countMissing(
    _ rest: UnsafePointer<UInt8>, _ batch: Batch
  ) throws(ExecutionError) {
    let count = batch.count
    var missing: UnsafePointer<UInt8>?
    let quiet = Batch(rows: batch.rows, scratch: batch.scratch, tally: Tally())
    var names: [String] = []
    for node in tested {
      guard node.mayBeMissing, let valid = try node.evaluate(quiet).valid else { continue }
      let absent = mapped(valid, count, batch.scratch) { $0 ^ UInt8(1) }
      missing = missing.map { mapped($0, absent, count, batch.scratch) { $0 | $1 } } ?? absent
      if !names.contains(node.text) { names.append(node.text) }
    }
    guard let missing else { return }
    let met = countOnes(mapped(missing, rest, count, batch.scratch) { $0 & $1 }, count)
    batch.tally.count(.elseForMissing, names.joined(separator: " or "), met)
  }

  private func merged(
    _ sides: [(node: Node, positions: UnsafePointer<UInt32>?, count: Int)], _ batch: Batch
  ) throws(ExecutionError) -> BatchColumn {
    try merger.merge(sides, batch) { (batch, position) in self.tooLarge(batch, at: position) }
  }
}

/// `x default y`: `y` is asked only of the rows in which `x` is missing.
final class DefaultNode: Node {
  private let operand: Node
  private let filler: Node
  private let merger: Merger

  init(_ expr: TypedExpr, _ subject: Subject, _ operand: Node, _ filler: Node) {
    self.operand = operand
    self.filler = filler
    merger = Merger(expr.type, operand.form.joined(with: filler.form))
    super.init(expr, subject)
  }

  override var form: NumberForm { merger.form }
  override var mayBeMissing: Bool { operand.mayBeMissing && filler.mayBeMissing }
  override var isSilent: Bool { operand.isSilent && filler.isSilent }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    let count = batch.count
    let column = try operand.evaluate(batch)
    var sides: [Merger.Side] = []
    if let valid = column.valid, countOnes(valid, count) < count {
      let (present, presentCount) = batch.positions(of: valid)
      let absent = mapped(valid, count, batch.scratch) { $0 ^ UInt8(1) }
      let (gaps, gapCount) = batch.positions(of: absent)
      if presentCount > 0 {
        sides.append(
          .init(
            column: column.picking(present, count: presentCount, in: batch.scratch),
            positions: present))
      }
      if gapCount > 0 {
        let values = try filler.evaluate(batch.picking(gaps, count: gapCount))
        sides.append(.init(column: values, positions: gaps))
      }
    } else {
      sides.append(.init(column: column, positions: nil))
    }
    return try merger.merge(sides, batch) { (batch, position) in
      self.tooLarge(batch, at: position)
    }
  }
}
