/// What a figure says of the true one: that it is this one, at least or at most it, or about it.
package enum Bound: Sendable, Equatable {
  case exact, atLeast, atMost, about

  /// What several words say together; `nil` where a lower and an upper bound meet on one figure.
  package static func combined(_ bounds: [Bound]) -> Bound? {
    var result = Bound.exact
    for bound in bounds where bound != .exact && bound != result {
      switch (result, bound) {
      case (.exact, _): result = bound
      case (.about, _), (_, .about): result = .about
      case (.atLeast, _), (.atMost, _): return nil
      }
    }
    return result
  }
}
