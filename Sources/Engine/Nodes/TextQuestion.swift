import Records
import Semantics

/// A test of one text against something fixed.
enum TextQuestion: Sendable {
  /// Any test; made once for each thread that asks, since it may keep what it worked out.
  case test(@Sendable () -> (UnsafeBufferPointer<UInt8>) -> Bool)
  /// Whether the text is this one, or is another.
  case equal(String, isEqual: Bool)
  /// Whether the text stands anywhere, in either case.
  case contains(FoldedText)
  /// Whether a pattern matches anywhere in the text.
  case matches(Pattern)

  /// The test for one thread.
  func tester() -> (UnsafeBufferPointer<UInt8>) -> Bool {
    switch self {
    case .test(let make): make()
    case .equal(let text, let isEqual): TextQuestion.equality(text, isEqual)
    case .contains(let needle): { needle.meets(.contains, $0) }
    case .matches(let pattern): TextQuestion.matching(pattern)
    }
  }

  private static func matching(_ pattern: Pattern) -> (UnsafeBufferPointer<UInt8>) -> Bool {
    let matcher = PatternMatcher(pattern)
    return { matcher.matches($0) }
  }

  private static func equality(
    _ text: String, _ isEqual: Bool
  ) -> (UnsafeBufferPointer<UInt8>) -> Bool {
    let other = Array(text.utf8)
    return { bytes in
      other.withUnsafeBufferPointer { TextSource.compare(bytes, $0) == 0 } == isEqual
    }
  }
}
