/// One cell, taken out of its column: for answers, messages and tests, never for a loop over rows.
package enum Value: Sendable, Equatable {
  case missing
  case number(Number, Qualifier)
  case text(String)
  case list([String])
  case yesNo(Bool)
  case period(Period)
  /// seconds from 1970-01-01T00:00
  case moment(Int64)
}

extension Column {
  package func value(at row: Int) -> Value {
    guard isValid(row) else { return .missing }
    switch storage {
    case .integers(let integers, let scale):
      return .number(.exact(FixedDecimal(integers[row], scale: scale)), qualifier(row))
    case .doubles(let doubles): return .number(.double(doubles[row]), qualifier(row))
    case .text(let codes, let dictionary): return .text(dictionary.text(of: codes[row]))
    case .lists(let codes, let dictionary): return .list(dictionary.texts(of: codes[row]))
    case .booleans(let booleans): return .yesNo(booleans[row] != 0)
    case .periods(let days, let grains):
      return .period(Period(start: days[row], grain: grains[row]))
    case .moments(let seconds): return .moment(seconds[row])
    }
  }
}
