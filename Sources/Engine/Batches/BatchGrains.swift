import Records

/// How long the period of each position is.
enum BatchGrains {
  case uniform(Grain)
  /// one `Grain` a position
  case mixed(UnsafePointer<UInt8>)

  subscript(position: Int) -> Grain {
    switch self {
    case .uniform(let grain): grain
    case .mixed(let grains): Grain(rawValue: grains[position]) ?? .day
    }
  }

  func all(_ count: Int, in scratch: Scratch) -> UnsafePointer<UInt8> {
    switch self {
    case .uniform(let grain): UnsafePointer(scratch.take(count, repeating: grain.rawValue))
    case .mixed(let grains): grains
    }
  }
}
