import Syntax

extension CompletionPlace {
  /// Which kind of word the tokens before it ask for.
  static func wanted(
    in before: [CompletionToken], _ sentence: CompletionSentence, _ opening: Opening
  ) -> Wanted {
    guard let last = before.last else {
      return sentence.precedingText == nil ? .statement : .step
    }
    if let first = before.first, let special = special(first, before, opening) { return special }
    if let value = value(before) { return value }
    if case .text = opening { return last.word == "to" ? .file(.any) : .nothing }
    switch last.kind {
    case .number: return .afterNumber
    case .sign: return afterSign(last, before)
    case .name: return afterWord(last, before, sentence)
    case .quotedName, .text, .period, .pattern: return .continuation
    case .broken, .lineEnd, .blankLine, .end: return .nothing
    }
  }

  /// Statements whose words stand nowhere else.
  private static func special(
    _ first: CompletionToken, _ before: [CompletionToken], _ opening: Opening
  ) -> Wanted? {
    guard first.kind == .name else { return nil }
    let last = before[before.count - 1]
    switch (first.word, before.count) {
    case ("load", _): return load(before, opening)
    case ("include", 1): return .file(.script)
    case ("use", 1), ("describe", 1), ("reload", 1): return .set
    case ("undo", _), ("copy", _), ("all", _), ("quit", _), ("exit", _), ("reload", _):
      return .nothing
    case ("watch", 1): return .statement
    case ("set", _): return .nothing
    case ("use", _), ("describe", _), ("include", _), ("help", _): return .nothing
    case ("why", 1), ("explain", 1), ("expect", 1): return .operand(words: ["show", "where"])
    case ("let", 1), ("param", 1), ("unit", 1): return .nothing
    case ("let", 3): return .operand(words: [])
    case ("param", 3) where last.text == "=":
      return .value(of: FieldName(set: nil, name: before[1].text), words: [], orOperand: false)
    default: return nil
    }
  }

  private static func load(_ before: [CompletionToken], _ opening: Opening) -> Wanted {
    let last = before[before.count - 1]
    let isInBrackets = before.contains { $0.text == "(" }
    if !isInBrackets, last.word == "load" || last.text == "," { return .file(.data) }
    if case .text = opening { return .nothing }
    switch last.word {
    case "(" where before.dropLast().last?.word == "with", "," where isOption(before):
      return .words(Keywords.loadOptions)
    case "number", "in": return .unit
    case "list": return .words(["by"])
    case "with", "as", "(", ",", "by": return .nothing
    default:
      return isInBrackets && last.kind == .name
        ? .words([
          "text", "number", "yes/no", "date", "datetime", "list by", "key", "whole", "original",
        ])
        : .words(["as", "with"])
    }
  }

  private static func isOption(_ before: [CompletionToken]) -> Bool {
    guard let open = before.lastIndex(where: { $0.text == "(" }), open > 0 else { return false }
    return before[open - 1].word == "with"
  }

  private static func afterSign(_ last: CompletionToken, _ before: [CompletionToken]) -> Wanted {
    let earlier = before.dropLast().last
    switch last.text {
    case "$": return .parameter
    case ".":
      guard let earlier, earlier.kind == .name || earlier.kind == .quotedName else {
        return .nothing
      }
      return .field(ofSet: earlier.text)
    case ")",
      "*" where earlier.map({ ["show", "(", ","].contains($0.word) }) ?? true:
      return .continuation
    case "(":
      return .operand(words: ["where"])
    case ",":
      let clause = clause(of: before)
      return clause == "by" ? .operand(words: ["each"]) : .operand(words: [])
    case "..": return .nothing
    default: return .operand(words: [])
    }
  }

  private static func afterWord(
    _ last: CompletionToken, _ before: [CompletionToken], _ sentence: CompletionSentence
  ) -> Wanted {
    let earlier = before.dropLast().last
    switch last.word {
    case "from", "join", "append": return .set
    case "with":
      if earlier?.word == "compare" { return .set }
      return .words(Keywords.withWords)
    case "by" where earlier?.word == "sort" || isRanking(before): return .operand(words: [])
    case "by", "across": return .operand(words: ["each"])
    case "show", "each", "every", "distinct", "where", "and", "or", "per", "along", "on", "default",
      "at", "between", "else", "add", "keep", "drop", "rename", "unpivot", "having", "select":
      let words = last.word == "show" ? ["distinct", "limit", "top"] : []
      return .operand(words: words)
    case "not":
      return earlier?.word == "is"
        ? .words(["missing", "exact"])
        : endsOperand(earlier) ? .words(conditionWords) : .operand(words: [])
    case "if", "then": return .operand(words: [])
    case "is": return .words(["missing", "exact", "not"])
    case "starts", "ends": return .words(["with"])
    case "sort": return .words(["by"])
    case "compare": return .words(["with"])
    case "save": return earlier == nil && sentence.precedingText == nil ? .set : .words(["to"])
    case "to" where earlier?.word == "save" || isChart(before.dropLast()): return .file(.any)
    case "to" where before.count == 3 && before[0].word == "save": return .file(.any)
    case "to": return .unit
    case "chart" where isChart(before): return .words(Keywords.chartForms + ["to"])
    case _ where isChart(before): return .words(["to"])
    case "ascending", "descending", "asc", "desc": return .continuation
    case "as", "matches", "top", "bottom", "limit", "offset", "once", "within": return .nothing
    case "missing", "exact", "totals", "empty", "rest", "ties": return .continuation
    default:
      guard Keywords.aggregates.contains(last.word), !endsOperand(earlier) else {
        return .continuation
      }
      return last.word == "count"
        ? .words(["distinct"] + clauseWords) : .measured
    }
  }

