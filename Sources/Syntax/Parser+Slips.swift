// Words of the language with a slip of the keys in them.
extension Parser {
  /// `sum funds whre …`, `smu funds`, `2.16 milion yuan`, `top five`.
  func slip() -> Failure? {
    switch current.kind {
    case .word(.top?), .word(.bottom?), .word(.limit?):
      let word = text(of: current)
      return problem(.needsNumber(word), at: current.range)
    case .word(nil):
      if let clause = Self.nearest(to: text(of: current), among: Self.clauseWords) {
        return problem(
          .slip(text(of: current), clause), at: current.range,
          fixes: [replace(current.range, with: clause)])
      }
    default: break
    }
    guard index > 0, case .word(nil) = list[index - 1].kind else { return nil }
    let before = list[index - 1]
    let candidates: [String]
    if index == 1 || list[index - 2].isLineEnd || list[index - 2].sign == .semicolon {
      candidates = Self.openingWords
    } else if list[index - 2].isNumber {
      candidates = Keyword.allCases.filter { $0.scaleExponent != nil }.map(\.rawValue)
    } else {
      return nil
    }
    return Self.nearest(to: text(of: before), among: candidates).map { word in
      problem(
        .slip(text(of: before), word), at: before.range,
        fixes: [replace(before.range, with: word)])
    }
  }

  private static let clauseWords = [
    "where", "by", "sort", "top", "bottom", "limit", "then", "from", "join", "across", "with",
  ]
  private static let openingWords =
    AggregateFunction.allCases.map(\.rawValue) + [
      "show", "load", "use", "let", "param", "expect", "describe", "why", "explain", "then",
    ]

  /// The word that one slip makes of another: a letter too many, too few, changed, or two exchanged.
  static func nearest(to written: String, among words: [String]) -> String? {
    let letters = Array(written.lowercased())
    guard letters.count >= 3 else { return nil }
    return words.first { isOneSlip(letters, Array($0)) }
  }

  private static func isOneSlip(_ a: [Character], _ b: [Character]) -> Bool {
    guard b.count >= 3, abs(a.count - b.count) <= 1, a != b else { return false }
    let front = zip(a, b).prefix { $0 == $1 }.count
    let (x, y) = (a[front...], b[front...])
    if x.count == y.count {
      if x.dropFirst() == y.dropFirst() { return true }
      return x.count >= 2 && x.first == y.dropFirst().first && x.dropFirst().first == y.first
        && x.dropFirst(2) == y.dropFirst(2)
    }
    return x.count > y.count ? x.dropFirst() == y : y.dropFirst() == x
  }
}

extension String {
  fileprivate static func needsNumber(_ word: String) -> String {
    "\(word) takes a whole number or a $parameter: \(word) 5"
  }
  fileprivate static func slip(_ written: String, _ word: String) -> String {
    "`\(written)` is no word of the language here; nearest: \(word)"
  }
}
