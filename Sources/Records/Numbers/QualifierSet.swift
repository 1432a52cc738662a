/// Which qualifiers occur among figures: what a sum and its kin need, and mergeable in any order.
package struct QualifierSet: OptionSet, Sendable, Hashable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let atLeast = QualifierSet(rawValue: 1)
  package static let atMost = QualifierSet(rawValue: 2)
  package static let about = QualifierSet(rawValue: 4)

  package init(_ qualifier: Qualifier) {
    switch qualifier {
    case .exact: self = []
    case .atLeast: self = .atLeast
    case .atMost: self = .atMost
    case .about: self = .about
    }
  }

  package init(_ qualifiers: [Qualifier]) {
    self = qualifiers.reduce(into: []) { $0.formUnion(QualifierSet($1)) }
  }

  /// The qualifier of the sum and of the average.
  package var ofSum: Qualifier {
    if contains(.about) { return .about }
    return Bounds.qualifier(
      isLowStated: !contains(.atMost), isHighStated: !contains(.atLeast))
  }
}
