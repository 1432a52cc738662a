import Records

/// The first few rows by one word a row, of all rows or of each group, found in one look at every
/// row: nearly all are turned away by one comparison.
struct FirstRows {
  /// - Shape: places in order; how many more rows have the word of the last
  struct Found {
    var places: [UInt32]
    var ties: Int
  }

  let word: OrderWord
  let wanted: Int
  let count: Int
  let run: Run

  /// Each thread keeps the first rows of those that it sees.
  func ofAll() throws(ExecutionError) -> Found {
    let workers = run.settings.workers.count
    let heaps = UnsafeMutablePointer<BoundedHeap>.allocate(capacity: workers)
    heaps.initialize(repeating: BoundedHeap(capacity: wanted), count: workers)
    defer {
      heaps.deinitialize(count: workers)
      heaps.deallocate()
    }
    let slices = run.slices(of: count)
    try run.perform(slices.count) { task, worker in
      let scratch = Scratch()
      var heap = heaps[worker]
      heaps[worker] = BoundedHeap(capacity: 0)
      var limit = heap.limit
      OrderKeys.forEachFew(slices[task]) { rows in
        guard case .range(let start, let count) = rows else { return }
        let words = word.cells(rows, scratch)
        for index in 0..<count where words[index] <= limit {
          heap.offer(words[index], UInt32(truncatingIfNeeded: start &+ index))
          limit = heap.limit
        }
        scratch.reset()
      }
      heaps[worker] = heap
    }
    return found(
      (0..<workers).map { (heaps[$0].items, heaps[$0].limit, heaps[$0].ties) })
  }

  /// One element a group, in the order of their numbers.
  func ofEach(_ groups: GroupCodes) throws(ExecutionError) -> [Found] {
    let workers = run.settings.workers.count
    var firsts: [GroupedFirsts] = []
    for _ in 0..<workers {
      firsts.append(GroupedFirsts(capacity: wanted, groups: groups.bound))
    }
    let slices = run.slices(of: count)
    try run.perform(slices.count) { task, worker in
      let scratch = Scratch()
      let first = firsts[worker]
      let limits = first.limits
      OrderKeys.forEachFew(slices[task]) { rows in
        guard case .range(let start, let count) = rows else { return }
        let words = word.cells(rows, scratch)
        let numbers = groups.numbers(rows, scratch)
        for index in 0..<count where words[index] <= limits[Int(numbers[index])] {
          first.offer(
            Int(numbers[index]), words[index], UInt32(truncatingIfNeeded: start &+ index))
        }
        scratch.reset()
      }
    }
    return (0..<groups.bound).map { group in
      found(firsts.map { ($0.items(of: group), $0.limits[group], Int($0.ties[group])) })
    }
  }

  /// The first of what several threads found; none of them turned away what belongs here.
  private func found(
    _ parts: [(items: [BoundedHeap.Item], limit: UInt64, ties: Int)]
  ) -> Found {
    let sorted = parts.flatMap(\.items).sorted { ($0.word, $0.place) < ($1.word, $1.place) }
    let kept = sorted.prefix(wanted)
    guard kept.count == wanted, let last = kept.last else {
      return Found(places: kept.map(\.place), ties: 0)
    }
    var ties = 0
    for item in sorted[kept.endIndex...] {
      guard item.word == last.word else { break }
      ties += 1
    }
    for part in parts where part.items.count == wanted && part.limit == last.word {
      ties += part.ties
    }
    return Found(places: kept.map(\.place), ties: ties)
  }
}
