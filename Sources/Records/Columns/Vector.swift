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

  /// Takes over memory whose first `count` elements are written.
  @usableFromInline
  init(adopting memory: Memory, count: Int) {
    self.memory = memory
    self.count = count
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

  /// Whether both are the same memory.
  package func isSame(as other: Vector) -> Bool { memory === other.memory }

  package var elements: [Element] {
    withPointer { pointer in Array(UnsafeBufferPointer(start: pointer, count: count)) }
  }
}
