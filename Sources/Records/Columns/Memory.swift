#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Raw memory with one owner; written while it is being made, never after.
@usableFromInline
package final class Memory: @unchecked Sendable {
  @usableFromInline let address: UnsafeMutableRawPointer
  /// The whole mapping of a large block, or `nil` for one from the allocator.
  private let mapping: UnsafeMutableRawBufferPointer?

  /// Blocks from this size on are mapped with huge pages: touching fresh 4 KiB pages is slower
  /// than reading the file.
  private static let largeBlock = 8 << 20
  private static let hugePage = 2 << 20

  @usableFromInline
  init(byteCount: Int) {
    // Kernels may load a whole word at the last element, so every block has slack behind it.
    let wanted = byteCount + 64
    if wanted >= Memory.largeBlock, let mapped = Memory.map(wanted) {
      mapping = mapped.mapping
      address = mapped.address
    } else {
      mapping = nil
      address = UnsafeMutableRawPointer.allocate(byteCount: wanted, alignment: 64)
    }
  }

  deinit {
    if let mapping, let base = mapping.baseAddress {
      munmap(base, mapping.count)
    } else {
      address.deallocate()
    }
  }

  private static func map(
    _ byteCount: Int
  ) -> (mapping: UnsafeMutableRawBufferPointer, address: UnsafeMutableRawPointer)? {
    #if canImport(Glibc)
      let length = byteCount + hugePage
      guard
        let base = mmap(nil, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
        base != MAP_FAILED
      else { return nil }
      let aligned = (UInt(bitPattern: base) + UInt(hugePage - 1)) & ~UInt(hugePage - 1)
      let address = base + Int(aligned - UInt(bitPattern: base))
      // Only advice: without huge pages the block is slower, not wrong.
      madvise(address, byteCount, MADV_HUGEPAGE)
      return (UnsafeMutableRawBufferPointer(start: base, count: length), address)
    #else
      return nil
    #endif
  }
}
