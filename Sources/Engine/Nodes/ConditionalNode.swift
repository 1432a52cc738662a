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
