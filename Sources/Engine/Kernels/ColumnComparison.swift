import Records
import Semantics

/// A column of exact numbers against a constant: cells are compared as they are stored.
struct ColumnComparison {
  private enum Test {
    /// The same answer for every value.
    case fixed(Bool)
    case cell(Comparison, Int64)
  }

  private let column: Column
  private let storage: IntegerStorage
  private let test: Test

  init?(_ comparison: Comparison, _ left: Node, _ right: Node) {
    guard let node = left as? ColumnNode, let constant = right as? ConstantNode,
      case .integers(let storage, let scale) = node.column.storage,
      case .number(.exact(let decimal), let qualifier) = constant.value
    else { return nil }
    let asksQualifier = comparison == .equal || comparison == .unequal
    if asksQualifier, node.column.qualifiers != nil || qualifier != .exact { return nil }
    guard let test = ColumnComparison.test(comparison, decimal, scale: scale) else { return nil }
    column = node.column
    self.storage = storage
    self.test = test
  }

  /// The constant at the column's scale; one between two of its steps moves to the next.
  private static func test(
    _ comparison: Comparison, _ decimal: FixedDecimal, scale: Int
  ) -> Test? {
    if let exact = decimal.rescaled(to: scale) {
      return Int64(exactly: exact).map { .cell(comparison, $0) }
    }
    guard decimal.scale > scale, let below = decimal.rounded(to: scale, .down),
      let step = below.rescaled(to: scale), let floor = Int64(exactly: step)
    else { return nil }
    return switch comparison {
    case .equal: .fixed(false)
    case .unequal: .fixed(true)
    case .less, .lessOrEqual: .cell(.lessOrEqual, floor)
    case .greater, .greaterOrEqual: .cell(.greater, floor)
    }
  }

  /// Flags where the batch is a run of rows; missing cells are false.
  func flags(_ batch: Batch) -> UnsafePointer<UInt8>? {
    guard case .range(let start, let count) = batch.rows else { return nil }
    let flags: UnsafePointer<UInt8>
    switch test {
    case .fixed(let holds):
      flags = UnsafePointer(batch.scratch.take(count, repeating: holds ? 1 : 0))
    case .cell(let comparison, let constant):
      guard
        let found = Comparing.column(
          comparison, storage, from: start, count, constant, batch.scratch)
      else { return nil }
      flags = found
    }
    guard let validity = column.validity else { return flags }
    let valid = Loading.validity(validity, batch.rows, batch.scratch)
    return mapped(flags, valid, count, batch.scratch) { $0 & $1 }
  }
}
