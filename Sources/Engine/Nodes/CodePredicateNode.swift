import Records
import Semantics

/// A test of texts or lists against fixed values, asked once for each distinct one; false where the
/// cell is missing.
final class CodePredicateNode: Node {
  /// Asks one distinct text by its UTF-8, or one distinct list by its members.
  enum Question {
    case text((UnsafeBufferPointer<UInt8>) -> Bool)
    case list(([String]) -> Bool)
  }

  private let operand: Node
  private let question: Question
  private let table = CodeTable()

  init(_ expr: TypedExpr, _ subject: Subject, _ operand: Node, _ question: Question) {
    self.operand = operand
    self.question = question
    super.init(expr, subject)
  }

  override var mayBeMissing: Bool { false }
  override var isSilent: Bool { operand.isSilent }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    let column = try operand.evaluate(batch)
    let count = batch.count
    let flags: UnsafePointer<UInt8>
    switch (column.cells, question) {
    case (.text(let codes, let source), .text(let test)):
      flags = table.flags(codes, count, below: source.count, batch.scratch) { code in
        code < source.count && source.withBytes(of: code, test)
      }
    case (.lists(let codes, let source), .list(let test)):
      flags = table.flags(codes, count, below: source.count, batch.scratch) { code in
        code < source.count && test(source.texts(of: code))
      }
    default: preconditionFailure("a test of texts or lists has such an operand")
    }
    let held = column.valid.map { mapped(flags, $0, count, batch.scratch) { $0 & $1 } } ?? flags
    return BatchColumn(.flags(held), count: count)
  }
}
