import Records
import Semantics
import Syntax

/// What is said below an entry while it is typed.
package enum Remark: Sendable, Equatable {
  case none
  /// What the question means, and how many records its conditions let through where that is known.
  case meaning(String, records: String?)
  /// Why it would fail, and the bytes of the entry that are to blame.
  case problem(String, Range<Int>)
}

extension Glance {
  /// The reading of an entry, or its first error; nothing while the word that the cursor is at is
  /// to blame, since it is being typed.
  ///
  /// Nobody waits for it: one that took too long is the last one until `see`.
  package func remark(on text: String, at point: Int) -> Remark {
    guard !isSlow, patience > .zero, text.utf8.count <= Self.longestRead,
      !session.catalog.setNames.isEmpty, !ConversationWords.begin(text)
    else {
      return .none
    }
    let start = ContinuousClock.now
    defer { isSlow = ContinuousClock.now - start > patience }
    let deadline = start + patience / 2
    let reading = read(text, until: deadline)
    switch reading {
    case .none: return .none
    case .meaning: return reading
    case .problem(_, let range):
      let isAtCursor = range.lowerBound <= point && point <= range.upperBound
      if !isAtCursor { return reading }
      return point == text.utf8.count ? before(text, until: deadline) : .none
    }
  }

  private static let longestRead = 20_000

  /// What an entry means as far as it is complete, without its last words; or what is wrong in
  /// it before them.
  private func before(_ text: String, until deadline: ContinuousClock.Instant) -> Remark {
    let source = SourceText(name: "", text: text)
    let tokens = Lexer.tokens(of: source).filter {
      ![.end, .lineEnd, .blankLine].contains($0.kind)
    }
    let last = tokens.suffix(6)
    let first = last.first.map { Int($0.range.start) } ?? 0
    for token in last.reversed() where token.range.start > 0 {
      guard ContinuousClock.now < deadline else { return .none }
      let shorter = String(decoding: source.bytes[..<Int(token.range.start)], as: UTF8.self)
      let reading = read(shorter, until: deadline, countsRecords: false)
      switch reading {
      case .meaning(let meaning, _): return .meaning(meaning + " …", records: nil)
      // What is wrong far before the cursor stays so, however the end goes on.
      case .problem(_, let range) where range.upperBound <= first: return reading
      case .problem, .none: continue
      }
    }
    return .none
  }

  /// - Shape: of a text with several statements only problems are told, and none behind a statement
  ///   that changes what names mean
  private func read(
    _ text: String, until deadline: ContinuousClock.Instant, countsRecords: Bool = true
  ) -> Remark {
    let source = SourceText(name: "", text: text)
    let parsed = Parser.parse(source)
    if let diagnostic = parsed.diagnostics.first {
      // What is missing at the end is still to come.
      let range = diagnostic.isIncomplete ? Int(diagnostic.range.start)..<text.utf8.count : nil
      return .problem(diagnostic.message, range ?? Self.range(diagnostic.range))
    }
    var reading = Remark.none
    for statement in parsed.statements {
      do throws(Diagnostic) {
        switch statement.kind {
        case .query(let query), .explain(let query), .why(.query(let query)):
          let plan = try Checker.plan(for: query, in: lightCatalog)
          if let problem = unknownValue(in: plan, source) { return problem }
          guard parsed.statements.count == 1, ContinuousClock.now < deadline else { break }
          let isOnly = session.catalog.setNames.count == 1
          reading = .meaning(
            MeaningText.text(
              of: query, in: source, setName: isOnly ? nil : session.catalog.current),
            records: countsRecords ? matches(of: plan, until: deadline)?.sentence : nil)
        case .continuation(let continuations):
          _ = try Checker.plan(
            continuing: continuations, at: statement.range, in: lightCatalog)
        case .expect(let condition): _ = try Checker.plan(expecting: condition, in: lightCatalog)
        case .load, .store, .use, .letExpression, .letQuery, .parameter, .include, .unit, .describe,
          .about, .why, .help:
          return reading
        }
      } catch {
        return .problem(error.message, Self.range(error.range))
      }
    }
    return reading
  }

  private static func range(_ range: SourceRange) -> Range<Int> {
    Int(range.start)..<Int(range.end)
  }

  // MARK: Values

