import Records

/// Numbers as they came, with their groups; what several threads took in is put together without
/// moving any.
struct ValueChunks {
  /// Some of them, one behind the other.
  final class Chunk {
    let values: UnsafeMutablePointer<Int64>
    let groups: UnsafeMutablePointer<UInt32>
    let capacity: Int
    var count = 0
    private let memory: (values: WorkMemory, groups: WorkMemory)

    init(capacity: Int, hasGroups: Bool) {
      self.capacity = capacity
      memory = (
        WorkMemory(byteCount: capacity * 8), WorkMemory(byteCount: hasGroups ? capacity * 4 : 0)
      )
      values = memory.values.pointer()
      groups = memory.groups.pointer()
    }
  }

  private(set) var chunks: [Chunk] = []
  private(set) var count = 0
  private(set) var hasGroups = false

  private static let least = 1 << 12
  private static let most = 1 << 20

  init() {}

  /// - Shape: `groups` has one group a value; `nil` where all are of one
  mutating func append(
    _ values: UnsafePointer<Int64>, _ groups: UnsafePointer<UInt32>?, _ added: Int
  ) {
    hasGroups = hasGroups || groups != nil
    var taken = 0
    while taken < added {
      let chunk = room()
      let part = min(added - taken, chunk.capacity - chunk.count)
      (chunk.values + chunk.count).update(from: values + taken, count: part)
      if let groups {
        (chunk.groups + chunk.count).update(from: groups + taken, count: part)
      }
      chunk.count += part
      taken += part
    }
    count += added
  }

  private mutating func room() -> Chunk {
    if let last = chunks.last, last.count < last.capacity { return last }
    let capacity = max(ValueChunks.least, min(ValueChunks.most, count))
    let chunk = Chunk(capacity: capacity, hasGroups: hasGroups)
    chunks.append(chunk)
    return chunk
  }

  /// Takes over what another has; each of its groups becomes `target(group)`.
  mutating func absorb(_ other: ValueChunks, _ target: ((UInt32) -> UInt32)?) {
    if let target, other.hasGroups {
      for chunk in other.chunks {
        for index in 0..<chunk.count { chunk.groups[index] = target(chunk.groups[index]) }
      }
    }
    hasGroups = hasGroups || other.hasGroups
    // The last chunk is the one that grows.
    chunks.insert(contentsOf: other.chunks, at: 0)
    count += other.count
  }

  // MARK: Ranks

  /// The values at a rank and the next among all.
  func pair(at rank: Int, _ run: Run) throws(ExecutionError) -> (low: Int64, high: Int64) {
    let pieces = pieces(run)
    let extents = UnsafeMutablePointer<(least: Int64, most: Int64)>.allocate(
      capacity: pieces.count)
    defer { extents.deallocate() }
    try run.perform(pieces.count) { task, _ in
      let values = pieces[task].values
      var least = Int64.max
      var most = Int64.min
      for index in 0..<pieces[task].count {
        least = min(least, values[index])
        most = max(most, values[index])
      }
      extents[task] = (least, most)
    }
    let least = (0..<pieces.count).map { extents[$0].least }.min() ?? 0
    let most = (0..<pieces.count).map { extents[$0].most }.max() ?? 0
    if least >= most { return (least, least) }
    let binCount = IntegerSelection.binCount
    let bins = UnsafeMutableBufferPointer<Int>.allocate(capacity: pieces.count * binCount)
    defer { bins.deallocate() }
    bins.initialize(repeating: 0)
    try run.perform(pieces.count) { task, _ in
      let values = pieces[task].values
      let own = UnsafeMutableBufferPointer(rebasing: bins[(task * binCount)...])
      for index in 0..<pieces[task].count {
        own[IntegerSelection.bin(values[index], from: least)] &+= 1
      }
    }
    var all = [Int](repeating: 0, count: binCount)
    for (index, found) in bins.enumerated() { all[index % binCount] += found }
    let wanted = all.withUnsafeMutableBufferPointer { RankBin(at: rank, among: $0) }
    return try collected(pieces, wanted, all[wanted.bin], bins, least, at: rank, run)
  }

