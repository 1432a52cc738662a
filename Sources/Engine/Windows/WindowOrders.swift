import Records
import Semantics

/// The orders of a stage's windows, each worked out once.
final class WindowOrders {
  /// An order with what tells positions apart.
  struct Order {
    let rows: WindowRows
    let terms: [Ordering.Term]

    /// Whether two places stand at one position.
    func areEqual(_ a: UInt32, _ b: UInt32) -> Bool {
      terms.allSatisfy { term in
        let isMissing = term.keys.isMissing
        if let isMissing, isMissing[Int(a)] != isMissing[Int(b)] { return false }
        if let low = term.keys.lowKeys, low[Int(a)] != low[Int(b)] { return false }
        return term.keys.keys[Int(a)] == term.keys.keys[Int(b)]
      }
    }
  }

  private var known: [(order: [SortTerm], per: [TypedExpr], result: Order)] = []

  func order(
    _ order: [SortTerm], per: [TypedExpr], _ stage: StageRun
  ) throws(ExecutionError) -> Order {
    if let found = known.first(where: { $0.order == order && $0.per == per }) {
      return found.result
    }
    let preparer = stage.preparer
    let run = stage.run
    var terms: [Ordering.Term] = []
    let tally = Tally()
    for term in order {
      let keys = try run.orderKeys(of: try preparer.node(term.expr), over: stage.frame, tally)
      terms.append(.init(keys: keys, isDescending: term.isDescending))
    }
    run.notes.add(tally.notes)
    let places = Ordering.order(terms, count: stage.frame.count)
    let groups = per.isEmpty ? nil : try stage.groups(by: try preparer.nodes(per))
    try run.checkCancelled()
    let result = Order(rows: WindowRows(places: places, groups: groups), terms: terms)
    known.append((order, per, result))
    return result
  }
}
