import Records
import Syntax

extension Checker {
  // MARK: Bare words

  /// A bare word beside a text or list field is a value, always; `nil` where it is no bare word.
  mutating func bareValue(
    _ expr: Expr, beside field: TypedExpr
  ) throws(Diagnostic) -> TypedExpr? {
    switch expr.kind {
    case .name(let name, nil) where !name.isQuoted:
      noteShadowed(name, beside: field)
      try requireValue(name.text, of: field, at: expr.range)
      return TypedExpr(.constant(.text(name.text)), .text, at: expr.range)
    case .text(let text):
      noteAbsent(text, of: field)
      return TypedExpr(.constant(.text(text)), .text, at: expr.range)
    case .number, .period, .pattern, .name, .parameter, .list, .range, .prefix, .infix, .test,
      .aggregate, .call, .conditional, .defaulting, .converting, .query:
      return nil
    }
  }

  private mutating func noteShadowed(_ name: Name, beside field: TypedExpr) {
    let title = self.title(of: field)
    if let index = scope.index(of: name) ?? records.index(of: name) {
      let other = place == .group && scope.index(of: name) == nil ? records : scope
      note(
        .valueNotField,
        "\(name.text) is read as a value of \(title), not as the field \(other.fields[index].name)",
        suggestion: "`\(other.fields[index].name)`")
    } else if definitions[name.text] != nil {
      note(
        .valueNotField,
        "\(name.text) is read as a value of \(title), not as let \(name.text)",
        suggestion: "`\(name.text)`")
    }
  }

  private func title(of field: TypedExpr) -> String {
    if case .column(let index) = field.kind, index < scope.fields.count {
      return scope.fields[index].name
    }
    return "this text"
  }

  /// The distinct values of the loaded field that a column comes from.
  private func values(of field: TypedExpr) -> (dictionary: TextDictionary, column: Column)? {
    guard case .column(let index) = field.kind, index < scope.fields.count,
      let column = catalog.column(of: scope.fields[index].origin)
    else { return nil }
    switch column.storage {
    case .text(_, let dictionary): return (dictionary, column)
    case .lists(_, let lists): return (lists.members, column)
    case .integers, .doubles, .booleans, .periods, .moments: return nil
    }
  }

  func requireValue(
    _ word: String, of field: TypedExpr, at range: SourceRange
  ) throws(Diagnostic) {
    guard let (dictionary, column) = values(of: field) else { return }
    if dictionary.code(of: word) != nil { return }
    let nearest = Suggestion.nearest(to: word, among: dictionary.texts)
    var message = "no \(title(of: field)) is \"\(word)\""
    if nearest.isEmpty {
      message += examples(dictionary, column)
    } else {
      message += "; nearest: \(described(nearest, column, dictionary))"
    }
    throw Diagnostic(
      message, at: range, fixes: nearest.map { .init(range: range, replacement: $0.asValue) })
  }

  private func examples(_ dictionary: TextDictionary, _ column: Column) -> String {
    let counts = recordCounts(column)
    let most = counts.indices.sorted { counts[$0] > counts[$1] }.prefix(3).filter { counts[$0] > 0 }
    if most.isEmpty { return "; it has no values" }
    let shown = most.map { "\(dictionary.text(of: $0)) (\(counts[$0]))" }
    let rest = counts.count { $0 > 0 } - most.count
    return "; there is \(shown.joined(separator: ", "))" + (rest > 0 ? " and \(rest) more" : "")
  }

  private func described(
    _ texts: [String], _ column: Column, _ dictionary: TextDictionary
  ) -> String {
    let counts = recordCounts(column)
    return texts.map { text in
      let count = dictionary.code(of: text).map { counts[$0] } ?? 0
      return "\(text) (\(count) \(count == 1 ? "record" : "records"))"
    }.joined(separator: ", ")
  }

  /// In how many records each value stands; only asked where something is wrong.
  private func recordCounts(_ column: Column) -> [Int] {
    switch column.storage {
    case .text(let codes, let dictionary):
      var counts = [Int](repeating: 0, count: dictionary.count)
      for row in 0..<column.count where column.isValid(row) { counts[codes[row]] += 1 }
      return counts
    case .lists(let codes, let lists):
      var counts = [Int](repeating: 0, count: lists.members.count)
      for row in 0..<column.count where column.isValid(row) {
        for member in lists.memberCodes(of: codes[row]) { counts[Int(member)] += 1 }
      }
      return counts
    case .integers, .doubles, .booleans, .periods, .moments: return []
    }
  }

  /// Quoted text may be absent: an honest empty answer, with the same suggestion.
  mutating func noteAbsent(_ text: String, of field: TypedExpr) {
    guard let (dictionary, column) = values(of: field) else { return }
    let title = self.title(of: field)
    if dictionary.code(of: text) == nil {
      let nearest = Suggestion.nearest(to: text, among: dictionary.texts)
      let tail = nearest.isEmpty ? "" : "; nearest: \(described(nearest, column, dictionary))"
      note(
        .absentValue, "no \(title) is \"\(text)\"\(tail)",
        suggestion: nearest.first.map { "\(title.asName) = \($0.asValue)" })
    } else if let other = otherCase(of: text, in: dictionary) {
      note(
        .letterCase, "\(title) also has \"\(other)\", which differs from \"\(text)\" by case only",
        suggestion: "lower(\(title.asName)) = \"\(text.lowercased())\"")
    }
  }

