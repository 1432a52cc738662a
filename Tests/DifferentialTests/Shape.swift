/// What a phrase gives, known in both languages.
enum Shape: Equatable, Sendable {
  /// Whole numbers of `10^-scale`, none larger than `reach`.
  case exact(scale: Int, reach: Double)
  /// The double nearest to a quotient.
  case real
  /// A double that rounding on the way may change.
  case rough
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
    case .rough, .text, .day, .period, .yesNo, .days: false
    }
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
}
