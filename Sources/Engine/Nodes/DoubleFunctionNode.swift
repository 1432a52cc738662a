import Records
import Semantics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `sqrt ln log10 exp`: rising functions that give doubles.
final class DoubleFunctionNode: Node {
  private let operand: Node
  private let function: Function

  init(_ expr: TypedExpr, _ subject: Subject, _ operand: Node, _ function: Function) {
    self.operand = operand
    self.function = function
    super.init(expr, subject)
  }

  override var isSilent: Bool { false }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    let column = try operand.evaluate(batch)
    let x = Numbers.doubles(of: column, batch.scratch)
    let count = batch.count
    let y =
      switch function {
      case .sqrt: mapped(x, count, batch.scratch) { $0.squareRoot() }
      case .ln: mapped(x, count, batch.scratch) { log($0) }
      case .log10: mapped(x, count, batch.scratch) { decimalLogarithm($0) }
      default: mapped(x, count, batch.scratch) { exponential($0) }
      }
    var result = Domain.restrict(y, column.valid, batch) {
      $0.isFinite
    } counting: {
      self.text
    }
    // Each of them rises strictly, so the ends that are at the figure stay there.
    result.qualifiers = column.qualifiers
    return result
  }
}

private func decimalLogarithm(_ x: Double) -> Double { log10(x) }
private func exponential(_ x: Double) -> Double { exp(x) }
