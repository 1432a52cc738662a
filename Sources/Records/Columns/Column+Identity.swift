extension Column {
  /// Whether both columns are one: the same cells in the same memory.
  func isSame(as other: Column) -> Bool {
    guard count == other.count, written.count == other.written.count,
      (validity == nil) == (other.validity == nil),
      (qualifiers == nil) == (other.qualifiers == nil)
    else { return false }
    return identity == other.identity
      && validity?.words.identity == other.validity?.words.identity
      && qualifiers?.identity == other.qualifiers?.identity
  }

  /// What the stored values are kept in; dictionaries come with their codes.
  private var identity: ObjectIdentifier {
    switch storage {
    case .integers(let integers, _):
      switch integers {
      case .int8(let vector): vector.identity
      case .int16(let vector): vector.identity
      case .int32(let vector): vector.identity
      case .int64(let vector): vector.identity
      case .int128(let vector): vector.identity
      }
    case .doubles(let vector): vector.identity
    case .text(let codes, _), .lists(let codes, _):
      switch codes {
      case .uint8(let vector): vector.identity
      case .uint16(let vector): vector.identity
      case .uint32(let vector): vector.identity
      }
    case .booleans(let vector): vector.identity
    case .periods(let vector, _): vector.identity
    case .moments(let vector): vector.identity
    }
  }
}

extension Vector {
  fileprivate var identity: ObjectIdentifier { ObjectIdentifier(memory) }
}
