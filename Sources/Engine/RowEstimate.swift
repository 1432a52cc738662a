import Records
import Semantics

/// How many rows a step would leave, told from what is known of columns without looking at rows:
/// how many different texts there are, how many cells are missing.
struct RowEstimate {
  private let frame: Frame

  init(_ frame: Frame) { self.frame = frame }

  /// `nil` where the columns say nothing about it.
  func rows(behind step: PlanStep) -> Int? {
    let count = frame.count
    switch step {
    case .filter(let filter):
      return Int((Double(count) * share(filter.predicate)).rounded(.toNearestOrAwayFromZero))
    case .summarise(let summary): return groups(summary.keys.map(\.expr))
    case .top(let top):
      let groups = top.per.isEmpty ? 1 : groups(top.per)
      return groups.map { min(count, top.count.multipliedReportingOverflow(by: $0).partialValue) }
    case .limit(let wanted, let offset): return min(wanted, max(0, count - offset))
    case .project, .windows, .figures, .sort, .totals: return count
    case .join, .fill, .across, .unpivot, .compare, .distinct, .append: return nil
    }
  }

  /// One group for each combination of values, but no more than rows.
  private func groups(_ keys: [TypedExpr]) -> Int? {
    var product = 1
    for key in keys {
      guard let values = distinct(key) else { return nil }
      let (next, overflow) = product.multipliedReportingOverflow(by: max(1, values))
      product = overflow ? frame.count : next
    }
    return min(product, keys.isEmpty ? 1 : max(1, frame.count))
  }

  /// How many values a column of texts, lists or yes and no has.
  private func distinct(_ expr: TypedExpr) -> Int? {
    guard case .column(let index) = expr.kind, index < frame.set.fields.count else { return nil }
    let column = frame.set.fields[index].column
    let missing = column.missingCount > 0 ? 1 : 0
    switch column.storage {
    case .text(_, let dictionary): return dictionary.count + missing
    case .lists(_, let dictionary): return dictionary.count + missing
    case .booleans: return 2 + missing
    case .integers(_, scale: 0):
      let range = Extent.range(of: column, frame, atMost: RowEstimate.widest)
      return range.map { $0.count + missing }
    case .integers, .doubles, .periods, .moments: return nil
    }
  }

  private static let widest = 1 << 16

  /// The share of rows that meet a condition.
  private func share(_ expr: TypedExpr) -> Double {
    switch expr.kind {
    case .constant(.yesNo(let holds)): return holds ? 1 : 0
    case .both(let a, let b): return share(a) * share(b)
    case .either(let a, let b): return share(a) + share(b) - share(a) * share(b)
    case .complement(let x): return 1 - share(x)
    case .comparison(.equal, let x, _): return one(of: x)
    case .comparison(.unequal, let x, _): return 1 - one(of: x)
    case .isIn(let x, let values): return min(1, one(of: x) * Double(values.count))
    case .listTest(.has, let x, _): return one(of: x)
    case .isMissing(let x): return missing(x)
    default: return 1.0 / 3
    }
  }

  private func one(of expr: TypedExpr) -> Double { 1 / Double(max(1, distinct(expr) ?? 10)) }

  private func missing(_ expr: TypedExpr) -> Double {
    guard case .column(let index) = expr.kind, index < frame.set.fields.count else { return 0.1 }
    let column = frame.set.fields[index].column
    return Double(column.missingCount) / Double(max(1, column.count))
  }
}
