/// A run of plain values that is being made; it becomes a `Vector` without being copied.
struct GrowingVector<Element: BitwiseCopyable & Sendable>: ~Copyable {
  private var memory: Memory
  private(set) var count = 0
  private(set) var capacity: Int

  init(capacity: Int = 16) {
    self.capacity = max(capacity, 16)
    memory = Memory(byteCount: self.capacity * MemoryLayout<Element>.stride)
  }

  var pointer: UnsafeMutablePointer<Element> {
    memory.address.assumingMemoryBound(to: Element.self)
  }

  subscript(index: Int) -> Element {
    get { pointer[index] }
    nonmutating set { pointer[index] = newValue }
  }

  mutating func reserve(_ wanted: Int) {
    guard wanted > capacity else { return }
    // Pages that are never written cost nothing, so large blocks grow in large steps; not where
    // there are no addresses for them.
    let isLarge = capacity * MemoryLayout<Element>.stride > 1 << 20
    let steps = isLarge ? [capacity * 4, capacity * 2, capacity * 5 / 4] : [capacity * 2]
    for step in steps {
      let larger = max(wanted, step)
      guard let moved = memory.enlarged(to: larger * MemoryLayout<Element>.stride) else { continue }
      memory = moved
      capacity = larger
      return
    }
    let larger = max(wanted, steps[0])
    let byteCount = larger * MemoryLayout<Element>.stride
    capacity = larger
    let copied = Memory(byteCount: byteCount)
    copied.address.assumingMemoryBound(to: Element.self).update(from: pointer, count: count)
    memory = copied
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { reserve(count + 1) }
    pointer[count] = element
    count += 1
  }

  mutating func append(_ element: Element, times: Int) {
    reserve(count + times)
    (pointer + count).update(repeating: element, count: times)
    count += times
  }

  mutating func append(from source: UnsafePointer<Element>, count added: Int) {
    reserve(count + added)
    (pointer + count).update(from: source, count: added)
    count += added
  }

  /// Room for `added` more elements, which the caller writes at once.
  mutating func extend(by added: Int) -> UnsafeMutablePointer<Element> {
    reserve(count + added)
    let start = pointer + count
    count += added
    return start
  }

  mutating func removeAll() { count = 0 }

  mutating func shorten(to kept: Int) { count = min(count, kept) }

  consuming func finish() -> Vector<Element> { Vector(adopting: memory, count: count) }
}
