/// Memory of one batch: handed out by moving a place forward, taken back all at once.
///
/// Everything that a node makes while a batch is evaluated lies here, so a pointer into it is good
/// until the batch ends and nothing is freed one by one.
final class Scratch {
  private var blocks: [UnsafeMutableRawBufferPointer] = []
  private var current = 0
  private var used = 0

  private static let blockSize = 1 << 18

  init() {}

  deinit {
    for block in blocks { block.deallocate() }
  }

  /// Room for `count` elements that the caller writes; it has slack behind it.
  func take<Element: BitwiseCopyable>(
    _ count: Int, of type: Element.Type = Element.self
  ) -> UnsafeMutablePointer<Element> {
    let wanted = (count * MemoryLayout<Element>.stride + 127) & ~63
    while current < blocks.count {
      if used + wanted <= blocks[current].count { return place(wanted) }
      current += 1
      used = 0
    }
    blocks.append(.allocate(byteCount: max(wanted, Scratch.blockSize), alignment: 64))
    return place(wanted)
  }

  func take<Element: BitwiseCopyable>(
    _ count: Int, repeating element: Element
  ) -> UnsafeMutablePointer<Element> {
    let pointer = take(count, of: Element.self)
    pointer.update(repeating: element, count: count)
    return pointer
  }

  /// Ends the batch: whatever was handed out may be handed out again.
  func reset() {
    current = 0
    used = 0
  }

  private func place<Element: BitwiseCopyable>(_ wanted: Int) -> UnsafeMutablePointer<Element> {
    let address = blocks[current].baseAddress.unsafelyUnwrapped + used
    used += wanted
    return address.bindMemory(to: Element.self, capacity: wanted / MemoryLayout<Element>.stride)
  }
}
