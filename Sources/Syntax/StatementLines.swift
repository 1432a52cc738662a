/// Parts a text into statements: at `;`, at blank lines and at the line ends that end one.
///
/// A bracket that is never closed would swallow all that follows. It holds its statement open
/// only to the next line that starts with a statement word, or after a blank line with `show`,
/// `then` or the word of an aggregate.
struct StatementLines {
  struct Slice {
    /// Without line ends; the last is `.end`.
    var lexemes: [Lexeme]
    /// Whether nothing but the end of the text ends it.
    var canContinue: Bool

    var range: SourceRange {
      guard let first = lexemes.first, let last = lexemes.last else { return SourceRange(0, 0) }
      return first.range.joined(with: last.range)
    }
  }

  private let list: [Lexeme]
  private var slices: [Slice] = []
  private var current: [Lexeme] = []
  private var depth = 0
  private var hasLooseBracket = false

  private init(_ list: [Lexeme]) {
    self.list = list
  }

  static func split(_ lexemes: Lexemes) -> [Slice] {
    var lines = StatementLines(lexemes.list)
    lines.split()
    return lines.slices
  }

  private mutating func split() {
    let matched = matchedBrackets()
    for (index, lexeme) in list.enumerated() {
      switch lexeme.kind {
      case .sign(.open):
        if matched[index] { depth += 1 } else { hasLooseBracket = true }
        current.append(lexeme)
      case .sign(.close):
        if matched[index] { depth -= 1 }
        current.append(lexeme)
      case .sign(.semicolon):
        finish(canContinue: false)
      case .lineEnd:
        if depth == 0, endsStatement(at: index) { finish(canContinue: isLast(after: index)) }
      case .blankLine:
        if depth == 0, !hasLooseBracket || startsSentence(at: index + 1) {
          finish(canContinue: false)
        }
      case .end:
        finish(canContinue: true)
      case .word, .quotedName, .number, .period, .text, .pattern, .sign, .broken:
        current.append(lexeme)
      }
    }
  }

  /// Which brackets have their partner; `;` parts brackets too.
  private func matchedBrackets() -> [Bool] {
    var matched = [Bool](repeating: false, count: list.count)
    var open: [Int] = []
    for (index, lexeme) in list.enumerated() {
      switch lexeme.sign {
      case .open: open.append(index)
      case .close:
        if let partner = open.popLast() {
          matched[partner] = true
          matched[index] = true
        }
      case .semicolon: open.removeAll()
      default: break
      }
    }
    return matched
  }

  private func isLast(after index: Int) -> Bool {
    list[(index + 1)...].allSatisfy { $0.kind == .end || $0.kind == .lineEnd }
  }

  private func endsStatement(at index: Int) -> Bool {
    let next = list[index + 1]
    if hasLooseBracket { return startsStatement(at: index + 1) }
    if next.isLineEnd || next.kind == .end { return true }
    if current.first?.keyword == .help { return true }
    // What is included may answer, and `then` goes on with that.
    if current.first?.keyword == .include, next.keyword == .then { return true }
    return !(goesOnAfterLast || goesOn(with: index + 1))
  }

  private var goesOnAfterLast: Bool {
    guard let last = current.last else { return false }
    if let sign = last.sign {
      if sign == .times, current.count >= 2 {
        return current[current.count - 2].keyword != .show
      }
      return sign.isBetweenOperands
    }
    return last.keyword.map(joinsLines) ?? false
  }

  private func goesOn(with index: Int) -> Bool {
    let lexeme = list[index]
    if let sign = lexeme.sign { return sign.isBetweenOperands }
    guard let keyword = lexeme.keyword else { return false }
    let next = list[min(index + 1, list.count - 1)]
    switch keyword {
    case .top, .bottom, .limit: return next.isNumber || next.sign == .dollar
    case .group, .order: return next.keyword == .by
    case .including: return next.keyword == .empty
    default: return joinsLines(keyword)
    }
  }

  private func joinsLines(_ keyword: Keyword) -> Bool {
    switch keyword {
    case .ascending, .descending, .asc, .desc: false
    default: keyword.isReserved
    }
  }

  private func startsStatement(at index: Int) -> Bool {
    switch list[index].keyword {
    case .load, .let, .param, .include, .expect, .describe, .explain, .show, .use:
      list[min(index + 1, list.count - 1)].sign == nil
    default: false
    }
  }

  private func startsSentence(at index: Int) -> Bool {
    let keyword = list[index].keyword
    return keyword == .then || keyword?.aggregate != nil || startsStatement(at: index)
  }

  private mutating func finish(canContinue: Bool) {
    if let last = current.last {
      let end = Lexeme(
        kind: .end, range: SourceRange(start: last.range.end, end: last.range.end))
      slices.append(
        Slice(lexemes: current + [end], canContinue: canContinue || hasLooseBracket && depth > 0))
    }
    current = []
    depth = 0
    hasLooseBracket = false
  }
}
