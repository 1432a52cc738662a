import Records

/// The number at a rank among many, without sorting the others. The numbers are moved about.
enum IntegerSelection {
  /// Fewer are ranked by moving them; of more a sample says between which two the rank lies.
  private static let few = 1 << 13
  private static let sampleCount = 1 << 10
  /// How many of the sample lie between its rank and each end: more than twice what chance moves it.
  private static let reach = 72
  static let binCount = 1 << 11

  /// The numbers at a rank and the next, which is the same one at the end.
  static func pair(
    _ cells: UnsafeMutablePointer<Int64>, _ count: Int, at rank: Int
  ) -> (low: Int64, high: Int64) {
    guard count > few else { return selected(cells, count, at: rank) }
    let (least, most) = ends(cells, count, at: rank)
    var below = 0
    var inside = 0
    for index in 0..<count {
      let cell = cells[index]
      below &+= cell < least ? 1 : 0
      cells[index] = cells[inside]
      cells[inside] = cell
      inside &+= (cell >= least ? 1 : 0) & (cell <= most ? 1 : 0)
    }
    guard rank >= below, rank < below + inside, inside < count else {
      return selected(cells, count, at: rank)
    }
    let found = pair(cells, inside, at: rank - below)
    guard rank + 1 == below + inside, rank + 1 < count else { return found }
    var next = Int64.max
    for index in inside..<count where cells[index] > most { next = min(next, cells[index]) }
    return (found.low, next)
  }

  /// Two numbers that the rank most likely lies between.
  private static func ends(
    _ cells: UnsafeMutablePointer<Int64>, _ count: Int, at rank: Int
  ) -> (least: Int64, most: Int64) {
    withUnsafeTemporaryAllocation(of: Int64.self, capacity: sampleCount) { sample in
      let step = count / sampleCount
      for index in 0..<sampleCount { sample.initializeElement(at: index, to: cells[index * step]) }
      var sorted = sample
      sorted.sort()
      let place = rank * sampleCount / count
      return (
        place < reach ? .min : sorted[place - reach],
        place + reach >= sampleCount ? .max : sorted[place + reach]
      )
    }
  }

  /// A number's bin by its distance from the least: bins get wider with it, 32 for each doubling.
  @inline(__always)
  static func bin(_ cell: Int64, from least: Int64) -> Int {
    let distance = UInt64(bitPattern: cell &- least) | 63
    let doublings = 58 &- distance.leadingZeroBitCount
    let part = distance &>> UInt64(truncatingIfNeeded: doublings) & 31
    return doublings &<< 5 | Int(truncatingIfNeeded: part)
  }

  /// - Source: Hoare, "Algorithm 65: Find", with a partition that branches on no comparison.
  private static func selected(
    _ cells: UnsafeMutablePointer<Int64>, _ count: Int, at rank: Int
  ) -> (low: Int64, high: Int64) {
    var low = 0
    var high = count
    var rounds = 0
    while high - low > 1 {
      rounds += 1
      if rounds > 64 {
        // Numbers laid out against the middle of three; sorting has no worst case of its own.
        var rest = UnsafeMutableBufferPointer(start: cells + low, count: high - low)
        rest.sort()
        break
      }
      let pivot = middle(cells[low], cells[(low + high) / 2], cells[high - 1])
      let smaller = partition(cells, low, high) { $0 < pivot }
      if rank < smaller {
        high = smaller
        continue
      }
      let larger = partition(cells, smaller, high) { $0 == pivot }
      if rank < larger { break }
      low = larger
    }
    let found = cells[rank]
    guard rank + 1 < count else { return (found, found) }
    var next = cells[rank + 1]
    for index in rank + 1..<count { next = min(next, cells[index]) }
    return (found, next)
  }

  @inline(__always)
  private static func middle(_ a: Int64, _ b: Int64, _ c: Int64) -> Int64 {
    max(min(a, b), min(max(a, b), c))
  }

  /// Moves the cells that pass before the others and says where those begin.
  @inline(__always)
  private static func partition(
    _ cells: UnsafeMutablePointer<Int64>, _ low: Int, _ high: Int, _ passes: (Int64) -> Bool
  ) -> Int {
    var end = low
    for index in low..<high {
      let cell = cells[index]
      cells[index] = cells[end]
      cells[end] = cell
      end &+= passes(cell) ? 1 : 0
    }
    return end
  }
}

/// The bin that a rank lies in.
struct RankBin {
  let bin: Int
  /// How many numbers lie in bins before, and behind.
  let before: Int
  let after: Int
  /// Whether the next rank lies in another bin.
  let isLast: Bool

  init(at rank: Int, among counts: UnsafeMutableBufferPointer<Int>) {
    var bin = 0
    var before = 0
    var total = 0
    for count in counts { total += count }
    while before + counts[bin] <= rank {
      before += counts[bin]
      bin += 1
    }
    self.bin = bin
    self.before = before
    after = total - before - counts[bin]
    isLast = rank + 1 >= before + counts[bin]
  }
}