  /// A value in a condition that its field does not have. The checker is not asked for it: it would
  /// look for the nearest among all values, however many there are.
  private func unknownValue(in plan: Plan, _ source: SourceText) -> Remark? {
    guard case .set = plan.source, let stage = plan.stages.first else { return nil }
    for step in stage.steps {
      switch step {
      case .filter(let filter) where !filter.testsGroups:
        if let problem = unknownValue(in: filter.predicate, stage.input, source) { return problem }
      case .summarise(let summary):
        for case let filter? in summary.aggregates.map(\.filter) {
          if let problem = unknownValue(in: filter, stage.input, source) { return problem }
        }
      default: return nil
      }
      if case .summarise = step { return nil }
    }
    return nil
  }

  private func unknownValue(
    in expr: TypedExpr, _ input: Schema, _ source: SourceText
  ) -> Remark? {
    for (column, values, range) in named(in: expr) {
      guard case .column(let index) = column.kind, input.fields.indices.contains(index),
        let origin = input.fields[index].origin, origin.also.isEmpty,
        let field = session.catalog.sets[origin.set]?.field(named: origin.field)
      else { continue }
      for value in values where !Self.has(field.column, value) {
        var message = "no \(field.name) is \"\(value)\""
        let nearest = self.nearest(to: value, in: field, ofSet: origin.set)
        if !nearest.isEmpty { message += "; did you mean \(nearest)?" }
        return .problem(message, Self.place(of: value, in: Self.range(range), source))
      }
    }
    for child in expr.children {
      if let problem = unknownValue(in: child, input, source) { return problem }
    }
    return nil
  }

  /// The values that an expression compares a column with, and where they are written.
  private func named(in expr: TypedExpr) -> [(TypedExpr, [String], SourceRange)] {
    switch expr.kind {
    case .comparison(.equal, let left, let right), .comparison(.unequal, let left, let right):
      switch right.kind {
      case .constant(.text(let text)): [(left, [text], right.range)]
      case .constant(.list(let texts)): [(left, texts, right.range)]
      default: []
      }
    case .isIn(let subject, let values):
      [
        (
          subject,
          values.compactMap { if case .text(let text) = $0 { text } else { nil } },
          SourceRange(start: subject.range.end, end: expr.range.end)
        )
      ]
    case .listTest(_, let subject, let texts):
      [(subject, texts, SourceRange(start: subject.range.end, end: expr.range.end))]
    default: []
    }
  }

  /// Where in a list a value is written, with its quotes.
  private static func place(
    of value: String, in range: Range<Int>, _ source: SourceText
  ) -> Range<Int> {
    let range = range.clamped(to: 0..<source.bytes.count)
    let tokens = Lexer.tokens(of: SourceText(name: "", bytes: Array(source.bytes[range])))
    for token in tokens {
      let place =
        Int(token.range.start) + range.lowerBound..<Int(token.range.end) + range.lowerBound
      let text = String(decoding: source.bytes[place], as: UTF8.self)
      if text == value || text.dropFirst().dropLast() == value { return place }
    }
    return range
  }

  private static func has(_ column: Column, _ value: String) -> Bool {
    switch column.storage {
    case .text(_, let dictionary): dictionary.code(of: value) != nil
    case .lists(_, let lists): lists.members.code(of: value) != nil
    case .integers, .doubles, .booleans, .periods, .moments: true
    }
  }

  /// The nearest values with the number of their records; empty where there are too many to look
  /// through between two keys.
  private func nearest(to value: String, in field: Field, ofSet set: String) -> String {
    guard let counts = counts(ofSet: set, field: field.name), counts.isReady, counts.isRankable
    else { return "" }
    let found = counts.candidates(near: value)
    let names = Suggestion.nearest(to: value, among: found.map(\.text), atMost: 2)
    return names.map { name in
      "\(name) (\(counts.records(with: name).separated))"
    }.joined(separator: " or ")
  }
}

extension ValueCounts {
  /// Those values whose letters are nearly those of a text, the most frequent first: a cheap look
  /// before a dear one.
  func candidates(near text: String) -> [(text: String, count: Int)] {
    let wanted = Self.letters(of: text)
    return Array(
      ranking.lazy.filter { value in
        let own = Self.letters(of: value.text)
        return (own ^ wanted).nonzeroBitCount <= 5 || own & wanted == wanted
      }.prefix(400))
  }

  /// A bit for each letter that occurs, whatever its case.
  private static func letters(of text: String) -> UInt64 {
    text.utf8.reduce(0) { $0 | 1 << UInt64(($1 & 0xDF) & 0x3F) }
  }
}
