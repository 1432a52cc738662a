import Records
import Semantics

/// `a & b`
final class JoinedTextNode: Node {
  private let left: Node
  private let right: Node
  private let pool = TextPool()
  /// Pairs of codes that were joined already, and the codes of their results.
  private let pairs = Interner()
  private var results: [UInt32] = []

  init(_ expr: TypedExpr, _ subject: Subject, _ left: Node, _ right: Node) {
    self.left = left
    self.right = right
    super.init(expr, subject)
  }

  override var mayBeMissing: Bool { left.mayBeMissing || right.mayBeMissing }
  override var isSilent: Bool { left.isSilent && right.isSilent }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    let a = try left.evaluate(batch)
    let b = try right.evaluate(batch)
    guard case .text(let x, let source) = a.cells, case .text(let y, let other) = b.cells else {
      preconditionFailure("texts are joined")
    }
    let valid = jointValidity(a.valid, b.valid, batch.count, batch.scratch)
    let codes = batch.scratch.take(batch.count, repeating: UInt32(0))
    for index in 0..<batch.count where valid.map({ $0[index] != 0 }) ?? true {
      let pair = Int(pairs.id(of: UInt64(x[index]) << 32 | UInt64(y[index])))
      if pair == results.count {
        let joined =
          source.withBytes(of: Int(x[index])) { Array($0) }
          + other.withBytes(of: Int(y[index])) { Array($0) }
        results.append(joined.withUnsafeBufferPointer { pool.code(of: $0) })
      }
      codes[index] = results[pair]
    }
    return BatchColumn(.text(UnsafePointer(codes), .pool(pool)), count: batch.count, valid: valid)
  }
}
