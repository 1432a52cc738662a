/// The signs and words by which people say that a figure is a bound or a guess.
package struct QualifierWord: Sendable {
  package let qualifier: Qualifier
  /// How many letters it takes, with the spaces that belong to it.
  package let count: Int

  /// The longest one at the start: `more than `, `≥`, `超过`.
  static func prefix(of scalars: ArraySlice<Unicode.Scalar>) -> QualifierWord? {
    guard let first = scalars.first, CellScalars.digit(first) == nil else { return nil }
    for (word, qualifier) in prefixes where word[0] == small(first) && starts(scalars, with: word) {
      let end = scalars.startIndex + word.count
      // An English word ends where letters end; `c.` and signs end where they end.
      if let last = word.last, last.isASCII, last.properties.isAlphabetic,
        end < scalars.endIndex, scalars[end].properties.isAlphabetic
      {
        continue
      }
      return QualifierWord(qualifier: qualifier, count: word.count)
    }
    return nil
  }

  /// One at the end: `以上`, ` or more`, `+`.
  static func suffix(of scalars: ArraySlice<Unicode.Scalar>) -> QualifierWord? {
    guard let last = scalars.last.map(small) else { return nil }
    for (word, qualifier) in suffixes
    where word[word.count - 1] == last && ends(scalars, with: word) {
      let start = scalars.endIndex - word.count
      if let first = word.first, first.isASCII, first.properties.isAlphabetic,
        start > scalars.startIndex, scalars[start - 1] != " "
      {
        continue
      }
      return QualifierWord(qualifier: qualifier, count: word.count)
    }
    return nil
  }

  /// One between figure and unit: `300余人`, `300-odd people`, `300+ households`.
  static func infix(of scalars: ArraySlice<Unicode.Scalar>) -> QualifierWord? {
    for (word, qualifier) in infixes where starts(scalars, with: word) {
      let end = scalars.startIndex + word.count
      if word.count > 1, end < scalars.endIndex, scalars[end] != " " { continue }
      return QualifierWord(qualifier: qualifier, count: word.count)
    }
    return nil
  }

  /// What several say together; `nil` where a lower and an upper bound meet on one figure.
  static func combined(_ qualifiers: [Qualifier]) -> Qualifier? {
    var result = Qualifier.exact
    for qualifier in qualifiers where qualifier != .exact && qualifier != result {
      switch (result, qualifier) {
      case (.exact, _): result = qualifier
      case (.about, _), (_, .about): result = .about
      case (.atLeast, _), (.atMost, _): return nil
      }
    }
    return result
  }

  private typealias Entry = (word: [Unicode.Scalar], qualifier: Qualifier)

  private static func entries(_ table: [(Qualifier, [String])]) -> [Entry] {
    table.flatMap { row in row.1.map { (Array($0.unicodeScalars), row.0) } }
      .sorted { $0.word.count > $1.word.count }
  }

  private static let prefixes = entries([
    (
      .atLeast,
      [
        ">", ">=", "≥", "⩾", "more than", "over", "above", "at least", "no less than",
        "not less than", "no fewer than", "not fewer than", "not below", "exceeding",
        "in excess of", "upwards of", "upward of", "greater than", "just over", "well over",
        "a minimum of", "minimum", "超过", "超", "逾", "多于", "大于", "高于", "不少于", "不低于", "不小于", "不下",
        "至少", "最少",
        "起码", "达到", "突破",
      ]
    ),
    (
      .atMost,
      [
        "<", "<=", "≤", "⩽", "nearly", "almost", "less than", "fewer than", "under", "below",
        "just under", "up to", "at most", "no more than", "not more than", "not over",
        "not exceeding", "a maximum of", "maximum", "不到", "不足", "不满", "将近", "近", "接近", "少于", "小于",
        "低于", "不超过", "不多于", "不大于", "不高于", "最多", "至多",
      ]
    ),
    (
      .about,
      [
        "~", "≈", "∼", "≃", "about", "around", "approximately", "approx", "approx.", "roughly",
        "some", "circa", "ca", "ca.", "c.", "est.", "an estimated", "estimated", "close to", "约",
        "大约", "约为", "约有", "大概", "大致", "近似", "左右约",
      ]
    ),
  ])

  private static let suffixes = entries([
    (
      .atLeast,
      [
        "+", "or more", "or above", "or over", "and above", "and over", "and more", "以上", "及以上",
        "或以上", "有余",
      ]
    ),
    (
      .atMost,
      [
        "or less", "or fewer", "or under", "or below", "and below", "and under", "以下", "及以下", "以内",
        "之内",
      ]
    ),
    (.about, ["or so", "approximately", "approx", "approx.", "左右", "上下"]),
  ])

  private static let infixes = entries([
    (.atLeast, ["+", "多", "余", "餘", "-odd", "odd", "plus"]),
    (.about, ["来"]),
  ])

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
