/// One value a group; it grows with the groups.
final class GroupArray<Element: BitwiseCopyable> {
  private(set) var values: UnsafeMutablePointer<Element>
  private var capacity: Int
  private let initial: Element

  init(_ initial: Element) {
    self.initial = initial
    capacity = 16
    values = .allocate(capacity: capacity)
    values.initialize(repeating: initial, count: capacity)
  }

  deinit { values.deallocate() }

  @inline(__always)
  subscript(group: Int) -> Element {
    get { values[group] }
    set { values[group] = newValue }
  }

  func reserve(_ groups: Int) {
    guard groups > capacity else { return }
    let larger = max(groups, capacity * 2)
    let moved = UnsafeMutablePointer<Element>.allocate(capacity: larger)
    moved.update(from: values, count: capacity)
    (moved + capacity).initialize(repeating: initial, count: larger - capacity)
    values.deallocate()
    values = moved
    capacity = larger
  }
}
