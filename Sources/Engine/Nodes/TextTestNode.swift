import Semantics

/// `a contains b`, `starts with`, `ends with` where the text to look for is itself a field.
final class TextTestNode: Node {
  private let test: TextTest
  private let left: Node
  private let right: Node

  init(_ expr: TypedExpr, _ subject: Subject, _ test: TextTest, _ left: Node, _ right: Node) {
    self.test = test
    self.left = left
    self.right = right
    super.init(expr, subject)
  }

  override var mayBeMissing: Bool { false }
  override var isSilent: Bool { left.isSilent && right.isSilent }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    let a = try left.evaluate(batch)
    let b = try right.evaluate(batch)
    guard case .text(let x, let source) = a.cells, case .text(let y, let other) = b.cells else {
      preconditionFailure("a test of texts has texts")
    }
    let flags = batch.scratch.take(batch.count, repeating: UInt8(0))
    for index in 0..<batch.count where a.isValid(index) && b.isValid(index) {
      let needle = FoldedText(other.text(of: Int(y[index])))
      let holds = source.withBytes(of: Int(x[index])) { needle.meets(test, $0) }
      flags[index] = holds ? 1 : 0
    }
    return BatchColumn(.flags(UnsafePointer(flags)), count: batch.count)
  }
}
