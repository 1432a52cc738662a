import Rendering
import Syntax

/// The colours of an entry, from its tokens alone: what is being typed is seldom a sentence yet.
///
/// Words of the language, texts and the bare words that are values, and comments are told apart; a
/// word is of the language where the grammar has a place for it, so a field named `count` or `sum`
/// stays a name where it is one.
struct EntryColors {
  private(set) var ranges: [StyledRange] = []
  private let tokens: [CompletionToken]
  private let textFields: Set<String>
  /// For each open bracket whether values stand in it.
  private var brackets: [Bool] = []
  /// Whether a value of a text field may stand at the token at hand.
  private var wantsValue = false
  private var lastWasValue = false

  /// - Shape: `textFields` are names of fields of texts and lists, in lower case
  init(_ text: String, textFields: Set<String>) {
    let source = SourceText(name: "", text: text)
    tokens = Lexer.tokens(of: source).map { token in
      let text = source[token.range]
      return CompletionToken(
        kind: token.kind, word: text.lowercased(), text: text,
        range: Int(token.range.start)..<Int(token.range.end))
    }
    self.textFields = textFields
    var end = 0
    for index in tokens.indices {
      markComment(source.bytes, end..<tokens[index].range.lowerBound)
      if let style = style(at: index) { ranges.append(StyledRange(tokens[index].range, style)) }
      follow(index)
      end = tokens[index].range.upperBound
    }
  }

  /// What stands between two tokens is blank or a comment.
  private mutating func markComment(_ bytes: [UInt8], _ gap: Range<Int>) {
    guard gap.count > 0, let start = bytes[gap].firstIndex(of: UInt8(ascii: "#")) else { return }
    ranges.append(StyledRange(start..<gap.upperBound, .dimmed))
  }

  private func style(at index: Int) -> Style? {
    let token = tokens[index]
    switch token.kind {
    case .text, .pattern: return .literal
    case .broken:
      return token.text.first.map { "\"'\u{201C}\u{2018}".contains($0) } == true
        ? .literal : nil
    case .number, .period: return .number
    case .name:
      if isValue(index) { return .literal }
      return isWord(index) ? .keyword : nil
    case .quotedName, .sign, .lineEnd, .blankLine, .end: return nil
    }
  }

  private func isValue(_ index: Int) -> Bool {
    wantsValue && !Keywords.reserved.contains(tokens[index].word)
  }

  // MARK: Words of the language

  private func isWord(_ index: Int) -> Bool {
    let word = tokens[index].word
    if Keywords.reserved.contains(word) { return true }
    let before = index > 0 ? tokens[index - 1] : nil
    let next = tokens[index + 1 < tokens.count ? index + 1 : index]
    if Keywords.aggregates.contains(word) { return isAggregate(index, next) }
    if Keywords.functions.contains(word) || Keywords.windows.contains(word) {
      return next.text == "("
    }
    let isFirst = startsStatement(before)
    switch word {
    case "show": return isFirst || before?.word == "then" || before?.text == "("
    case "top", "bottom", "limit", "offset": return next.kind == .number || next.text == "$"
    case "totals", "empty", "rest", "ties": return before?.word == "with"
    case "missing", "exact": return before?.word == "is" || before?.word == "not"
    case "starts", "ends": return next.word == "with"
    case "any", "all": return before?.word == "has"
    case "having", "group", "order": return !isFirst && next.kind == .name
    default:
      return isFirst && Keywords.statementWords.contains(word)
        || before?.word == "then" && Keywords.stepWords.contains(word)
    }
  }

  private func isAggregate(_ index: Int, _ next: CompletionToken) -> Bool {
    switch next.kind {
    case .name where !Keywords.reserved.contains(next.word),
      .quotedName, .number, .period, .text:
      return true
    case .name:
      if ["every", "distinct", "at"].contains(next.word) { return true }
      return tokens[index].word == "count" && !textFields.contains("count")
    case .sign:
      return next.text == "(" || next.text == "$" || tokens[index].word == "count"
    case .pattern, .lineEnd, .blankLine, .broken, .end: return tokens[index].word == "count"
    }
  }

  private func startsStatement(_ before: CompletionToken?) -> Bool {
    guard let before else { return true }
    return before.text == ";" || before.kind == .lineEnd || before.kind == .blankLine
      || before.word == "explain" || before.word == "why"
  }

  // MARK: Values

  /// Keeps in mind what the next token may be.
  private mutating func follow(_ index: Int) {
    let token = tokens[index]
    if token.kind == .lineEnd { return }
    let wasValue = lastWasValue
    lastWasValue = wantsValue && [.name, .text].contains(token.kind)
    switch token.word {
    case "=", "==", "!=", "<>", "≠": wantsValue = namesText(index - 1)
    case "has", "within": wantsValue = namesText(index - 1)
    case "in": wantsValue = namesText(index - 1)
    case "any", "all": wantsValue = wantsValue || tokens[max(0, index - 1)].word == "has"
    case "(":
      // After `in`, `=` or `has any` a bracket holds values.
      let opensValues = wantsValue && index > 0 && tokens[index - 1].kind != .text
      brackets.append(opensValues)
      wantsValue = opensValues
    case ")":
      _ = brackets.popLast()
      wantsValue = false
    case ",": wantsValue = brackets.last ?? false
    case "or": wantsValue = wasValue && !startsCondition(index + 1)
    default: wantsValue = false
    }
    if token.word == "or", wantsValue { lastWasValue = false }
  }

  /// Whether a comparison begins at a token, so that it is a field and no further value.
  private func startsCondition(_ index: Int) -> Bool {
    guard index + 1 < tokens.count else { return false }
    let next = tokens[index + 1]
    return next.kind == .sign && ["=", "!=", "<>", "<", ">", "<=", ">=", "."].contains(next.text)
      || ["in", "is", "has", "contains", "between", "starts", "ends", "matches", "within", "not"]
        .contains(next.word)
  }

  private func namesText(_ index: Int) -> Bool {
    guard index >= 0 else { return false }
    var name = tokens[index]
    if name.word == "not", index > 0 { name = tokens[index - 1] }
    let text = name.kind == .quotedName ? String(name.word.dropFirst().dropLast()) : name.word
    return textFields.contains(text)
  }
}
