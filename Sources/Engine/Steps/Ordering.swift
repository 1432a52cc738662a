import Records
import Semantics

/// Orders rows by several terms; missing figures come last whichever way a term goes.
struct Ordering {
  struct Term {
    var keys: OrderKeys
    var isDescending: Bool
    /// Whether equal figures with other qualifiers are kept apart.
    var separatesQualifiers = false
  }

  /// The places of a frame's rows in the order of the terms, the first one ruling.
  static func order(_ terms: [Term], count: Int) -> [UInt32] {
    var places = Array(UInt32(0)..<UInt32(count))
    for term in terms.reversed() { sort(&places, by: term) }
    return places
  }

  static func sort(_ places: inout [UInt32], by term: Term) {
    let flip: UInt64 = term.isDescending ? .max : 0
    if term.separatesQualifiers, let qualifiers = term.keys.qualifiers {
      RadixSort.sort(&places, by: qualifiers.map { UInt64($0) })
    }
    if let low = term.keys.lowKeys { RadixSort.sort(&places, by: low.map { $0 ^ flip }) }
    RadixSort.sort(&places, by: flip == 0 ? term.keys.keys : term.keys.keys.map { $0 ^ flip })
    if let isMissing = term.keys.isMissing {
      let present = places.filter { isMissing[Int($0)] == 0 }
      if present.count < places.count {
        places = present + places.filter { isMissing[Int($0)] != 0 }
      }
    }
  }
}

extension Run {
  /// The order keys of an expression over all rows of a frame.
  func orderKeys(
    of node: Node, over frame: Frame, _ tally: Tally
  ) throws(ExecutionError) -> OrderKeys {
    var keys = OrderKeys()
    try forEachBatch(of: frame, tally) { (batch) throws(ExecutionError) in
      keys.append(try node.evaluate(batch))
    }
    keys.finish()
    return keys
  }
}