  /// A parameter's text comes from outside and may be absent like quoted text.
  mutating func noteAbsent(parameter expr: Expr, _ value: TypedExpr, of field: TypedExpr) {
    guard case .parameter = expr.kind, case .constant(.text(let text)) = value.kind else { return }
    noteAbsent(text, of: field)
  }

  private func otherCase(of text: String, in dictionary: TextDictionary) -> String? {
    var wanted = text
    return wanted.withUTF8 { letters in
      for code in 0..<dictionary.count {
        let isAlike = dictionary.withBytes(of: code) { bytes in
          guard bytes.count == letters.count else { return false }
          var differs = false
          for index in 0..<bytes.count where bytes[index] != letters[index] {
            let folded = bytes[index] | 0x20
            guard folded == letters[index] | 0x20, folded >= 0x61, folded <= 0x7A else {
              return false
            }
            differs = true
          }
          return differs
        }
        if isAlike { return dictionary.text(of: code) }
      }
      return nil
    }
  }

  // MARK: Text

  mutating func textComparison(
    _ comparison: Comparison, _ leftExpr: Expr, _ left: TypedExpr, _ rightExpr: Expr,
    at range: SourceRange
  ) throws(Diagnostic) -> TypedExpr {
    if case .text("") = rightExpr.kind { throw emptyText(comparison, leftExpr, range) }
    if case .list(let members) = rightExpr.kind {
      let word = comparison == .unequal ? "not in" : "in"
      let list = members.map { Printer.text(of: $0) }.joined(separator: ", ")
      throw Diagnostic(
        "\(Printer.text(of: leftExpr)) is a text, and one text is no list", at: range,
        fixes: [
          .init(range: range, replacement: "\(Printer.text(of: leftExpr)) \(word) (\(list))")
        ])
    }
    let isEquality = comparison == .equal || comparison == .unequal
    let right: TypedExpr
    if isEquality, let value = try bareValue(rightExpr, beside: left) {
      if case .constant(.text(let text)) = value.kind, case .name = rightExpr.kind {
        noteLetterCase(text, of: left)
      }
      right = value
    } else {
      right = try check(rightExpr)
      guard right.type == .text else { throw textMismatch(leftExpr, left, rightExpr, right) }
      if isEquality { noteAbsent(parameter: rightExpr, right, of: left) }
    }
    let result = TypedExpr(.comparison(comparison, left, right), .yesNo, at: range)
    watchMissing(result, left)
    return result
  }

  private mutating func noteLetterCase(_ text: String, of field: TypedExpr) {
    guard let (dictionary, _) = values(of: field), let other = otherCase(of: text, in: dictionary)
    else { return }
    let title = self.title(of: field)
    note(
      .letterCase, "\(title) also has \"\(other)\", which differs from \"\(text)\" by case only",
      suggestion: "lower(\(title.asName)) = \"\(text.lowercased())\"")
  }

  private func emptyText(
    _ comparison: Comparison, _ leftExpr: Expr, _ range: SourceRange
  ) -> Diagnostic {
    let word = comparison == .unequal ? "is not missing" : "is missing"
    return Diagnostic(
      "an empty cell is missing, so no text is empty", at: range,
      fixes: [.init(range: range, replacement: "\(Printer.text(of: leftExpr)) \(word)")])
  }

  private func textMismatch(
    _ leftExpr: Expr, _ left: TypedExpr, _ rightExpr: Expr, _ right: TypedExpr
  ) -> Diagnostic {
    let text = Printer.text(of: rightExpr)
    return Diagnostic(
      "\(Printer.text(of: leftExpr)) is \(left.type.described) and \(text) is "
        + "\(right.type.described)", at: leftExpr.range.joined(with: rightExpr.range),
      fixes: right.type.numberType != nil
        ? [.init(range: rightExpr.range, replacement: "\"\(text)\"")] : [])
  }

  // MARK: Lists

  mutating func listComparison(
    _ comparison: Comparison, _ leftExpr: Expr, _ left: TypedExpr, _ rightExpr: Expr,
    at range: SourceRange
  ) throws(Diagnostic) -> TypedExpr {
    guard comparison == .equal || comparison == .unequal else {
      throw Diagnostic(
        "lists have no order; they are = or !=, and has asks for a member", at: range)
    }
    if case .text("") = rightExpr.kind { throw emptyText(comparison, leftExpr, range) }
    let members: [Expr]
    if case .list(let written) = rightExpr.kind { members = written } else { members = [rightExpr] }
    var texts: [String] = []
    for member in members {
      let value: TypedExpr
      if let bare = try bareValue(member, beside: left) {
        value = bare
      } else {
        value = try check(member)
        noteAbsent(parameter: member, value, of: left)
      }
      if value.type == .list, members.count == 1 {
        return TypedExpr(.comparison(comparison, left, value), .yesNo, at: range)
      }
      guard case .constant(.text(let text)) = value.kind else {
        throw textMismatch(leftExpr, left, member, value)
      }
      texts.append(text)
    }
    let constant = TypedExpr(.constant(.list(texts)), .list, at: rightExpr.range)
    let result = TypedExpr(.comparison(comparison, left, constant), .yesNo, at: range)
    watchMissing(result, left)
    if comparison == .equal, texts.count == 1, case .column(let index) = left.kind {
      watchShared(column: index, left, texts[0], result, subject: leftExpr)
    }
    return result
  }
}
