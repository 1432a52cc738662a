/// The places of a frame as a window goes through them: group by group, each in order.
struct WindowRows {
  let places: [UInt32]
  /// Where each group starts in `places`, and behind the last one their end.
  let bounds: [Int]

  /// - Shape: `groups` has one element a place; `nil` where all places are one group
  init(places: [UInt32], groups: [UInt32]?) {
    var places = places
    var bounds = [0]
    if let groups {
      RadixSort.sort(&places, by: groups.map { UInt64($0) })
      for index in places.indices.dropFirst()
      where groups[Int(places[index])] != groups[Int(places[index - 1])] {
        bounds.append(index)
      }
    }
    if !places.isEmpty { bounds.append(places.count) }
    self.places = places
    self.bounds = bounds
  }

  /// The indices of each group into `places`.
  var groups: some Sequence<Range<Int>> {
    zip(bounds, bounds.dropFirst()).lazy.map { $0..<$1 }
  }
}
