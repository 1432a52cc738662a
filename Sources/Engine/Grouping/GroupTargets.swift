/// Which groups of a whole the groups of some of its rows are.
struct GroupTargets {
  /// How many groups the rows may have.
  let count: Int
  /// One group of the whole a group; `nil` where both are numbered alike.
  let targets: [UInt32]?

  @inline(__always)
  subscript(group: Int) -> Int { targets.map { Int($0[group]) } ?? group }
}
