/// The signs and words by which people say that a figure is a bound or a guess.
package struct BoundWord: Sendable {
  package let bound: Bound
  /// How many letters it takes, with the spaces that belong to it.
  package let count: Int

  /// The longest one at the start: `more than `, `≥`, `超过`.
  package static func prefix(of scalars: ArraySlice<Unicode.Scalar>) -> BoundWord? {
    guard let first = scalars.first, WrittenScalars.digit(first) == nil else { return nil }
    for (word, bound) in prefixes where word[0] == small(first) && starts(scalars, with: word) {
      let end = scalars.startIndex + word.count
      // An English word ends where letters end; `c.` and signs end where they end.
      if let last = word.last, last.isASCII, last.properties.isAlphabetic,
        end < scalars.endIndex, scalars[end].properties.isAlphabetic
      {
        continue
      }
      return BoundWord(bound: bound, count: word.count)
    }
    return nil
  }

  /// One at the end: `以上`, ` or more`, `+`.
  package static func suffix(of scalars: ArraySlice<Unicode.Scalar>) -> BoundWord? {
    guard let last = scalars.last.map(small) else { return nil }
    for (word, bound) in suffixes
    where word[word.count - 1] == last && ends(scalars, with: word) {
      let start = scalars.endIndex - word.count
      if let first = word.first, first.isASCII, first.properties.isAlphabetic,
        start > scalars.startIndex, scalars[start - 1] != " "
      {
        continue
      }
      return BoundWord(bound: bound, count: word.count)
    }
    return nil
  }

  /// One between figure and unit: `300余人`, `300-odd people`, `300+ households`.
  package static func infix(of scalars: ArraySlice<Unicode.Scalar>) -> BoundWord? {
    for (word, bound) in infixes where starts(scalars, with: word) {
      let end = scalars.startIndex + word.count
      if word.count > 1, end < scalars.endIndex, scalars[end] != " " { continue }
      return BoundWord(bound: bound, count: word.count)
    }
    return nil
  }

  /// What words of a sentence before a number say, small letters with one space between them.
  package static func bound(ofPhrase phrase: String) -> Bound? { phrases[phrase] }

  /// The most words of a phrase before a number.
  package static let longestPhrase = 4

  private static let phrases: [String: Bound] = {
    var phrases: [String: Bound] = [:]
    for (word, bound) in prefixes
    where bound != .exact && word.first?.properties.isAlphabetic ?? false {
      phrases[String(String.UnicodeScalarView(word))] = bound
    }
    return phrases
  }()

  /// The Chinese word at the start of one that may go on with a figure: `超过` of `超过300`.
  package static func chinesePrefix(of word: String) -> String? {
    let scalars = Array(word.unicodeScalars)
    guard let first = scalars.first, !first.isASCII, let found = prefix(of: scalars[...]) else {
      return nil
    }
    return String(String.UnicodeScalarView(scalars.prefix(found.count)))
  }

  /// The Chinese word that ends another or is it: `以上` of `元以上`.
  package static func chineseSuffix(of word: String) -> (text: String, bound: Bound)? {
    let scalars = Array(word.unicodeScalars)
    guard let last = scalars.last, !last.isASCII, let found = suffix(of: scalars[...]) else {
      return nil
    }
    return (String(String.UnicodeScalarView(scalars.suffix(found.count))), found.bound)
  }

  /// What a phrase behind a number says: `or more`.
  package static func bound(ofEnding phrase: String) -> Bound? {
    suffixes.first { String(String.UnicodeScalarView($0.word)) == phrase }?.bound
  }

  typealias Entry = (word: [Unicode.Scalar], bound: Bound)

  static func entries(_ table: [(Bound, [String])]) -> [Entry] {
    table.flatMap { row in row.1.map { (Array($0.unicodeScalars), row.0) } }
      .sorted { $0.word.count > $1.word.count }
  }

  /// `word` is in small letters.
  private static func starts(
    _ scalars: ArraySlice<Unicode.Scalar>, with word: [Unicode.Scalar]
  ) -> Bool {
    scalars.count >= word.count && zip(scalars, word).allSatisfy { small($0) == $1 }
  }

  private static func ends(
    _ scalars: ArraySlice<Unicode.Scalar>, with word: [Unicode.Scalar]
  ) -> Bool {
    scalars.count >= word.count
      && zip(scalars.suffix(word.count), word).allSatisfy { small($0) == $1 }
  }

  private static func small(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    scalar.value >= 65 && scalar.value <= 90
      ? Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value + 32)) : scalar
  }
}
