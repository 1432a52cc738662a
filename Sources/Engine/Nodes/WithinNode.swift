import Records
import Semantics

/// `x between low and high`: both ends belong to it.
final class WithinNode: Node {
  private let operand: Node
  private let low: Node
  private let high: Node
  /// Whether a missing end is open rather than false.
  private let opensAtMissing: Bool

  init(
    _ expr: TypedExpr, _ subject: Subject, _ operand: Node, low: Node, high: Node,
    opensAtMissing: Bool
  ) {
    self.operand = operand
    self.low = low
    self.high = high
    self.opensAtMissing = opensAtMissing
    super.init(expr, subject)
  }

  override var mayBeMissing: Bool { false }
  override var isSilent: Bool { operand.isSilent && low.isSilent && high.isSilent }

  override func evaluate(_ batch: Batch) throws(ExecutionError) -> BatchColumn {
    let x = try operand.evaluate(batch)
    let lows = try low.evaluate(batch)
    let highs = try high.evaluate(batch)
    let above = side(x, lows, .greaterOrEqual, batch)
    let below = side(x, highs, .lessOrEqual, batch)
    var flags = mapped(above, below, batch.count, batch.scratch) { $0 & $1 }
    if opensAtMissing, let first = lows.valid, let last = highs.valid {
      // Without any end there is no range to lie in.
      let hasEnd = mapped(first, last, batch.count, batch.scratch) { $0 | $1 }
      flags = mapped(flags, hasEnd, batch.count, batch.scratch) { $0 & $1 }
    }
    if let valid = x.valid {
      flags = mapped(flags, valid, batch.count, batch.scratch) { $0 & $1 }
    }
    return BatchColumn(.flags(flags), count: batch.count)
  }

  /// A period lies between two others where it starts no earlier and ends no later than both.
  private func side(
    _ x: BatchColumn, _ end: BatchColumn, _ comparison: Comparison, _ batch: Batch
  ) -> UnsafePointer<UInt8> {
    let count = batch.count
    let scratch = batch.scratch
    var end = end
    let valid = end.valid
    end.valid = nil
    let flags: UnsafePointer<UInt8>
    switch x.cells {
    case .periods, .moments:
      let spans = Spans(x, scratch)
      let ends = Spans(end, scratch)
      if comparison == .greaterOrEqual {
        flags = mapped(spans.starts, ends.starts, count, scratch) { $0 >= $1 ? 1 : 0 }
      } else if spans.areMoments, !ends.areMoments {
        flags = mapped(spans.ends, ends.ends, count, scratch) { $0 < $1 ? 1 : 0 }
      } else {
        flags = mapped(spans.ends, ends.ends, count, scratch) { $0 <= $1 ? 1 : 0 }
      }
    case .integers, .wide, .doubles, .flags, .text, .lists:
      var all = x
      all.valid = nil
      flags = ComparisonNode.flags(comparison, all, end, scratch)
    }
    guard let valid else { return flags }
    return opensAtMissing
      ? mapped(flags, valid, count, scratch) { $0 | ($1 ^ 1) }
      : mapped(flags, valid, count, scratch) { $0 & $1 }
  }
}
