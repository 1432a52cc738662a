import Records
import Syntax

/// The words that can stand at a place, from what the session knows.
struct CompletionCandidates {
  typealias Candidate = Completions.Candidate

  let place: CompletionPlace
  let scope: CompletionScope

  func completions() -> Completions {
    if let phrase = place.phrase, case .value(let name, _, _) = phrase.wanted {
      let values = values(of: name, typed: phrase.typed).filter { $0.text.contains(" ") }
      if !values.isEmpty { return Completions(range: phrase.range, candidates: values) }
    }
    return Completions(range: place.range, candidates: candidates())
  }

  /// The candidate that is meant most likely, where it goes on with what is typed.
  func likeliest() -> Likeliest? {
    if let phrase = place.phrase, case .value(let name, _, _) = phrase.wanted,
      let value = likeliestValue(of: name, phrase.typed), value.contains(" ")
    {
      return goingOn(value, phrase.typed, phrase.range, isValue: true)
    }
    if case .value(let name, _, _) = place.wanted, !place.typed.isEmpty || place.isFresh,
      let value = likeliestValue(of: name, place.typed)
    {
      return goingOn(value, place.typed, place.range, isValue: true)
    }
    guard !place.typed.isEmpty else { return nil }
    let candidates = candidates()
    guard let first = candidates.first,
      !candidates.contains(where: { Self.bare($0.text) == place.typed })
    else { return nil }
    return goingOn(first.text, place.typed, place.range, isValue: false)
  }

  private func likeliestValue(of name: CompletionPlace.FieldName, _ typed: String) -> String? {
    guard let field = field(name), let value = field.likeliest(typed) else { return nil }
    return written(value.text, field.type)
  }

  private func goingOn(
    _ text: String, _ typed: String, _ range: Range<Int>, isValue: Bool
  ) -> Likeliest? {
    let bare = Self.bare(text)
    guard bare.lowercased().hasPrefix(typed.lowercased()), bare.count > typed.count else {
      return nil
    }
    var rest = bare.dropFirst(typed.count)
    // The quotes come when it is taken.
    if place.opening == .none, text.first == "\"" || text.first == "`" { rest.removeLast() }
    guard !rest.isEmpty else { return nil }
    return Likeliest(
      rest: String(rest), range: range, text: text, isValue: isValue)
  }

  private func candidates() -> [Candidate] {
    switch place.wanted {
    case .statement:
      return words(
        ["show", "count"] + Keywords.aggregates.filter { $0 != "count" } + Keywords.statementWords
          + ConversationWords.first
          + ["then"]) + operands()
    case .step:
      return words(
        Keywords.clauseWords + Keywords.stepWords + ["show", "count"]
          + Keywords.aggregates.filter { $0 != "count" })
    case .operand(let words): return operands() + self.words(words) + expressionWords()
    case .measured: return operands() + words(["distinct", "every"])
    case .value(let name, let words, let orOperand):
      let values = values(of: name, typed: place.typed)
      return values + self.words(words) + (orOperand || values.isEmpty ? operands() : [])
    case .set:
      return named(scope.sets.map { ($0.name, Self.records($0.count)) })
    case .parameter: return matching(scope.parameters.map { Candidate(text: $0, remark: $1) })
    case .field(let name):
      return fields(scope.set(named: name)?.fields ?? [])
    case .file(let kind): return files(kind)
    case .words(let words): return self.words(words)
    case .unit: return words(Keywords.scaleWords + scope.units)
    case .afterNumber: return words(Keywords.scaleWords + scope.units) + continuation()
    case .continuation: return continuation()
    case .nothing: return []
    }
  }

  // MARK: Names

  /// The fields that the sentence can name, in the order of its sets.
  var visibleFields: [CompletionScope.Field] {
    if let text = place.sentence.precedingText, let fields = scope.answer(text) { return fields }
    let sources = place.sentence.sources.compactMap(scope.set(named:))
    if !sources.isEmpty { return sources.flatMap(\.fields) }
    return scope.current.flatMap(scope.set(named:))?.fields ?? []
  }

  private func operands() -> [Candidate] {
    fields(visibleFields) + named(scope.definitions.map { ($0, "defined by let") })
  }

  private func fields(_ fields: [CompletionScope.Field]) -> [Candidate] {
    named(fields.map { ($0.name, $0.type.remark) })
  }

  /// Aggregates and functions, once a letter of them is typed: there are many.
  private func expressionWords() -> [Candidate] {
    guard place.opening == .none, !place.typed.isEmpty else { return [] }
    let taken = Set(visibleFields.map(\.name))
    let calls = (Keywords.functions + Keywords.windows).filter { !taken.contains($0) }
    return words(Keywords.aggregates + ["not", "if"])
      + matching(calls.map { Candidate(text: $0 + "(", remark: "") })
  }

