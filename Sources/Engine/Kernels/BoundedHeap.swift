/// The smallest few of many keys; of equal ones those that came first.
struct BoundedHeap {
  private let capacity: Int
  private var items: [(key: UInt64, place: UInt32)] = []
  /// How many rows were turned away whose key is that of the worst one kept.
  private(set) var ties = 0

  init(capacity: Int) {
    self.capacity = capacity
    items.reserveCapacity(capacity)
  }

  @inline(__always)
  mutating func offer(_ key: UInt64, _ place: UInt32) {
    if items.count == capacity {
      // A later row replaces an earlier one only where it is truly better.
      let worst = items[0].key
      guard key < worst else {
        if key == worst { ties += 1 }
        return
      }
      items[0] = (key, place)
      sink(0)
      ties = items[0].key == worst ? ties + 1 : 0
    } else {
      items.append((key, place))
      rise(items.count - 1)
    }
  }

  var isFull: Bool { items.count == capacity }

  private func isWorse(_ a: Int, _ b: Int) -> Bool {
    (items[a].key, items[a].place) > (items[b].key, items[b].place)
  }

  private mutating func rise(_ start: Int) {
    var index = start
    while index > 0, isWorse(index, (index - 1) / 2) {
      items.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  private mutating func sink(_ start: Int) {
    var index = start
    while true {
      var worst = index
      for child in [2 * index + 1, 2 * index + 2] where child < items.count {
        if isWorse(child, worst) { worst = child }
      }
      if worst == index { return }
      items.swapAt(index, worst)
      index = worst
    }
  }

  func sorted() -> [UInt32] {
    items.sorted { ($0.key, $0.place) < ($1.key, $1.place) }.map(\.place)
  }
}
