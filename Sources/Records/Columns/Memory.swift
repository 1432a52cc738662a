import CPages

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Raw memory with one owner; written while it is being made, never after.
@usableFromInline
package final class Memory: @unchecked Sendable {
  @usableFromInline let address: UnsafeMutableRawPointer
  /// The mapping of a large block, or `nil` for one from the allocator.
  private var mapping: UnsafeMutableRawBufferPointer?
  /// Whether another block has its pages.
  private var isMoved = false

  /// Blocks from this size on are mapped with huge pages: touching fresh 4 KiB pages is slower
  /// than reading the file.
  private static let largeBlock = 4 << 20
  private static let hugePage = 2 << 20

  @usableFromInline
  init(byteCount: Int) {
    // Kernels may load a whole word at the last element, so every block has slack behind it.
    let wanted = byteCount + 64
    if wanted >= Memory.largeBlock, let mapped = Memory.map(wanted),
      let base = mapped.baseAddress
    {
      mapping = mapped
      address = base
    } else {
      mapping = nil
      address = UnsafeMutableRawPointer.allocate(byteCount: wanted, alignment: 64)
    }
  }

  deinit {
    if let mapping, let base = mapping.baseAddress {
      munmap(base, mapping.count)
    } else if !isMoved {
      address.deallocate()
    }
  }

  /// A larger block with the same pages, so that nothing is copied and no fresh page is touched; this
  /// one can no longer be used then. `nil` where it is not mapped.
  func enlarged(to byteCount: Int) -> Memory? {
    #if canImport(Glibc)
      guard let mapping, let room = Memory.room(byteCount + 64, PROT_NONE) else { return nil }
      guard pages_move(mapping.baseAddress, mapping.count, room.baseAddress, room.count) != 0,
        let larger = Memory(room)
      else {
        munmap(room.baseAddress, room.count)
        return nil
      }
      self.mapping = nil
      isMoved = true
      return larger
    #else
      return nil
    #endif
  }

  private init?(_ mapping: UnsafeMutableRawBufferPointer) {
    guard let address = mapping.baseAddress else { return nil }
    self.mapping = mapping
    self.address = address
  }

  private static func map(_ byteCount: Int) -> UnsafeMutableRawBufferPointer? {
    #if canImport(Glibc)
      guard let room = room(byteCount, PROT_READ | PROT_WRITE) else { return nil }
      // Only advice: without huge pages the block is slower, not wrong.
      madvise(room.baseAddress, room.count, MADV_HUGEPAGE)
      return room
    #else
      return nil
    #endif
  }

  #if canImport(Glibc)
    /// Whole huge pages of addresses, enough for so many bytes.
    private static func room(_ byteCount: Int, _ access: Int32) -> UnsafeMutableRawBufferPointer? {
      let (reach, overflow) = byteCount.addingReportingOverflow(2 * hugePage)
      guard !overflow else { return nil }
      let length = reach & ~(hugePage - 1)
      guard let base = mmap(nil, length, access, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
        base != MAP_FAILED
      else { return nil }
      // What stands before the first whole one and behind the last goes.
      let before = Int((UInt(0) &- UInt(bitPattern: base)) & UInt(hugePage - 1))
      let count = length - hugePage
      if before > 0 { munmap(base, before) }
      munmap(base + before + count, hugePage - before)
      return UnsafeMutableRawBufferPointer(start: base + before, count: count)
    }
  #endif
}
