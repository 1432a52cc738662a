import Records
import Semantics

/// `text(x)`: any value as the text it would be written as.
final class WrittenNode: Node {
  private let operand: Node
  private let pool = TextPool()

  init(_ expr: TypedExpr, _ subject: Subject, _ operand: Node) {
    self.operand = operand
    super.init(expr, subject)
  }

  override var mayBeMissing: Bool { operand.mayBeMissing }
  override var isSilent: Bool { operand.isSilent }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    let column = try operand.evaluate(batch)
    if case .text = column.cells { return column }
    let codes = batch.scratch.take(batch.count, repeating: UInt32(0))
    var last: (value: Value, code: UInt32)?
    for index in 0..<batch.count where column.isValid(index) {
      let value = column.value(at: index)
      if let last, last.value == value {
        codes[index] = last.code
      } else {
        codes[index] = pool.code(of: ValueText.plain(value))
        last = (value, codes[index])
      }
    }
    return BatchColumn(
      .text(UnsafePointer(codes), .pool(pool)), count: batch.count, valid: column.valid)
  }
}
