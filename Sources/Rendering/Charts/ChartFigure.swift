import Records

/// One number of an answer as a chart draws it and writes it.
struct ChartFigure: Equatable {
  let value: Double
  let qualifier: Qualifier
  /// With its mark and separators.
  let text: String

  /// `nil` where the cell is missing, or no finite number.
  init?(_ field: Field, row: Int) {
    guard case .number(let number, let qualifier) = field.column.value(at: row) else { return nil }
    let value = number.double
    guard value.isFinite else { return nil }
    self.value = value
    self.qualifier = qualifier
    text = NumberParts(number, qualifier, field.type.numberType ?? .plain).text
  }

  init(count: Int) {
    value = Double(count)
    qualifier = .exact
    text = grouped(Substring(String(count)))
  }
}

extension Qualifier {
  /// The mark that figures carry, at the end of a bar or in the place of a point.
  var chartMark: Character? {
    switch self {
    case .exact: nil
    case .atLeast: ">"
    case .atMost: "<"
    case .about: "~"
    }
  }

  private var chartWords: String? {
    switch self {
    case .exact: nil
    case .atLeast: "> at least"
    case .atMost: "< at most"
    case .about: "~ about"
    }
  }

  /// `marks: > at least, ~ about`: what the marks of a chart mean; `nil` where it has none.
  static func legend(of marks: [Qualifier]) -> String? {
    let words = Qualifier.allCases.filter(marks.contains).compactMap(\.chartWords)
    return words.isEmpty ? nil : "marks: " + words.joined(separator: ", ")
  }
}
