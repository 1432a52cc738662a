/// Bytes that stand in every text that a pattern matches.
package struct RequiredBytes: Sendable, Equatable {
  package var bytes: [UInt8] = []
  /// Whether the byte is a small letter whose capital will do.
  package var isFolded: [Bool] = []

  /// The longest run that a tree requires; `nil` where it requires none.
  init?(of tree: PatternTree) {
    var runs = Runs()
    runs.take(tree)
    runs.end()
    guard !runs.longest.bytes.isEmpty else { return nil }
    self = runs.longest
  }

  private init() {}

  private struct Runs {
    var longest = RequiredBytes()
    private var current = RequiredBytes()

    mutating func end() {
      if current.bytes.count > longest.bytes.count { longest = current }
      current = RequiredBytes()
    }

    mutating func take(_ tree: PatternTree) {
      switch tree {
      case .empty, .assertion: break
      case .scalar(let set):
        guard let (bytes, isFolded) = set.onlyBytes else {
          end()
          return
        }
        current.bytes += bytes
        current.isFolded += bytes.map { _ in isFolded }
      case .sequence(let parts): for part in parts { take(part) }
      case .choice: end()
      case .times(let part, let least, _):
        end()
        guard least > 0 else { return }
        take(part)
        end()
      }
    }
  }
}

extension ScalarSet {
  /// The UTF-8 of the only scalar, or of a letter in either case.
  fileprivate var onlyBytes: (bytes: [UInt8], isFolded: Bool)? {
    guard let first = ranges.first, first.count == 1 else { return nil }
    if ranges.count == 1 {
      // What stands for bytes that are no UTF-8 is not found by its own bytes.
      guard let scalar = Unicode.Scalar(first.lowerBound), scalar != "\u{FFFD}" else { return nil }
      return (Array(String(Character(scalar)).utf8), false)
    }
    guard ranges.count == 2, ranges[1].count == 1, (0x41...0x5A).contains(first.lowerBound),
      ranges[1].lowerBound == first.lowerBound + 0x20
    else { return nil }
    return ([UInt8(truncatingIfNeeded: ranges[1].lowerBound)], true)
  }
}
