/// What a pattern says, as a tree.
indirect enum PatternTree {
  case empty
  case scalar(ScalarSet)
  case sequence([PatternTree])
  case choice([PatternTree])
  case times(PatternTree, least: Int, most: Int?)
  case assertion(Assertion)

  enum Assertion: Sendable { case start, end, boundary, noBoundary }
}

/// Text of a pattern to tree.
struct PatternParser {
  private let scalars: [Unicode.Scalar]
  private let ignoresCase: Bool
  private var index = 0
  private var depth = 0

  init(_ text: String, ignoresCase: Bool) {
    scalars = Array(text.unicodeScalars)
    self.ignoresCase = ignoresCase
  }

  mutating func parse() throws(PatternError) -> PatternTree {
    let tree = try parseChoice()
    guard index == scalars.count else { throw PatternError(.closingWithoutOpening) }
    return tree
  }

  private var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private mutating func eat(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    index += 1
    return true
  }

  /// choice = sequence { "|" sequence } ;
  private mutating func parseChoice() throws(PatternError) -> PatternTree {
    depth += 1
    defer { depth -= 1 }
    guard depth <= 100 else { throw PatternError(.groupsTooDeep) }
    var choices = [try parseSequence()]
    while eat("|") { choices.append(try parseSequence()) }
    return choices.count == 1 ? choices[0] : .choice(choices)
  }

