import Records
import Semantics

/// The first rows by an order, of all rows or of each group, with all rows put in order.
struct TopPass {
  let top: Top
  let term: Ordering.Term
  /// One group a row; `nil` without `per`.
  let groups: Vector<UInt32>?
  /// The orders of the `per` columns.
  let perTerms: [Ordering.Term]
  let count: Int

  /// The places chosen, in rank order, and how many more tie with the last of them.
  func chosen(_ run: Run) throws(ExecutionError) -> (places: [UInt32], ties: Int, cut: UInt32?) {
    var terms = perTerms
    if let groups {
      let keys = OrderKeys(groups: groups)
      terms.append(.init(keys: keys, isDescending: false))
    }
    let order = try Ordering(terms + [term], count: count, run).sorted(marksStarts: true)
    let places = order.places
    var kept: [UInt32] = []
    var ties = 0
    var cut: UInt32?
    var start = 0
    while start < places.count {
      var end = groups == nil ? places.count : start + 1
      while end < places.count, group(places[end]) == group(places[start]) { end += 1 }
      var last = min(end, start + top.count)
      var tied = last
      if last > start, last < end {
        // Rows without a figure have none to tie with.
        while tied < end, order.starts[tied] == 0, term.keys.isPresent(Int(places[tied])) {
          tied += 1
        }
        if tied > last {
          cut = places[last - 1]
          if top.keepsTies { last = tied } else { ties += tied - last }
        }
      }
      for index in start..<last { kept.append(places[index]) }
      start = end
    }
    return (kept, ties, cut)
  }

  private func group(_ place: UInt32) -> UInt32 { groups.map { $0[Int(place)] } ?? 0 }
}
