import Records
import Semantics

/// `size(list)`
final class SizeNode: Node {
  private let operand: Node
  private let table = CodeTable()

  init(_ expr: TypedExpr, _ subject: Subject, _ operand: Node) {
    self.operand = operand
    super.init(expr, subject)
  }

  override var form: NumberForm { .exact(scale: 0) }
  override var mayBeMissing: Bool { operand.mayBeMissing }
  override var isSilent: Bool { operand.isSilent }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    let column = try operand.evaluate(batch)
    guard case .lists(let codes, let source) = column.cells else {
      preconditionFailure("size is of a list")
    }
    let sizes = table.results(codes, batch.count, below: source.count, batch.scratch) { code in
      code < source.count ? UInt32(source.memberCodes(of: code).count) : 0
    }
    let integers = mapped(sizes, batch.count, batch.scratch) { Int64($0) }
    return BatchColumn(.integers(integers, scale: 0), count: batch.count, valid: column.valid)
  }
}
