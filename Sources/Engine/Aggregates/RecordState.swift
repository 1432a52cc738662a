/// What became of a record in an aggregate.
enum RecordState: Equatable {
  case counted
  case part(of: Int)
  case repetition(of: Int)
  /// The record, or the one identity, counts in an earlier row.
  case again
  case noValue
  case outsideCondition

  /// Whether there was nothing to count.
  var isIdle: Bool { self == .noValue || self == .outsideCondition }

  /// Counted records first, then those left out, then those without a figure.
  var rank: Int {
    switch self {
    case .counted: 0
    case .part, .repetition, .again: 1
    case .noValue: 2
    case .outsideCondition: 3
    }
  }
}

extension Feed {
  /// What becomes of every grouped record of a batch.
  func states(_ grouped: GroupedBatch) throws(ExecutionError) -> [RecordState] {
    let base = grouped.base
    var states = [RecordState](repeating: .outsideCondition, count: base.count)
    let (part, origins) = try asked(base)
    for index in 0..<part.count { states[origins.map { Int($0[index]) } ?? index] = .counted }
    for operand in required {
      let column = try operands[operand].evaluate(part)
      for index in 0..<part.count where !column.isValid(index) {
        states[origins.map { Int($0[index]) } ?? index] = .noValue
      }
    }
    let identities = try identity?.codes(base)
    return (0..<grouped.count).map { index in
      let position = grouped.expansion.map { Int($0[index]) } ?? index
      let state = states[position]
      guard state == .counted else { return state }
      let group = grouped.groups.map { Int($0[index]) } ?? 0
      let row = base.rows[position]
      if let found = kin?.whyNot(row: row, group: group) {
        return found.reason == .part ? .part(of: found.record) : .repetition(of: found.record)
      }
      if counted?.isToldAgain(row, in: group) ?? false { return .again }
      if let identities, identity?.isToldAgain(identities[position], in: group) ?? false {
        return .again
      }
      return state
    }
  }
}
