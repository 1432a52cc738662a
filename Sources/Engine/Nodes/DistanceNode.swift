import Records
import Semantics

/// The days from the second date's start to the first's; cells longer than a day are counted.
final class DistanceNode: Node {
  private let left: Node
  private let right: Node
  private let ownForm: NumberForm

  init(_ expr: TypedExpr, _ subject: Subject, _ left: Node, _ right: Node) {
    self.left = left
    self.right = right
    ownForm = left.type == .date && right.type == .date ? .exact(scale: 0) : .double
    super.init(expr, subject)
  }

  override var form: NumberForm { ownForm }
  override var mayBeMissing: Bool { left.mayBeMissing || right.mayBeMissing }
  override var isSilent: Bool { false }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    let a = try left.evaluate(batch)
    let b = try right.evaluate(batch)
    let count = batch.count
    let valid = jointValidity(a.valid, b.valid, count, batch.scratch)
    let x = Spans(a, batch.scratch).starts
    let y = Spans(b, batch.scratch).starts
    countLonger(a, b, valid, batch)
    if case .exact = ownForm {
      let days = mapped(x, y, count, batch.scratch) { ($0 - $1) / 86_400 }
      return BatchColumn(.integers(days, scale: 0), count: count, valid: valid)
    }
    let days = mapped(x, y, count, batch.scratch) { Double($0 &- $1) / 86_400 }
    return BatchColumn(.doubles(days), count: count, valid: valid)
  }

  private func countLonger(
    _ a: BatchColumn, _ b: BatchColumn, _ valid: UnsafePointer<UInt8>?, _ batch: Batch
  ) {
    func isLong(_ column: BatchColumn, _ index: Int) -> Bool {
      if case .periods(_, let grains) = column.cells { grains[index] != .day } else { false }
    }
    if !a.mayHoldLonger, !b.mayHoldLonger { return }
    let longer = (0..<batch.count).count { index in
      valid.map { $0[index] != 0 } ?? true && (isLong(a, index) || isLong(b, index))
    }
    batch.tally.count(.longerPeriod, text, longer)
  }
}

extension BatchColumn {
  /// Whether a cell may be a period longer than a day.
  fileprivate var mayHoldLonger: Bool {
    switch cells {
    case .periods(_, .uniform(.day)): false
    case .periods: true
    case .integers, .wide, .doubles, .flags, .text, .lists, .moments: false
    }
  }
}
