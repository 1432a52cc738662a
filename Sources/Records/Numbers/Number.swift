/// A number of an answer: an exact decimal, or a double where division or a function made it.
package enum Number: Sendable, Equatable {
  case exact(FixedDecimal)
  case double(Double)

  package var double: Double {
    switch self {
    case .exact(let decimal): decimal.double
    case .double(let double): double
    }
  }
}
