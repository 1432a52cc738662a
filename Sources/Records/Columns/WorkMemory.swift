#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Memory for what is worked out in between, kept for the next question when its owner is gone:
/// fresh memory is the dearest of all on many machines.
///
/// What it holds at first means nothing.
package final class WorkMemory: @unchecked Sendable {
  // Whoever shares it sees to it that no two threads write one place.
  private let block: Block

  package init(byteCount: Int) {
    // Kernels may load a whole word at the last element, so every block has slack behind it.
    block = WorkMemory.kept.withLock { $0.take(byteCount + 64) } ?? Block(byteCount + 64)
  }

  deinit { WorkMemory.kept.withLock { $0.keep(block) } }

  /// - Shape: room for `byteCount` bytes
  package func pointer<Element: BitwiseCopyable>(
    to type: Element.Type = Element.self
  ) -> UnsafeMutablePointer<Element> {
    block.address.bindMemory(
      to: type, capacity: block.byteCount / max(1, MemoryLayout<Element>.stride))
  }

  private static let kept = Guarded(Kept())

  // One owner at a time: it goes from whoever had it to those that are kept, under their lock.
  private struct Block: @unchecked Sendable {
    let address: UnsafeMutableRawPointer
    let byteCount: Int
    /// The whole mapping, or `nil` where it comes from the allocator.
    let mapping: UnsafeMutableRawPointer?

    private static let hugePage = 2 << 20

    init(_ wanted: Int) {
      #if canImport(Glibc)
        if wanted >= Block.hugePage {
          let rounded = (wanted + Block.hugePage - 1) & ~(Block.hugePage - 1)
          let base = mmap(
            nil, rounded + Block.hugePage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
            0)
          if let base, base != MAP_FAILED {
            let place = UInt(bitPattern: base)
            let aligned = (place + UInt(Block.hugePage - 1)) & ~UInt(Block.hugePage - 1)
            address = base + Int(aligned - place)
            byteCount = rounded
            mapping = base
            // Only advice: without huge pages the block is slower, not wrong.
            madvise(address, rounded, MADV_HUGEPAGE)
            return
          }
        }
      #endif
      address = .allocate(byteCount: wanted, alignment: 64)
      byteCount = wanted
      mapping = nil
    }

    func free() {
      #if canImport(Glibc)
        if let mapping {
          munmap(mapping, byteCount + Block.hugePage)
          return
        }
      #endif
      address.deallocate()
    }
  }

  private struct Kept {
    private var blocks: [Block] = []
    private var byteCount = 0

    /// No more than this is kept.
    private static let most = 192 << 20
    /// Smaller blocks come from the allocator fast enough.
    private static let least = 1 << 16

    mutating func take(_ wanted: Int) -> Block? {
      var best: Int?
      for (index, block) in blocks.enumerated()
      where block.byteCount >= wanted && block.byteCount / 4 <= wanted {
        if let known = best, blocks[known].byteCount <= block.byteCount { continue }
        best = index
      }
      guard let best else { return nil }
      byteCount -= blocks[best].byteCount
      return blocks.remove(at: best)
    }

    mutating func keep(_ block: Block) {
      guard block.byteCount >= Kept.least, block.byteCount <= Kept.most else {
        block.free()
        return
      }
      blocks.append(block)
      byteCount += block.byteCount
      while byteCount > Kept.most {
        let oldest = blocks.removeFirst()
        byteCount -= oldest.byteCount
        oldest.free()
      }
    }
  }
}
