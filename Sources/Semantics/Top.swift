/// The first `count` rows by an order; missing figures come last. The answer is in rank order,
/// within it the rows of equal rank in their old order; with `per`, by those columns first.
package struct Top: Sendable, Equatable {
  package var count: Int
  package var term: SortTerm
  package var per: [TypedExpr]
  package var keepsTies: Bool
  /// A row beside for what is not chosen, with `per` one a group.
  package var rest: Beside?

  package init(
    count: Int, term: SortTerm, per: [TypedExpr], keepsTies: Bool, rest: Beside? = nil
  ) {
    self.count = count
    self.term = term
    self.per = per
    self.keepsTies = keepsTies
    self.rest = rest
  }
}
