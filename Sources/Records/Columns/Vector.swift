#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Raw memory with one owner; written while it is being made, never after.
@usableFromInline
package final class Memory: @unchecked Sendable {
  @usableFromInline let address: UnsafeMutableRawPointer

  @usableFromInline
  init(byteCount: Int) {
    // Kernels may load a whole word at the last element, so every block has slack behind it.
    address = UnsafeMutableRawPointer.allocate(byteCount: byteCount + 64, alignment: 64)
  }

  deinit { address.deallocate() }
}

/// A fixed run of plain values: what a column is made of.
package struct Vector<Element: BitwiseCopyable & Sendable>: Sendable {
  @usableFromInline let memory: Memory
  package let count: Int

  /// Makes a vector from memory that `body` fills; every element must be written.
  @inlinable
  package init<E: Error>(
    count: Int, filling body: (UnsafeMutablePointer<Element>) throws(E) -> Void
  ) throws(E) {
    memory = Memory(byteCount: count * MemoryLayout<Element>.stride)
    self.count = count
    try body(memory.address.assumingMemoryBound(to: Element.self))
  }

  @inlinable
  package init(_ elements: [Element]) {
    self.init(count: elements.count) { target in
      elements.withUnsafeBufferPointer { source in
        guard let base = source.baseAddress else { return }
        target.update(from: base, count: source.count)
      }
    }
  }

  @inlinable
  package init(repeating element: Element, count: Int) {
    self.init(count: count) { $0.update(repeating: element, count: count) }
  }

  @inlinable
  package subscript(index: Int) -> Element {
    precondition(index >= 0 && index < count, "the row lies inside its column")
    return memory.address.assumingMemoryBound(to: Element.self)[index]
  }

  /// Lends the elements to a kernel; the pointer must not outlive `body`.
  @inlinable
  package func withPointer<R, E: Error>(
    _ body: (UnsafePointer<Element>) throws(E) -> R
  ) throws(E) -> R {
    defer { withExtendedLifetime(memory) {} }
    return try body(UnsafePointer(memory.address.assumingMemoryBound(to: Element.self)))
  }

  package var elements: [Element] {
    withPointer { pointer in Array(UnsafeBufferPointer(start: pointer, count: count)) }
  }
}
