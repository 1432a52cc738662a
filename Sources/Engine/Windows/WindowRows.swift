import Records

/// The places of a frame as a window goes through them: group by group, each in order.
struct WindowRows {
  let places: Vector<UInt32>
  /// Where each group starts in `places`, and behind the last one their end.
  let bounds: [Int]

  /// - Shape: `groups` has one element a place; `nil` where all places are one group; the places
  ///   stand in the order of their groups
  init(places: Vector<UInt32>, groups: Vector<UInt32>?) {
    self.places = places
    guard let groups else {
      bounds = places.count == 0 ? [0] : [0, places.count]
      return
    }
    var counts = [Int](repeating: 0, count: Int(groups.greatest) + 1)
    groups.withPointer { groups in
      for place in 0..<places.count { counts[Int(groups[place])] &+= 1 }
    }
    var bounds = [0]
    var end = 0
    for count in counts where count > 0 {
      end += count
      bounds.append(end)
    }
    self.bounds = bounds
  }

  /// The indices of each group into `places`.
  var groups: some Sequence<Range<Int>> {
    zip(bounds, bounds.dropFirst()).lazy.map { $0..<$1 }
  }

  /// The number of the group that an index lies in.
  func group(of index: Int) -> Int {
    var low = 0
    var high = bounds.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if bounds[middle] <= index { low = middle } else { high = middle }
    }
    return low
  }
}