  /// Ranks the values of one bin; how many of them each piece has is known.
  private func collected(
    _ pieces: [Piece], _ wanted: RankBin, _ size: Int, _ bins: UnsafeMutableBufferPointer<Int>,
    _ least: Int64, at rank: Int, _ run: Run
  ) throws(ExecutionError) -> (low: Int64, high: Int64) {
    var starts: [Int] = []
    var sum = 0
    for piece in pieces.indices {
      starts.append(sum)
      sum += bins[piece * IntegerSelection.binCount + wanted.bin]
    }
    // Each piece writes one cell too many, which the next writes over or nobody reads.
    let memory = WorkMemory(byteCount: (size + 1) * 8)
    let inside = memory.pointer(to: Int64.self)
    let nexts = UnsafeMutablePointer<Int64>.allocate(capacity: pieces.count)
    defer { nexts.deallocate() }
    let looksBeyond = wanted.isLast && wanted.after > 0
    try run.perform(pieces.count) { task, _ in
      let values = pieces[task].values
      var kept = starts[task]
      let end = kept + bins[task * IntegerSelection.binCount + wanted.bin]
      var next = Int64.max
      for index in 0..<pieces[task].count {
        let place = IntegerSelection.bin(values[index], from: least)
        if place == wanted.bin, kept < end {
          inside[kept] = values[index]
          kept &+= 1
        } else if looksBeyond, place > wanted.bin {
          next = min(next, values[index])
        }
      }
      nexts[task] = next
    }
    let found = IntegerSelection.pair(inside, size, at: rank - wanted.before)
    withExtendedLifetime(memory) {}
    guard looksBeyond else { return found }
    return (found.low, (0..<pieces.count).map { nexts[$0] }.min() ?? found.low)
  }

  /// The values of each group one behind the other, and where each group starts.
  ///
  /// - Shape: `slots + 1` starts
  func laidOut(
    slots: Int, _ run: Run
  ) throws(ExecutionError) -> (values: WorkMemory, starts: [Int]) {
    let pieces = pieces(run)
    // Each share has a count for every group, so there are few shares of many groups.
    let most = max(1, ValueChunks.mostCounts / max(1, slots))
    let shares = max(1, min(pieces.count, most, 64))
    func share(_ task: Int) -> ArraySlice<Piece> {
      pieces[pieces.count * task / shares..<pieces.count * (task + 1) / shares]
    }
    let memory = WorkMemory(byteCount: count * 8)
    let target = memory.pointer(to: Int64.self)
    let counts = WorkMemory(byteCount: shares * slots * 8)
    let places = counts.pointer(to: Int.self)
    places.update(repeating: 0, count: shares * slots)
    let isCancelled = run.isCancelled
    try run.perform(shares) { task, _ in
      let counts = places + task * slots
      for piece in share(task) where !isCancelled() {
        let groups = piece.groups
        for index in 0..<piece.count { counts[Int(groups[index])] &+= 1 }
      }
    }
    var starts = [Int](repeating: 0, count: slots + 1)
    var sum = 0
    for slot in 0..<slots {
      starts[slot] = sum
      for share in 0..<shares {
        let found = places[share * slots + slot]
        places[share * slots + slot] = sum
        sum += found
      }
    }
    starts[slots] = sum
    try run.perform(shares) { task, _ in
      let next = places + task * slots
      for piece in share(task) where !isCancelled() {
        let groups = piece.groups
        let values = piece.values
        for index in 0..<piece.count {
          let group = Int(groups[index])
          target[next[group]] = values[index]
          next[group] &+= 1
        }
      }
    }
    withExtendedLifetime(counts) {}
    return (memory, starts)
  }

  private static let mostCounts = 1 << 22

  private struct Piece {
    let values: UnsafeMutablePointer<Int64>
    let groups: UnsafeMutablePointer<UInt32>
    let count: Int
  }

  /// So many at a time that there are not too many pieces, whose counts cost memory.
  private func pieces(_ run: Run) -> [Piece] {
    let length = max(1, run.settings.spanRows, count / 256)
    var pieces: [Piece] = []
    for chunk in chunks {
      for start in stride(from: 0, to: chunk.count, by: length) {
        pieces.append(
          Piece(
            values: chunk.values + start, groups: chunk.groups + start,
            count: min(length, chunk.count - start)))
      }
    }
    return pieces
  }
}