  /// sequence = { atom [ quantifier ] } ;
  private mutating func parseSequence() throws(PatternError) -> PatternTree {
    var parts: [PatternTree] = []
    while let scalar = current, scalar != "|", scalar != ")" {
      var part = try parseAtom()
      while let quantified = try parseQuantifier(of: part) { part = quantified }
      parts.append(part)
    }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  /// atom = "(" choice ")" | "[" class "]" | "." | "^" | "$" | "\" escape | scalar ;
  private mutating func parseAtom() throws(PatternError) -> PatternTree {
    guard let scalar = current else { return .empty }
    index += 1
    switch scalar {
    case "(":
      if eat("?") {
        guard eat(":") else { throw PatternError(.specialGroup) }
      }
      let inner = try parseChoice()
      guard eat(")") else { throw PatternError(.unclosedGroup) }
      return inner
    case "[": return .scalar(try parseClass())
    case ".": return .scalar(ScalarSet([0x0A...0x0A]).complement)
    case "^": return .assertion(.start)
    case "$": return .assertion(.end)
    case "*", "+", "?":
      throw PatternError("`\(scalar)` in the pattern has nothing before it to repeat")
    case "\\": return try parseEscape()
    default: return .scalar(set(of: scalar))
    }
  }

  private func set(of scalar: Unicode.Scalar) -> ScalarSet {
    let set = ScalarSet([scalar.value...scalar.value])
    return ignoresCase ? set.foldingCase : set
  }

  private mutating func parseEscape() throws(PatternError) -> PatternTree {
    if eat("b") { return .assertion(.boundary) }
    if eat("B") { return .assertion(.noBoundary) }
    return .scalar(try parseEscapedSet())
  }

  private mutating func parseEscapedSet() throws(PatternError) -> ScalarSet {
    guard let scalar = current else { throw PatternError(.endsInBackslash) }
    index += 1
    switch scalar {
    case "d": return .digits
    case "D": return ScalarSet.digits.complement
    case "s": return .blanks
    case "S": return ScalarSet.blanks.complement
    case "w": return .word
    case "W": return ScalarSet.word.complement
    case "n": return ScalarSet([0x0A...0x0A])
    case "t": return ScalarSet([0x09...0x09])
    case "r": return ScalarSet([0x0D...0x0D])
    case "1"..."9": throw PatternError(.backReference)
    case "a"..."z", "A"..."Z", "0":
      throw PatternError("`\\\(scalar)` in the pattern stands for nothing known here")
    default: return set(of: scalar)
    }
  }

  /// class = [ "^" ] { scalar [ "-" scalar ] | "\" escape } ;
  private mutating func parseClass() throws(PatternError) -> ScalarSet {
    let isNegated = eat("^")
    var set = ScalarSet([])
    var isFirst = true
    while let scalar = current, scalar != "]" || isFirst {
      isFirst = false
      index += 1
      var low = ScalarSet([scalar.value...scalar.value])
      if scalar == "\\" { low = try parseEscapedSet() }
      if current == "-", index + 1 < scalars.count, scalars[index + 1] != "]" {
        index += 1
        low = try parseRange(from: low)
      }
      set = set.union(low)
    }
    guard eat("]") else { throw PatternError(.unclosedClass) }
    if ignoresCase { set = set.foldingCase }
    return isNegated ? set.complement : set
  }

  private mutating func parseRange(from low: ScalarSet) throws(PatternError) -> ScalarSet {
    guard let scalar = current else { throw PatternError(.unclosedClass) }
    index += 1
    var high = ScalarSet([scalar.value...scalar.value])
    if scalar == "\\" { high = try parseEscapedSet() }
    guard let first = low.ranges.first, low.ranges.count == 1, first.count == 1,
      let last = high.ranges.first, high.ranges.count == 1, last.count == 1,
      first.lowerBound <= last.lowerBound
    else { throw PatternError(.backwardsRange) }
    return ScalarSet([first.lowerBound...last.lowerBound])
  }

  /// quantifier = ( "*" | "+" | "?" | "{" least [ "," [ most ] ] "}" ) [ "?" ] ;
  private mutating func parseQuantifier(
    of part: PatternTree
  ) throws(PatternError) -> PatternTree? {
    var bounds: (least: Int, most: Int?)?
    switch current {
    case "*": bounds = (0, nil)
    case "+": bounds = (1, nil)
    case "?": bounds = (0, 1)
    case "{":
      let start = index
      index += 1
      if let counted = try parseCounts() {
        bounds = counted
        index -= 1
      } else {
        // `{` that counts nothing is itself.
        index = start
        return nil
      }
    default: return nil
    }
    guard let bounds else { return nil }
    if case .assertion = part { throw PatternError(.repeatedAssertion) }
    index += 1
    // Whether a match is the shortest or the longest does not matter to whether there is one.
    _ = eat("?")
    return .times(part, least: bounds.least, most: bounds.most)
  }

  /// Stops behind the closing brace; `nil` where the braces hold no counts.
  private mutating func parseCounts() throws(PatternError) -> (least: Int, most: Int?)? {
    guard let least = parseCount() else { return nil }
    var most: Int? = least
    if eat(",") { most = parseCount() }
    guard eat("}") else { return nil }
    guard least <= 1_000, (most ?? 0) <= 1_000 else { throw PatternError(.tooManyTimes) }
    if let most, most < least { throw PatternError(.backwardsCounts) }
    return (least, most)
  }

  private mutating func parseCount() -> Int? {
    var count: Int?
    while let scalar = current, (0x30...0x39).contains(scalar.value) {
      count = min((count ?? 0) * 10 + Int(scalar.value) - 0x30, 1_000_000)
      index += 1
    }
    return count
  }
}

extension String {
  fileprivate static let backReference =
    "a pattern cannot refer back to what a group matched, as `\\1` does"
  fileprivate static let backwardsCounts = "the counts in braces go from the smaller to the larger"
  fileprivate static let backwardsRange = "a range in [ ] goes from a smaller to a larger character"
  fileprivate static let closingWithoutOpening = "the pattern has a `)` without a `(` before it"
  fileprivate static let endsInBackslash = "the pattern ends in a backslash"
  fileprivate static let repeatedAssertion = "`^`, `$` and `\\b` in the pattern cannot be repeated"
  fileprivate static let specialGroup =
    "a group in a pattern is ( ) or (?: ); (?= and its kin are not read"
  fileprivate static let groupsTooDeep = "the groups of the pattern stand more than 100 deep"
  fileprivate static let tooManyTimes = "a pattern repeats a part at most 1,000 times"
  fileprivate static let unclosedClass = "a `[` in the pattern is not closed"
  fileprivate static let unclosedGroup = "a `(` in the pattern is not closed"
}
