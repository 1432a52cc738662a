import Records
import Semantics

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
