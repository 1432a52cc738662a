/// The vectors that become blocks of a file, each once however many columns share it.
struct BlockMaker {
  struct Source {
    let memory: Memory
    let byteCount: Int
  }

  private(set) var sources: [Source] = []
  private var known: [ObjectIdentifier: [Int]] = [:]

  init() {}

  /// The number of the block that a vector becomes.
  mutating func block<Element>(_ vector: Vector<Element>) -> Int {
    let byteCount = vector.count * MemoryLayout<Element>.stride
    let identity = ObjectIdentifier(vector.memory)
    if let same = known[identity]?.first(where: { sources[$0].byteCount == byteCount }) {
      return same
    }
    sources.append(Source(memory: vector.memory, byteCount: byteCount))
    known[identity, default: []].append(sources.count - 1)
    return sources.count - 1
  }

  /// The blocks one behind the other, from the first place that is free; the pieces of all of them
  /// are summed up by whoever is free.
  func blocks(from start: Int, _ workers: Workers) -> [SavedBlock] {
    var pieces: [(source: Int, start: Int, count: Int)] = []
    for (index, source) in sources.enumerated() {
      for piece in 0..<SavedBlock.pieceCount(source.byteCount) {
        let start = piece * SavedBlock.pieceSize
        pieces.append((index, start, min(SavedBlock.pieceSize, source.byteCount - start)))
      }
    }
    let checksums = Vector<UInt64>(count: pieces.count) { target in
      workers.perform(pieces.count) { task, _ in
        let piece = pieces[task]
        let base = UnsafeRawPointer(sources[piece.source].memory.address)
        target[task] = Checksum.of(base + piece.start, count: piece.count)
      }
    }.elements
    var offset = start
    var next = 0
    return sources.map { source in
      let count = SavedBlock.pieceCount(source.byteCount)
      let checksum = SavedBlock.checksum(ofPieces: Array(checksums[next..<(next + count)]))
      next += count
      let block = SavedBlock(offset: offset, length: source.byteCount, checksum: checksum)
      offset = block.end
      return block
    }
  }
}
