/// A small reproducible generator (SplitMix64), so that a failing test can be run again.
///
/// - Source: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) {
    state = seed
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A whole number from 0 to below the bound; 0 where the bound is not positive.
  package mutating func below(_ bound: Int) -> Int {
    bound > 1 ? Int(next() % UInt64(bound)) : 0
  }

  /// Whether one chance among `count` came.
  package mutating func chance(oneIn count: Int) -> Bool {
    below(count) == 0
  }

  package mutating func pick<Element>(_ elements: [Element]) -> Element {
    precondition(!elements.isEmpty, "something is picked from a list that is not empty")
    return elements[below(elements.count)]
  }
}
