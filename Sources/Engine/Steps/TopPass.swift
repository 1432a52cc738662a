import Records
import Semantics

/// The first rows by an order, of all rows or of each group.
struct TopPass {
  let top: Top
  let term: Ordering.Term
  /// One group a row; `nil` without `per`.
  let groups: [UInt32]?
  /// The orders of the `per` columns.
  let perTerms: [Ordering.Term]
  let count: Int

  /// The places chosen, in rank order, and how many more tie with the last of them.
  func chosen() -> (places: [UInt32], ties: Int, cut: UInt32?) {
    var places = Array(UInt32(0)..<UInt32(count))
    Ordering.sort(&places, by: term)
    if !perTerms.isEmpty {
      for term in perTerms.reversed() { Ordering.sort(&places, by: term) }
    }
    var kept: [UInt32] = []
    var ties = 0
    var cut: UInt32?
    var start = 0
    while start < places.count {
      var end = start + 1
      while end < places.count, group(places[end]) == group(places[start]) { end += 1 }
      var last = min(end, start + top.count)
      var tied = last
      if last > start, last < end {
        while tied < end, areTied(places[last - 1], places[tied]) { tied += 1 }
        if tied > last {
          cut = places[last - 1]
          if top.keepsTies { last = tied } else { ties += tied - last }
        }
      }
      kept.append(contentsOf: places[start..<last])
      start = end
    }
    return (kept, ties, cut)
  }

  private func group(_ place: UInt32) -> UInt32 { groups.map { $0[Int(place)] } ?? 0 }

  /// Rows without a figure have none to tie with.
  private func areTied(_ a: UInt32, _ b: UInt32) -> Bool {
    let isMissing = term.keys.isMissing
    if isMissing.map({ $0[Int(a)] != 0 || $0[Int(b)] != 0 }) ?? false { return false }
    if let low = term.keys.lowKeys, low[Int(a)] != low[Int(b)] { return false }
    return term.keys.keys[Int(a)] == term.keys.keys[Int(b)]
  }
}
