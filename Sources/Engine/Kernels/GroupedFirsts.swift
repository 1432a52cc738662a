import Records

/// The smallest few words of each group; of equal ones those that came first.
final class GroupedFirsts {
  let capacity: Int
  let groups: Int
  private let memory:
    (
      limits: WorkMemory, counts: WorkMemory, ties: WorkMemory, words: WorkMemory,
      places: WorkMemory
    )
  /// No larger word of the group is taken in.
  let limits: UnsafeMutablePointer<UInt64>
  let counts: UnsafeMutablePointer<UInt32>
  /// How many rows were turned away whose word is that of the last one kept.
  let ties: UnsafeMutablePointer<UInt32>
  private let words: UnsafeMutablePointer<UInt64>
  private let places: UnsafeMutablePointer<UInt32>

  init(capacity: Int, groups: Int) {
    self.capacity = capacity
    self.groups = groups
    memory = (
      WorkMemory(byteCount: groups * 8), WorkMemory(byteCount: groups * 4),
      WorkMemory(byteCount: groups * 4), WorkMemory(byteCount: groups * capacity * 8),
      WorkMemory(byteCount: groups * capacity * 4)
    )
    limits = memory.limits.pointer()
    counts = memory.counts.pointer()
    ties = memory.ties.pointer()
    words = memory.words.pointer()
    places = memory.places.pointer()
    limits.update(repeating: .max, count: groups)
    counts.update(repeating: 0, count: groups)
    ties.update(repeating: 0, count: groups)
  }

  /// - Shape: `word` is not above the group's limit; places come in rising order
  func offer(_ group: Int, _ word: UInt64, _ place: UInt32) {
    let count = Int(counts[group])
    let words = words + group * capacity
    let places = places + group * capacity
    var index = count
    if count == capacity {
      let worst = words[count - 1]
      guard word < worst else {
        ties[group] += 1
        return
      }
      let next = count > 1 ? max(words[count - 2], word) : word
      ties[group] = next == worst ? ties[group] + 1 : 0
      index = count - 1
    } else {
      counts[group] += 1
    }
    while index > 0, words[index - 1] > word {
      words[index] = words[index - 1]
      places[index] = places[index - 1]
      index -= 1
    }
    words[index] = word
    places[index] = place
    if count + 1 >= capacity { limits[group] = words[capacity - 1] }
  }

  /// The words and places kept of a group, in order.
  func items(of group: Int) -> [BoundedHeap.Item] {
    (0..<Int(counts[group])).map {
      BoundedHeap.Item(
        word: words[group * capacity + $0], place: places[group * capacity + $0])
    }
  }
}
