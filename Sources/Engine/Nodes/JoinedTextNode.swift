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