  static let conditionWords = [
    "in", "between", "contains", "starts", "ends", "matches", "has", "within",
  ]
  static let clauseWords = Keywords.clauseWords + ["then"]

  /// Whether a word is the end of an operand, so that what comes next cannot begin one.
  private static func endsOperand(_ token: CompletionToken?) -> Bool {
    guard let token else { return false }
    switch token.kind {
    case .name:
      return !Keywords.reserved.contains(token.word)
        && !["show", "add"].contains(token.word)
    case .quotedName, .text, .number, .period, .pattern: return true
    case .sign: return token.text == ")"
    case .broken, .lineEnd, .blankLine, .end: return false
    }
  }

  /// `chart`, `chart bars`: a step that is drawn, not a field of that name.
  private static func isChart(_ before: some Collection<CompletionToken>) -> Bool {
    guard before.count <= 2, let first = before.first, first.word == "chart" else { return false }
    return before.count == 1
      || before.dropFirst().first.map { Keywords.chartForms.contains($0.word) } ?? false
  }

  /// `top 5 by`: the `by` of a rank, not of groups.
  private static func isRanking(_ before: [CompletionToken]) -> Bool {
    guard before.count >= 3 else { return false }
    return ["top", "bottom"].contains(before[before.count - 3].word)
      && before[before.count - 2].kind == .number
  }

  /// The clause word that the cursor stands under.
  static func clause(of before: [CompletionToken]) -> String? {
    let heads = Keywords.clauseWords + ["show", "add"]
    let last = before.lastIndex { $0.kind == .name && heads.contains($0.word) }
    guard let last else { return nil }
    guard before[last].word == "by" else { return before[last].word }
    if last > 0, before[last - 1].word == "sort" { return "sort" }
    return isRanking(Array(before[...last])) ? "top" : "by"
  }
}

// Values
extension CompletionPlace {
  /// The field whose value is wanted, by the operator before the cursor or before its brackets.
  private static func value(_ before: [CompletionToken]) -> Wanted? {
    let last = before[before.count - 1]
    let count = before.count
    switch last.word {
    case "=", "==", "!=", "<>", "≠", "contains":
      return field(endingAt: count - 1, before).map {
        .value(of: $0, words: [], orOperand: false)
      }
    case "with":
      guard count > 1, ["starts", "ends"].contains(before[count - 2].word) else { return nil }
      return field(endingAt: count - 2, before).map {
        .value(of: $0, words: [], orOperand: false)
      }
    case "has":
      return field(endingAt: count - 1, before).map {
        .value(of: $0, words: ["any (", "all ("], orOperand: false)
      }
    case "in", "within", "any", "all":
      return listField(endingAt: count, before).map {
        .value(of: $0, words: ["("], orOperand: false)
      }
    case "(", ",":
      guard let open = openBracket(before) else { return nil }
      return listField(endingAt: open, before).map { .value(of: $0, words: [], orOperand: false) }
    case "or":
      return alternative(before).map { .value(of: $0, words: [], orOperand: true) }
    default: return nil
    }
  }

  private static func openBracket(_ before: [CompletionToken]) -> Int? {
    CompletionSentence(before: before, after: []).openBracket
  }

  /// The field before `in`, `within`, `has any`, `has all` or `=` that ends before an index.
  private static func listField(
    endingAt end: Int, _ before: [CompletionToken]
  ) -> FieldName? {
    guard end > 0 else { return nil }
    switch before[end - 1].word {
    case "in", "within", "=": return field(endingAt: end - 1, before)
    case "any", "all":
      guard end > 1, before[end - 2].word == "has" else { return nil }
      return field(endingAt: end - 2, before)
    default: return nil
    }
  }

  /// `county = Daning or`: one more value of the same field could follow.
  private static func alternative(_ before: [CompletionToken]) -> FieldName? {
    var index = before.count - 2
    while index >= 1, [.name, .text].contains(before[index].kind),
      !Keywords.reserved.contains(before[index].word)
    {
      let earlier = before[index - 1]
      if ["=", "has"].contains(earlier.word) { return field(endingAt: index - 1, before) }
      guard earlier.word == "or" else { return nil }
      index -= 2
    }
    return nil
  }

  /// The field whose name ends before an index; `not` may stand between.
  private static func field(endingAt end: Int, _ before: [CompletionToken]) -> FieldName? {
    var index = end - 1
    if index > 0, before[index].word == "not" { index -= 1 }
    guard index >= 0, [.name, .quotedName].contains(before[index].kind) else { return nil }
    let name = unquoted(before[index].text)
    if index >= 2, before[index - 1].text == "." {
      return FieldName(set: unquoted(before[index - 2].text), name: name)
    }
    return FieldName(set: nil, name: name)
  }

  private static func unquoted(_ text: String) -> String {
    text.first == "`" ? String(text.dropFirst().dropLast()) : text
  }
}
