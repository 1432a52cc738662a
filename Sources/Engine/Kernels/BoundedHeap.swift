/// The smallest few of many words; of equal ones those that came first.
struct BoundedHeap {
  struct Item: BitwiseCopyable {
    var word: UInt64
    var place: UInt32
  }

  private let capacity: Int
  private(set) var items: [Item] = []
  /// How many rows were turned away whose word is that of the worst one kept.
  private(set) var ties = 0
  /// No larger word is taken in.
  private(set) var limit = UInt64.max

  init(capacity: Int) { self.capacity = capacity }

  /// - Shape: places come in rising order
  mutating func offer(_ word: UInt64, _ place: UInt32) {
    if items.count == capacity {
      // A later row replaces an earlier one only where it is truly better.
      let worst = items[0].word
      guard word < worst else {
        if word == worst { ties += 1 }
        return
      }
      items[0] = Item(word: word, place: place)
      sink(0)
      ties = items[0].word == worst ? ties + 1 : 0
    } else {
      items.append(Item(word: word, place: place))
      rise(items.count - 1)
    }
    if items.count == capacity { limit = items[0].word }
  }

  private func isWorse(_ a: Int, _ b: Int) -> Bool {
    (items[a].word, items[a].place) > (items[b].word, items[b].place)
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
}
