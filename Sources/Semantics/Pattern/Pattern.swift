/// A regular expression that looks anywhere in a text, in time linear in the text.
///
/// There are no back references and no looking around, because both cost more than linear time.
package struct Pattern: Sendable {
  let program: PatternProgram
  /// What must stand in a text for a match, so that other texts need not be asked.
  package let required: RequiredBytes?

  /// - Throws: `PatternError` with a sentence about what the pattern has that cannot be read.
  package init(_ text: String, ignoresCase: Bool) throws(PatternError) {
    var parser = PatternParser(text, ignoresCase: ignoresCase)
    let tree = try parser.parse()
    program = try PatternProgram(tree)
    required = RequiredBytes(of: tree)
  }

  /// Whether a match stands anywhere in a text; for many texts keep a `PatternMatcher`.
  package func matches(_ text: String) -> Bool {
    var text = text
    let matcher = PatternMatcher(self)
    return text.withUTF8 { matcher.matches($0) }
  }
}

package struct PatternError: Error, Sendable, Equatable {
  package let message: String

  init(_ message: String) { self.message = message }
}

/// A set of scalars as sorted ranges that do not touch.
struct ScalarSet: Sendable, Equatable {
  private(set) var ranges: [ClosedRange<UInt32>]

  static let last: UInt32 = 0x10FFFF
  static let all = ScalarSet([0...last])
  static let digits = ScalarSet([0x30...0x39])
  static let blanks = ScalarSet([0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x3000...0x3000])
  /// Letters of any script count as word characters; beyond ASCII that is all but punctuation.
  static let word = ScalarSet([
    0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A, 0xAA...0xAA, 0xB5...0xB5, 0xBA...0xBA,
    0xC0...0xD6, 0xD8...0xF6, 0xF8...0x1FFF, 0x2C00...0x2DFF, 0x3005...0x3007, 0x3021...0xD7FF,
    0xF900...0xFDFF, 0xFE70...0xFEFF, 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A,
    0xFF66...0xFFDC, 0x10000...0x1F000, 0x20000...0x3FFFF,
  ])

  init(_ ranges: [ClosedRange<UInt32>]) {
    var merged: [ClosedRange<UInt32>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let before = merged.last, range.lowerBound <= before.upperBound &+ 1 {
        merged[merged.count - 1] =
          before.lowerBound...max(before.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    self.ranges = merged
  }

  var complement: ScalarSet {
    var gaps: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { gaps.append(next...range.lowerBound - 1) }
      next = range.upperBound + 1
    }
    if next <= ScalarSet.last { gaps.append(next...ScalarSet.last) }
    return ScalarSet(gaps)
  }

  func union(_ other: ScalarSet) -> ScalarSet { ScalarSet(ranges + other.ranges) }

  func contains(_ scalar: UInt32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].lowerBound <= scalar
  }

  /// With the other case of every letter; a large set has both cases already.
  var foldingCase: ScalarSet {
    var added: [ClosedRange<UInt32>] = []
    for range in ranges where range.count <= 1_024 {
      for value in range {
        guard let scalar = Unicode.Scalar(value) else { continue }
        for text in [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping] {
          let scalars = text.unicodeScalars
          if scalars.count == 1, let other = scalars.first, other != scalar {
            added.append(other.value...other.value)
          }
        }
      }
    }
    return ScalarSet(ranges + added)
  }
}
