/// Conditions, which are 1 or 0 and never missing.
extension SQLScope {
  func condition(_ phrase: Phrase) -> String {
    switch phrase {
    case .compared(let a, let relation, let b):
      let (x, y, _) = aligned(a, b)
      // != is the complement of =, so it takes in missing cells.
      if relation == .unequal { return "(NOT \(sure("\(x) = \(y)")))" }
      return sure("\(x) \(relation.rawValue) \(y)")
    case .both(let a, let b): return "(\(truth(a)) AND \(truth(b)))"
    case .either(let a, let b): return "(\(truth(a)) OR \(truth(b)))"
    case .opposite(let a): return "(NOT \(truth(a)))"
    case .between(let a, let low, let high, let isNegated):
      let (x, l, _) = aligned(a, low)
      let (y, h, _) = aligned(a, high)
      return turned(sure("\(x) >= \(l) AND \(y) <= \(h)"), isNegated)
    case .within(let a, let low, let high, let isNegated):
      let (x, l, _) = aligned(a, low)
      let (y, h, _) = aligned(a, high)
      let ends = "(\(l) IS NULL OR \(x) >= \(l)) AND (\(h) IS NULL OR \(y) <= \(h))"
      let hasEnd = "NOT (\(l) IS NULL AND \(h) IS NULL)"
      return turned(sure("\(x) IS NOT NULL AND \(hasEnd) AND \(ends)"), isNegated)
    case .among(let a, let values, let isNegated):
      let tests = values.map { value in
        let (x, y, _) = aligned(a, value)
        return sure("\(x) = \(y)")
      }
      return turned("(\(tests.joined(separator: " OR ")))", isNegated)
    case .isMissing(let a, let isNegated):
      return "(\(value(a).text) IS \(isNegated ? "NOT " : "")NULL)"
    case .looks(let a, let look, let part, let isNegated):
      var like = part.map { "%_\\".contains($0) ? "\\\($0)" : String($0) }.joined()
      if look != .starts { like = "%" + like }
      if look != .ends { like += "%" }
      return turned(
        sure("\(value(a).text) LIKE \(SQLScope.quoted(like)) ESCAPE '\\'"), isNegated)
    case .matches(let a, let pattern):
      return sure("\(value(a).text) GLOB \(SQLScope.quoted(pattern.glob))")
    case .during(let a, let relation, let span): return during(value(a).text, relation, span)
    case .amongAnswer(let a, let question, let isNegated):
      let table = translation.table(of: question, around: input)
      let column = question.columns[0]
      let (x, y, _) = aligned(a, .column(column))
      return turned(
        sure("\(x) IN (SELECT \(y) FROM \(table) WHERE \(y) IS NOT NULL)"), isNegated)
    default: return truth(phrase)
    }
  }

  private func sure(_ condition: String) -> String { "COALESCE(\(condition), 0)" }

  private func turned(_ condition: String, _ isNegated: Bool) -> String {
    isNegated ? "(NOT \(condition))" : condition
  }

  private func during(_ day: String, _ relation: Phrase.Relation, _ span: Phrase.Span) -> String {
    let (start, end) = ("'\(span.start)'", "'\(span.end)'")
    let isWithin = "(\(day) >= \(start) AND \(day) < \(end))"
    switch relation {
    case .equal: return sure(isWithin)
    case .unequal: return "(NOT \(sure(isWithin)))"
    case .less: return sure("\(day) < \(start)")
    case .lessOrEqual: return sure("\(day) < \(end)")
    case .greater: return sure("\(day) >= \(end)")
    case .greaterOrEqual: return sure("\(day) >= \(start)")
    }
  }
}