  /// Names as they are written: in backquotes where they are no plain word.
  private func named(_ names: [(name: String, remark: String)]) -> [Candidate] {
    var seen: Set<String> = []
    return matching(
      names.filter { seen.insert($0.name).inserted }.map {
        Candidate(
          text: place.opening == .name || !Self.isPlainName($0.name) ? "`\($0.name)`" : $0.name,
          remark: $0.remark)
      })
  }

  private func words(_ words: [String]) -> [Candidate] {
    guard place.opening == .none else { return [] }
    return matching(words.map { Candidate(text: $0, remark: "") })
  }

  private func continuation() -> [Candidate] {
    var words = Keywords.clauseWords + ["then", "as"]
    switch CompletionPlace.clause(of: place.sentence.before) {
    case "where":
      words = CompletionPlace.conditionWords + ["is", "not", "and", "or"] + words
    case "sort": words = ["descending", "ascending"] + words
    case "top", "bottom": words = ["per"] + words
    default: words += ["to", "default"]
    }
    return self.words(words)
  }

  /// What begins as it is typed, whatever the case; else what holds it.
  private func matching(_ candidates: [Candidate]) -> [Candidate] {
    Self.matching(candidates, typed: place.typed)
  }

  static func matching(_ candidates: [Candidate], typed: String) -> [Candidate] {
    let typed = typed.lowercased()
    if typed.isEmpty { return candidates }
    return candidates.filter { bare($0.text).lowercased().hasPrefix(typed) }
  }

  private static func bare(_ text: String) -> Substring {
    text.first == "\"" || text.first == "`" ? text.dropFirst() : text[...]
  }

  private static func records(_ count: Int) -> String {
    count == 1 ? "1 record" : "\(count) records"
  }

  /// Whether a name or a value can be written without quotes.
  static func isPlainName(_ text: String) -> Bool {
    let source = SourceText(name: "", text: text)
    let tokens = Lexer.tokens(of: source)
    return tokens.count == 2 && tokens[0].kind == .name
      && tokens[0].range == SourceRange(0, source.bytes.count)
      && !Keywords.reserved.contains(text.lowercased())
  }
}

// Values and files
extension CompletionCandidates {
  /// The values of a field that begin as it is typed, the most frequent first; else those that
  /// hold it.
  private func values(of name: CompletionPlace.FieldName, typed: String) -> [Candidate] {
    guard let field = field(name) else { return [] }
    let typed = typed.lowercased()
    let all = field.values()
    var found = all.filter { $0.text.lowercased().hasPrefix(typed) }
    if found.isEmpty { found = all.filter { $0.text.lowercased().contains(typed) } }
    found.sort { ($1.count, $0.text) < ($0.count, $1.text) }
    return found.map {
      Candidate(text: written($0.text, field.type), remark: $0.count.separated)
    }
  }

  private func field(_ name: CompletionPlace.FieldName) -> CompletionScope.Field? {
    let fields = name.set.flatMap(scope.set(named:))?.fields ?? visibleFields
    let lowered = name.name.lowercased()
    return fields.first { $0.name == name.name } ?? fields.first { $0.name.lowercased() == lowered }
  }

  private func written(_ value: String, _ type: ValueType) -> String {
    let isText = type == .text || type == .list
    if isText, place.isText || !Self.isPlainName(value) { return Self.quoted(value) }
    return value
  }

  /// A text literal of the language.
  static func quoted(_ value: String) -> String {
    var text = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"", "\\": text += "\\" + String(scalar)
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      default:
        if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) {
          text += "\\u{\(String(scalar.value, radix: 16))}"
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
    }
    return text + "\""
  }

  /// Files of the folder that the path names so far; a folder leaves the quote open.
  private func files(_ kind: CompletionPlace.FileKind) -> [Candidate] {
    let slash = place.typed.lastIndex(of: "/")
    let folder = slash.map { String(place.typed[...$0]) } ?? ""
    let start = slash.map { String(place.typed[place.typed.index(after: $0)...]) } ?? place.typed
    let all = scope.files(folder).filter { file in
      file.name.lowercased().hasPrefix(start.lowercased())
        && (file.name.first != "." || start.first == ".")
    }
    let fitting = all.filter { $0.isFolder || kind.fits($0.name) }
    let found = fitting.isEmpty ? all : fitting
    return found.sorted { $0.name < $1.name }.map { file in
      let path = Self.quoted(folder + file.name)
      return file.isFolder
        ? Candidate(text: path.dropLast() + "/", remark: "folder")
        : Candidate(text: path, remark: "")
    }
  }
}
