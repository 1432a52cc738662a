import Records
import Semantics

/// The orders of a stage's windows, each worked out once.
final class WindowOrders {
  /// An order with what tells positions apart.
  struct Order {
    let rows: WindowRows
    let terms: [Ordering.Term]
    /// 1 for each index into the places that stands at another position, or in another group, than
    /// the one before.
    let starts: Vector<UInt8>
  }

  private var known: [(order: [SortTerm], per: [TypedExpr], result: Order)] = []

  func order(
    _ order: [SortTerm], per: [TypedExpr], _ stage: StageRun
  ) throws(ExecutionError) -> Order {
    if let found = known.first(where: { $0.order == order && $0.per == per }) {
      return found.result
    }
    let run = stage.run
    let terms = try order.orders(over: stage.frame, stage)
    let groups = per.isEmpty ? nil : try stage.groupNumbers(by: try stage.preparer.nodes(per))
    var all = terms
    if let groups {
      let keys = OrderKeys(groups: groups)
      all.insert(.init(keys: keys, isDescending: false), at: 0)
    }
    let sorted = try Ordering(all, count: stage.frame.count, run).sorted(marksStarts: true)
    let rows = WindowRows(places: sorted.places, groups: groups)
    let result = Order(rows: rows, terms: terms, starts: sorted.starts)
    known.append((order, per, result))
    return result
  }
}
