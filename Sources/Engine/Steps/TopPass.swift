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
    if groups == nil, !top.keepsTies, term.keys.lowKeys == nil, top.count < 1_000 {
      return fewest()
    }
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

  /// Keeps the best so far in a heap with the worst on top: most rows are turned away by one
  /// comparison.
  private func fewest() -> (places: [UInt32], ties: Int, cut: UInt32?) {
    let keys = term.keys.keys
    let isMissing = term.keys.isMissing
    let flip: UInt64 = term.isDescending ? .max : 0
    var heap = BoundedHeap(capacity: top.count)
    if top.count > 0 {
      for place in 0..<count {
        if let isMissing, isMissing[place] != 0 { continue }
        heap.offer(keys[place] ^ flip, UInt32(truncatingIfNeeded: place))
      }
    }
    var places = heap.sorted()
    guard let worst = places.last, places.count == top.count else {
      // Rows without a figure fill up what is left, in their old order.
      if let isMissing, places.count < top.count {
        for place in 0..<count where isMissing[place] != 0 && places.count < top.count {
          places.append(UInt32(place))
        }
      }
      return (places, 0, nil)
    }
    let cut = keys[Int(worst)]
    var equal = 0
    for place in 0..<count where keys[place] == cut {
      if isMissing.map({ $0[place] == 0 }) ?? true { equal += 1 }
    }
    let taken = places.reduce(0) { $0 + (keys[Int($1)] == cut ? 1 : 0) }
    return (places, equal - taken, worst)
  }
}

/// The smallest few of many keys; of equal ones those that came first.
private struct BoundedHeap {
  private let capacity: Int
  private var items: [(key: UInt64, place: UInt32)] = []

  init(capacity: Int) {
    self.capacity = capacity
    items.reserveCapacity(capacity)
  }

  @inline(__always)
  mutating func offer(_ key: UInt64, _ place: UInt32) {
    if items.count == capacity {
      // A later row replaces an earlier one only where it is truly better.
      guard key < items[0].key else { return }
      items[0] = (key, place)
      sink(0)
    } else {
      items.append((key, place))
      rise(items.count - 1)
    }
  }

  private func isWorse(_ a: Int, _ b: Int) -> Bool {
    (items[a].key, items[a].place) > (items[b].key, items[b].place)
  }

  private mutating func rise(_ start: Int) {
    var index = start
    while index > 0, isWorse(index, (index - 1) / 2) {
      items.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  private mutating func sink(_ start: Int) {
    var index = start
    while true {
      var worst = index
      for child in [2 * index + 1, 2 * index + 2] where child < items.count {
        if isWorse(child, worst) { worst = child }
      }
      if worst == index { return }
      items.swapAt(index, worst)
      index = worst
    }
  }

  func sorted() -> [UInt32] {
    items.sorted { ($0.key, $0.place) < ($1.key, $1.place) }.map(\.place)
  }
}
