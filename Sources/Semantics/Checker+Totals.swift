import Records
import Syntax

extension Checker {
  /// How the measures are told of several groups together: from their records.
  func beside(_ projected: [Projection.Item], keyCount: Int) -> Beside {
    let keys = summary.keys.count
    let known = Set(0..<keyCount).union(keys..<keys + summary.aggregates.count)
    return Beside(
      keyCount: keyCount,
      measures: projected.dropFirst(keys).map { item in
        // A window is of a row among others, and the key of a cross table of one column.
        item.expr.columns.isSubset(of: known) ? item.expr : nil
      })
  }

  /// `with totals`, where it is written.
  mutating func totals(
    _ clauses: Clauses, _ groupParts: [Conjunct]
  ) throws(Diagnostic) -> Beside? {
    guard let with = clauses.with.first(where: { $0.word == .totals }) else { return nil }
    guard !summary.keys.isEmpty else {
      throw Diagnostic(
        "with totals adds a total to groups, and without by this is one already", at: with.range)
    }
    if !groupParts.isEmpty {
      let tests = groupParts.map { Printer.text(of: $0.expr) }.joined(separator: " and ")
      note(.totals, "totals are of the groups that have \(tests)")
    }
    return beside
  }
}
