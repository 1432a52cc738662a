import Records

/// Memory for many values that are written in any order, in huge pages.
final class LargeArray<Element: BitwiseCopyable & Sendable> {
  private let vector: Vector<Element>
  let values: UnsafeMutablePointer<Element>

  /// The values mean nothing until they are written.
  init(_ count: Int) {
    var values: UnsafeMutablePointer<Element>?
    vector = Vector(count: count) { values = $0 }
    guard let values else { preconditionFailure("a vector lends its memory to be filled") }
    self.values = values
  }
}
