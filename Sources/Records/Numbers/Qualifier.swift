package import Numerals

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

extension Qualifier {
  /// What a cell or a literal says in words.
  package init(_ bound: Bound) {
    switch bound {
    case .exact: self = .exact
    case .atLeast: self = .atLeast
    case .atMost: self = .atMost
    case .about: self = .about
    }
  }
}
