/// Gives each combination of key codes its group.
///
/// Few combinations are numbered by multiplying out, which costs an addition a row; many by a hash
/// table for each key after the first.
final class Grouper {
  private enum Way {
    /// no key: one group
    case none
    /// one key: its codes are the groups
    case direct
    case dense(strides: [UInt32], slots: Int)
    case hashed(first: Bool, [Interner])
  }

  private let way: Way
  private var directBound = 1
  private let isBounded: Bool

  /// Tables of more slots than this are made only where the rows are many, too.
  private static let smallTable = 1 << 18
  private static let largestTable = 1 << 22

  /// - Shape: one fixed bound a key, `nil` for a key whose codes are not known beforehand
  init(bounds: [Int?], rows: Int) {
    isBounded = !bounds.contains { $0 == nil }
    if bounds.isEmpty {
      way = .none
      return
    }
    if let product = Grouper.product(bounds),
      product <= Grouper.smallTable && product <= max(1 << 12, rows)
        || product <= Grouper.largestTable && product / 4 <= rows
    {
      var strides: [UInt32] = []
      var stride = 1
      for bound in bounds {
        strides.append(UInt32(stride))
        stride *= bound ?? 1
      }
      way = bounds.count == 1 ? .direct : .dense(strides: strides, slots: product)
      directBound = product
      return
    }
    if bounds.count == 1, bounds[0] == nil {
      way = .direct
      return
    }
    let interners = (0..<max(1, bounds.count - 1)).map { _ in Interner() }
    way = .hashed(first: bounds.count == 1, interners)
  }

  private static func product(_ bounds: [Int?]) -> Int? {
    var product = 1
    for bound in bounds {
      guard let bound else { return nil }
      let (next, overflow) = product.multipliedReportingOverflow(by: bound)
      if overflow { return nil }
      product = next
    }
    return product
  }

  /// How many groups there may be so far.
  var slots: Int {
    switch way {
    case .none: 1
    case .direct: directBound
    case .dense(_, let slots): slots
    case .hashed(_, let interners): interners.last?.count ?? 0
    }
  }

  /// What each key's code counts in the number of a group, where that is fixed.
  var strides: [UInt32]? {
    switch way {
    case .none: []
    case .direct: isBounded ? [1] : nil
    case .dense(let strides, _): strides
    case .hashed: nil
    }
  }

  /// How many groups there can ever be, where that is known.
  var fixedSlots: Int? {
    switch way {
    case .none: 1
    case .dense(_, let slots): slots
    case .direct: isBounded ? directBound : nil
    case .hashed: nil
    }
  }

  /// One group a position; `nil` where all are in the one there is.
  func groups(
    _ codes: [UnsafePointer<UInt32>], bounds: [Int], _ count: Int, _ scratch: Scratch
  ) -> UnsafePointer<UInt32>? {
    switch way {
    case .none: return nil
    case .direct:
      if !isBounded { directBound = max(directBound, bounds[0]) }
      return codes[0]
    case .dense(let strides, _):
      var groups = codes[0]
      for key in codes.indices.dropFirst() {
        let stride = strides[key]
        groups = mapped(groups, codes[key], count, scratch) { $0 &+ $1 &* stride }
      }
      return groups
    case .hashed(true, let interners):
      let interner = interners[0]
      return mapped(codes[0], count, scratch) { interner.id(of: UInt64($0)) }
    case .hashed(false, let interners):
      var groups = codes[0]
      for (interner, code) in zip(interners, codes.dropFirst()) {
        groups = mapped(groups, code, count, scratch) {
          interner.id(of: UInt64($0) << 32 | UInt64($1))
        }
      }
      return groups
    }
  }
}
