/// A batch with the groups of its records; with `each` a record may stand in several.
struct GroupedBatch {
  /// The records as they came.
  let base: Batch
  /// The positions of `base` that the grouped records are, where they are not each one.
  let expansion: UnsafePointer<UInt32>?
  /// One group a grouped record; `nil` where all are in group 0.
  let groups: UnsafePointer<UInt32>?
  /// How many grouped records there are.
  let count: Int

  /// Grouped records whose record was taken, as indices into the taken ones.
  ///
  /// - Shape: `origins` holds the positions of the taken records, `nil` where all are; `valid` one
  ///   byte a taken record
  func places(
    origins: UnsafePointer<UInt32>?, valid: UnsafePointer<UInt8>?, _ taken: Int
  ) -> (indices: UnsafePointer<UInt32>, groups: UnsafePointer<UInt32>?, count: Int) {
    let scratch = base.scratch
    let indices = scratch.take(count, of: UInt32.self)
    let picked = scratch.take(count, of: UInt32.self)
    var found = 0
    guard let expansion else {
      for index in 0..<taken {
        indices[found] = UInt32(truncatingIfNeeded: index)
        if let groups { picked[found] = groups[origins.map { Int($0[index]) } ?? index] }
        found &+= valid.map { Int($0[index]) } ?? 1
      }
      return (UnsafePointer(indices), groups.map { _ in UnsafePointer(picked) }, found)
    }
    // Where each record of the batch stands among the taken ones.
    let places = scratch.take(base.count, repeating: UInt32.max)
    for index in 0..<taken where valid.map({ $0[index] != 0 }) ?? true {
      places[origins.map { Int($0[index]) } ?? index] = UInt32(index)
    }
    for index in 0..<count {
      let place = places[Int(expansion[index])]
      guard place != .max else { continue }
      indices[found] = place
      if let groups { picked[found] = groups[index] }
      found += 1
    }
    return (UnsafePointer(indices), groups.map { _ in UnsafePointer(picked) }, found)
  }
}
