extension Phrase {
  /// The phrases that it is made of; those of aggregates and queries are their own.
  var parts: [Phrase] {
    switch self {
    case .negative(let a), .raised(let a, _), .opposite(let a), .isMissing(let a, _),
      .looks(let a, _, _, _), .matches(let a, _), .during(let a, _, _), .amongAnswer(let a, _, _):
      [a]
    case .math(_, let a, let b), .filled(let a, let b), .joined(let a, let b),
      .compared(let a, _, let b), .both(let a, let b), .either(let a, let b):
      [a, b]
    case .choice(let a, let b, let c), .between(let a, let b, let c, _),
      .within(let a, let b, let c, _):
      [a, b, c]
    case .call(_, let all): all
    case .among(let a, _, _): [a]
    case .window(let window): window.operand.map { [$0] } ?? []
    case .column, .number, .quoted, .date, .yes, .figure, .figureOfAll, .figurePer, .answer: []
    }
  }

  /// It and all that it is made of.
  var all: [Phrase] { [self] + parts.flatMap(\.all) }

  /// Which joined sets' fields it names.
  var strands: Set<Int> {
    Set(all.compactMap { if case .column(let column) = $0 { column.strand } else { nil } })
  }

  /// Whether an aggregate of groups stands in it.
  var hasFigure: Bool {
    all.contains { if case .figure = $0 { true } else { false } }
  }

  /// Whether it can differ from row to row.
  var isVaried: Bool {
    all.contains { phrase in
      switch phrase {
      case .column, .figure, .figurePer, .window, .isMissing, .amongAnswer: true
      default: false
      }
    }
  }
}
