import Records
import Semantics

/// A function of a text whose other arguments are constants: asked once for each distinct text.
///
/// Where the other arguments vary too, it is asked once for each row.
final class TextMapNode: Node {
  private let arguments: [Node]
  private let function: (String, [Value]) -> String?
  /// The values of the arguments after the first where all are constants.
  private let constants: [Value]?
  private let pool = TextPool()
  private let table = CodeTable()
  private static let none = UInt32.max - 1

  init(
    _ expr: TypedExpr, _ subject: Subject, _ arguments: [Node],
    _ function: @escaping (String, [Value]) -> String?
  ) {
    self.arguments = arguments
    self.function = function
    let rest = arguments.dropFirst().compactMap { ($0 as? ConstantNode)?.value }
    constants = rest.count == arguments.count - 1 ? rest : nil
    super.init(expr, subject)
  }

  override var isSilent: Bool { constants != nil && arguments.allSatisfy(\.isSilent) }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    let first = try arguments[0].evaluate(batch)
    guard case .text(let codes, let source) = first.cells else {
      preconditionFailure("a function of a text has a text")
    }
    if let constants {
      let mapped = table.results(codes, batch.count, below: source.count, batch.scratch) { code in
        guard code < source.count else { return 0 }
        return result(source.text(of: code), constants)
      }
      return finished(mapped, first.valid, batch)
    }
    var rest: [BatchColumn] = []
    for argument in arguments.dropFirst() { rest.append(try argument.evaluate(batch)) }
    let results = batch.scratch.take(batch.count, repeating: TextMapNode.none)
    var withoutResult = 0
    for index in 0..<batch.count where first.isValid(index) {
      let values = rest.map { $0.value(at: index) }
      if !values.contains(.missing) {
        results[index] = result(source.text(of: Int(codes[index])), values)
        if results[index] == TextMapNode.none { withoutResult += 1 }
      }
    }
    if withoutResult > 0 { batch.tally.count(.outsideDomain, text, withoutResult) }
    return finished(UnsafePointer(results), first.valid, batch)
  }

  private func result(_ text: String, _ rest: [Value]) -> UInt32 {
    function(text, rest).map { pool.code(of: $0) } ?? TextMapNode.none
  }

  /// Codes of the pool, of which those that stand for no result are missing.
  private func finished(
    _ results: UnsafePointer<UInt32>, _ valid: UnsafePointer<UInt8>?, _ batch: Batch
  ) -> BatchColumn {
    let count = batch.count
    let present: UnsafePointer<UInt8> = mapped(results, count, batch.scratch) {
      $0 == TextMapNode.none ? 0 : 1
    }
    let codes = mapped(results, count, batch.scratch) { $0 == TextMapNode.none ? 0 : $0 }
    let isWhole = countOnes(present, count) == count
    return BatchColumn(
      .text(codes, .pool(pool)), count: count,
      valid: isWhole ? valid : jointValidity(valid, present, count, batch.scratch))
  }
}
