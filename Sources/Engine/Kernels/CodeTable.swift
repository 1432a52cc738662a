/// What was worked out for each distinct text or list, when it was first met.
final class CodeTable {
  private var entries: UnsafeMutablePointer<UInt32>
  private var capacity: Int

  /// The entry of a code that was not met yet.
  private static let unknown = UInt32.max

  init() {
    capacity = 0
    entries = .allocate(capacity: 1)
  }

  deinit { entries.deallocate() }

  /// One result a position; `work` is asked once for each distinct code.
  ///
  /// - Shape: all codes lie below `total`, which may have grown since the last batch.
  func results(
    _ codes: UnsafePointer<UInt32>, _ count: Int, below total: Int, _ scratch: Scratch,
    _ work: (Int) -> UInt32
  ) -> UnsafePointer<UInt32> {
    grow(to: total)
    let entries = entries
    let result = scratch.take(count, of: UInt32.self)
    for index in 0..<count {
      let code = Int(codes[index])
      var entry = entries[code]
      if entry == CodeTable.unknown {
        entry = work(code)
        entries[code] = entry
      }
      result[index] = entry
    }
    return UnsafePointer(result)
  }

  /// The same for a test.
  func flags(
    _ codes: UnsafePointer<UInt32>, _ count: Int, below total: Int, _ scratch: Scratch,
    _ test: (Int) -> Bool
  ) -> UnsafePointer<UInt8> {
    grow(to: total)
    let entries = entries
    let result = scratch.take(count, of: UInt8.self)
    for index in 0..<count {
      let code = Int(codes[index])
      var entry = entries[code]
      if entry == CodeTable.unknown {
        entry = test(code) ? 1 : 0
        entries[code] = entry
      }
      result[index] = UInt8(truncatingIfNeeded: entry)
    }
    return UnsafePointer(result)
  }

  private func grow(to total: Int) {
    // A dictionary without texts still has a code that missing cells hold.
    let wanted = max(total, 1)
    guard wanted > capacity else { return }
    let larger = max(wanted, capacity * 2)
    let moved = UnsafeMutablePointer<UInt32>.allocate(capacity: larger)
    moved.update(from: entries, count: capacity)
    (moved + capacity).update(repeating: CodeTable.unknown, count: larger - capacity)
    entries.deallocate()
    entries = moved
    capacity = larger
  }
}
