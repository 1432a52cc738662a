/// What a phrase gives, known in both languages.
enum Shape: Equatable, Sendable {
  /// Whole numbers of `10^-scale`, none larger than `reach`.
  case exact(scale: Int, reach: Double)
  /// The double nearest to a quotient.
  case real
  /// A double that rounding on the way may change.
  case rough
  /// A double that is printed as a percentage.
  case percent
  case text
  case day
  case period(Grain)
  case yesNo
  /// Between two days.
  case days

  enum Grain: String, Sendable { case week, month, quarter }

  var isNumber: Bool {
    switch self {
    case .exact, .real: true
    case .rough, .percent, .text, .day, .period, .yesNo, .days: false
    }
  }

  /// Whether cells of both are written alike in SQL.
  func isSame(_ other: Shape) -> Bool {
    if case .exact(let own, _) = self, case .exact(let scale, _) = other { return own == scale }
    return self == other
  }

  /// Whether one may stand in the place of the other.
  func isLike(_ other: Shape) -> Bool {
    switch (self, other) {
    case (.exact, .exact), (.real, .real), (.rough, .rough), (.text, .text), (.day, .day),
      (.yesNo, .yesNo), (.days, .days), (.exact, .real), (.real, .exact):
      true
    case (.period(let a), .period(let b)): a == b
    default: false
    }
  }
}

struct Column: Equatable, Sendable {
  var name: String
  var shape: Shape
  /// Which of the joined sets it is of; 0 for the first.
  var strand = 0

  /// As a sentence has it.
  var written: String { Column.written(name) }

  /// Whether its name is an ordinary word, and so says nothing of a value.
  var isPlain: Bool {
    !["yes", "no", "missing"].contains(name)
      && name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
      && name.utf8.first.map { $0 > 57 } ?? false
  }

  static func written(_ name: String) -> String {
    Column(name: name, shape: .text).isPlain ? name : "`\(name)`"
  }
}
