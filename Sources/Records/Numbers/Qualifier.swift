/// How a stated figure stands to the true one.
package enum Qualifier: UInt8, Sendable, CaseIterable {
  case exact
  /// `> 59`: the true figure lies in [v, ∞)
  case atLeast
  /// `< 43`: the true figure lies in [min(0, v), v]
  case atMost
  /// `~ 4000`
  case about
}
